"""The certificate's file: what anybody may know of it. The private key is never kept."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..content.private_keys import is_cut_off, is_pkcs12
from ..content.text_files import read_bytes
from ..errors import Place, fail
from .der import INDEFINITE, DerReader, NotDerError
from .pkcs12_structure import FileStructure, read_structure

# A studio that is opened, and a year that is begun without the file, need no OpenSSL: where a certificate
# is read, the library is imported.
if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12Certificate

#: Bytes. A certificate with its chain has some 10,000.
LARGEST: Final = 1_000_000
#: Certificates say UTC; manuals, vendors and fiscal years have the days of Japan.
JAPAN: Final = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Inside:
    """What a certificate's file says. ``further``: certificates in it beside the one with the key."""

    #: friendlyName: what devices propose and show; None where the file has none.
    stored_name: str | None
    #: None where it is written in a form that this program cannot read.
    subject: str | None
    issuer: str | None
    serial: str
    valid_from: datetime
    valid_until: datetime
    further: int
    #: The key's kind and size: ``RSA 2048``.
    key: str
    #: Bits of an RSA key; None for other kinds.
    rsa_bits: int | None
    #: Purposes that the certificate is limited to; None where it names none.
    purposes: frozenset[str] | None
    #: The names in the bags of the certificate and of the key, one by one.
    certificate_name: str | None = None
    key_name: str | None = None
    #: None where it is built in a way that this program does not know.
    structure: FileStructure | None = None

    @property
    def not_before(self) -> date:
        """The first day of its validity in Japan."""
        return self.valid_from.astimezone(JAPAN).date()

    @property
    def not_after(self) -> date:
        """The last day of its validity in Japan; one that ends at midnight has ended the day before."""
        return (self.valid_until.astimezone(JAPAN) - timedelta(seconds=1)).date()

    @property
    def proves_clients(self) -> bool:
        """Whether browsers may offer it when a server asks who they are (RFC 5280, 4.2.1.12)."""
        from cryptography.x509.oid import ExtendedKeyUsageOID  # noqa: PLC0415 -- see above

        any_use = {ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE}
        return self.purposes is None or not self.purposes.isdisjoint(oid.dotted_string for oid in any_use)

    @property
    def keys(self) -> int:
        """How many private keys the file has, as far as anybody can tell without opening them."""
        return max(1, len(self.structure.keys) if self.structure else 1)

    @property
    def stores_no_name(self) -> bool:
        """Whether it is certain that the file stores no name: the bag of the key was read, too."""
        return self.stored_name is None and self.structure is not None and bool(self.structure.keys)

    @property
    def encryption(self) -> str | None:
        """What protects the file, on one line."""
        return self.structure.encryption if self.structure else None


def read_file(path: Path) -> bytes:
    """The file's bytes, before anybody is asked for a password.

    Raises `TebikiError` (``text/…``, ``certificate/…``) for what no password would open.
    """
    if path.is_file() and (size := path.stat().st_size) > LARGEST:
        fail("certificate/huge", Place.of(path), size=f"{size:,}")
    data = read_bytes(path)
    refuse_unreadable(data, path)
    return data


def refuse_unreadable(data: bytes, path: Path) -> None:
    """Refuse what no password would open, whoever gave it. Raises `TebikiError` (``certificate/…``)."""
    if len(data) > LARGEST:
        fail("certificate/huge", Place.of(path), size=f"{len(data):,}")
    if not data:
        fail("certificate/empty", Place.of(path))
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"-----BEGIN ", b"Bag Attributes")):
        fail("certificate/pem", Place.of(path))
    if not is_pkcs12(data):
        fail("certificate/kind", Place.of(path))
    if is_cut_off(data) or _has_no_end(data):
        fail("certificate/cut-off", Place.of(path))


def _has_no_end(data: bytes) -> bool:
    """Whether a file whose length is not said beforehand (BER) lacks its end."""
    if data[1] != INDEFINITE:
        return False
    try:
        DerReader().read(data)
    except NotDerError:
        return True
    return False


def inside(data: bytes, password: str, path: Path) -> Inside:
    """What ``data`` says, opened by ``password``. Raises `TebikiError` (``certificate/…``)."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 -- see above

    own, further = _certificates(data, password, path)
    if own is None:
        fail("certificate/no-key", Place.of(path))
    structure, certificate = read_structure(data), own.certificate
    own_name = own.friendly_name.decode("utf-8", "replace") if own.friendly_name else None
    key_name = next(iter(structure.key_names), None) if structure else None
    try:
        key, bits = _key_of(certificate)
        return Inside(
            stored_name=own_name or key_name,
            subject=_if_readable(lambda: certificate.subject),
            issuer=_if_readable(lambda: certificate.issuer),
            serial=f"{certificate.serial_number:X}",
            valid_from=certificate.not_valid_before_utc,
            valid_until=certificate.not_valid_after_utc,
            further=further,
            key=key,
            rsa_bits=bits,
            purposes=_purposes(certificate),
            certificate_name=own_name,
            key_name=key_name,
            structure=structure,
        )
    except (ValueError, UnsupportedAlgorithm) as error:
        fail("certificate/broken", Place.of(path), why=str(error)[:80])


def _if_readable(read: Callable[[], x509.Name]) -> str | None:
    """A name, or None for one in a form of before 2004 (T61String), which the library does not decode."""
    try:
        return read().rfc4514_string()
    except ValueError:
        return None


def _key_of(certificate: x509.Certificate) -> tuple[str, int | None]:
    """The key's kind and size in words, and its bits where it is RSA."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey  # noqa: PLC0415 -- see above

    key = certificate.public_key()
    if isinstance(key, RSAPublicKey):
        return f"RSA {key.key_size}", key.key_size
    if isinstance(key, EllipticCurvePublicKey):
        return f"EC {key.curve.name}", None
    return type(key).__name__.removesuffix("PublicKey"), None


def _purposes(certificate: x509.Certificate) -> frozenset[str] | None:
    from cryptography import x509  # noqa: PLC0415 -- see above

    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return None
    return frozenset(oid.dotted_string for oid in usage)


def _certificates(data: bytes, password: str, path: Path) -> tuple[PKCS12Certificate | None, int]:
    """The certificate that has the key, and how many others there are; the key itself is let go here."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 -- see above
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12  # noqa: PLC0415 -- see above

    try:
        with warnings.catch_warnings():
            # That the file is BER is told by its structure, and in words for staff.
            warnings.simplefilter("ignore", UserWarning)
            whole = load_pkcs12(data, password.encode("utf-8", "surrogateescape"))
    except UnsupportedAlgorithm as error:
        fail("certificate/broken", Place.of(path), why=str(error)[:80])
    except ValueError as error:
        code = "password" if "password" in str(error).lower() else "broken"
        fail(f"certificate/{code}", Place.of(path), why=str(error)[:80])
    return (whole.cert if whole.key is not None else None), len(whole.additional_certs)
