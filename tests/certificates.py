"""Certificates with private keys, made anew in each test: none ever lies in the repository."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

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
from cryptography.x509.oid import NameOID

PASSWORD = "Ab 12-secret"  # noqa: S105 -- of certificates that live as long as a test
SUBJECT = "CN=kaigo,O=Yamabe"


@cache
def key() -> EllipticCurvePrivateKey:
    return generate_private_key(SECP256R1())


def certificate(until: str = "2032-03-31") -> x509.Certificate:
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Yamabe"),
            x509.NameAttribute(NameOID.COMMON_NAME, "kaigo"),
        ]
    )
    last = datetime.fromisoformat(until).replace(tzinfo=UTC)
    builder = x509.CertificateBuilder(
        name, name, key().public_key(), 0xCAFE, datetime(2020, 1, 1, tzinfo=UTC), last
    )
    return builder.sign(key(), hashes.SHA256())


def p12(name: str | None = "yamabe-kaigo", until: str = "2032-03-31", *, with_key: bool = True) -> bytes:
    """A PKCS #12 file; ``name`` is its friendlyName."""
    friendly = name.encode() if name is not None else None
    own, secret = certificate(until), key() if with_key else None
    others = None if with_key else [own]
    encryption = BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(
        friendly, secret, own if with_key else None, others, encryption
    )


def private(
    encoding: Encoding = Encoding.PEM, form: PrivateFormat = PrivateFormat.PKCS8, password: str = ""
) -> bytes:
    """The private key alone."""
    encryption = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return key().private_bytes(encoding, form, encryption)


def planted(case: dict[str, Any]) -> bytes:
    """The file that a case of ``tests/bad/certificates`` describes."""
    if "text" in case:
        return str(case["text"]).encode()
    if case.get("pem"):
        return certificate().public_bytes(Encoding.PEM)
    if case.get("der"):
        return certificate().public_bytes(Encoding.DER)
    data = p12(case.get("stored_name"), case.get("until", "2032-03-31"), with_key=case.get("with_key", True))
    if "keep" in case:
        return data[: case["keep"]]
    if "spoil" in case:
        at = case["spoil"]
        return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
    return data + b"\0" * int(case.get("padding", 0))


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
