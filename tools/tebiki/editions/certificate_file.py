"""The certificate's file: what anybody may know of it. The private key is never kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12Certificate, load_pkcs12

from ..content.private_keys import is_cut_off, is_pkcs12
from ..content.text_files import read_bytes
from ..errors import Place, fail

#: Bytes. A certificate with its chain has some 10,000.
LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Inside:
    """What a certificate's file says. ``further``: certificates in it beside the one with the key."""

    #: friendlyName: what devices propose and show; None where the file has none.
    stored_name: str | None
    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    further: int


def read_file(path: Path) -> bytes:
    """The file's bytes, before anybody is asked for a password.

    Raises `TebikiError` (``text/…``, ``certificate/…``) for what no password would open.
    """
    if path.is_file() and (size := path.stat().st_size) > LARGEST:
        fail("certificate/huge", Place.of(path), size=f"{size:,}")
    data = read_bytes(path)
    if not data:
        fail("certificate/empty", Place.of(path))
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith((b"-----BEGIN ", b"Bag Attributes")):
        fail("certificate/pem", Place.of(path))
    if not is_pkcs12(data):
        fail("certificate/kind", Place.of(path))
    if is_cut_off(data):
        fail("certificate/cut-off", Place.of(path))
    return data


def inside(data: bytes, password: str, path: Path) -> Inside:
    """What ``data`` says, opened by ``password``. Raises `TebikiError` (``certificate/…``)."""
    own, further = _certificates(data, password, path)
    if own is None:
        fail("certificate/no-key", Place.of(path))
    name, certificate = own.friendly_name, own.certificate
    try:
        return Inside(
            stored_name=name.decode("utf-8", "replace") if name else None,
            subject=certificate.subject.rfc4514_string(),
            issuer=certificate.issuer.rfc4514_string(),
            serial=f"{certificate.serial_number:X}",
            valid_from=certificate.not_valid_before_utc,
            valid_until=certificate.not_valid_after_utc,
            further=further,
        )
    except ValueError as error:
        fail("certificate/broken", Place.of(path), why=str(error)[:80])


def _certificates(data: bytes, password: str, path: Path) -> tuple[PKCS12Certificate | None, int]:
    """The certificate that has the key, and how many others there are; the key itself is let go here."""
    try:
        whole = load_pkcs12(data, password.encode("utf-8", "surrogateescape"))
    except UnsupportedAlgorithm as error:
        fail("certificate/broken", Place.of(path), why=str(error)[:80])
    except ValueError as error:
        code = "password" if "password" in str(error).lower() else "broken"
        fail(f"certificate/{code}", Place.of(path), why=str(error)[:80])
    return (whole.cert if whole.key is not None else None), len(whole.additional_certs)
