"""Certificates for one capture: a server that asks for one, and the year's in a store of its own.

All keys are made anew, live in a temporary folder and are good for nothing else.
"""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

#: What the authority of these certificates is called; pictures cover it.
ISSUER: Final = "example"
_PASSWORD: Final = "example"  # noqa: S105 -- of a file that lives for seconds
_PATIENCE: Final = 60


@dataclass(frozen=True, slots=True)
class Issued:
    """Files of one capture: ``server`` for its socket, ``authority`` that signs, ``client`` to import."""

    server: Path
    authority: Path
    client: Path

    def server_context(self) -> ssl.SSLContext:
        """TLS that asks for a certificate, as the real login page does."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(self.authority)
        return context


def issue_certificates(folder: Path, host: str, common_name: str) -> Issued:
    """Write the files of a capture below ``folder``: ``host`` is the server's name."""
    authority_key, server_key, client_key = _new_key(), _new_key(), _new_key()
    authority = _certificate(ISSUER, authority_key, authority_key, None)
    server = _certificate(host, server_key, authority_key, ExtendedKeyUsageOID.SERVER_AUTH)
    client = _certificate(common_name, client_key, authority_key, ExtendedKeyUsageOID.CLIENT_AUTH)
    issued = Issued(folder / "server.pem", folder / "authority.pem", folder / "client.p12")
    private = server_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    issued.server.write_bytes(private + server.public_bytes(Encoding.PEM))
    issued.authority.write_bytes(authority.public_bytes(Encoding.PEM))
    secret = BestAvailableEncryption(_PASSWORD.encode())
    issued.client.write_bytes(
        pkcs12.serialize_key_and_certificates(b"client", client_key, client, None, secret)
    )
    return issued


def fill_store(home: Path, issued: Issued, programs: dict[str, str]) -> None:
    """Make the store that Chromium reads below ``home``, with the authority and the certificate.

    ``programs``: full paths of ``certutil`` and ``pk12util``. Raises `subprocess.CalledProcessError`.
    """
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    place, certutil = f"sql:{store}", programs["certutil"]
    _run(certutil, "-N", "-d", place, "--empty-password")
    _run(certutil, "-A", "-d", place, "-n", ISSUER, "-t", "CT,C,C", "-i", str(issued.authority))
    _run(programs["pk12util"], "-i", str(issued.client), "-d", place, "-W", _PASSWORD, "-K", "")


def _run(*line: str) -> None:
    subprocess.run(line, check=True, capture_output=True, timeout=_PATIENCE)  # noqa: S603 -- no shell, full paths


def _new_key() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def _certificate(
    name: str,
    key: EllipticCurvePrivateKey,
    signer: EllipticCurvePrivateKey,
    use: x509.ObjectIdentifier | None,
) -> x509.Certificate:
    """One for a day; without ``use`` the authority's own."""
    now = datetime.now(UTC)
    own = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    by = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, ISSUER)])
    made = (
        x509.CertificateBuilder()
        .subject_name(own)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=use is None, path_length=None), critical=True)
    )
    if use is not None:
        made = made.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
    if use == ExtendedKeyUsageOID.SERVER_AUTH:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return made.sign(signer, hashes.SHA256())
