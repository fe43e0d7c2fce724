"""What a PKCS #12 file tells without its password: how it is protected, and names beside its keys.

RFC 7292. `cryptography` opens such a file but has no call that says how it was encrypted. Nothing here
decrypts anything; private keys are bytes that nobody can read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from .der import DerReader, Element, NotDerError, object_identifier, whole_number

#: Ways of encryption that devices are reported to differ in.
Family = Literal["aes", "3des", "rc2", "none", "other"]

_DATA: Final = "1.2.840.113549.1.7.1"
_ENCRYPTED_DATA: Final = "1.2.840.113549.1.7.6"
_BAG: Final = "1.2.840.113549.1.12.10.1."
_PLAIN_KEY, _KEY, _CERTIFICATE, _NESTED = (f"{_BAG}{number}" for number in (1, 2, 3, 6))
_FRIENDLY_NAME: Final = "1.2.840.113549.1.9.20"
_PBES2: Final = "1.2.840.113549.1.5.13"
_PBKDF2: Final = "1.2.840.113549.1.5.12"
_SCRYPT: Final = "1.3.6.1.4.1.11591.4.11"
_PBMAC1: Final = "1.2.840.113549.1.5.14"
_SEQUENCE: Final = 0x10
_BMP_STRING, _UTF8_STRING = 0x1E, 0x0C


@dataclass(frozen=True, slots=True)
class Protection:
    """How something is encrypted, or summed up. ``iterations``: None where there are none."""

    name: str
    family: Family
    iterations: int | None = None


NO_ENCRYPTION: Final = Protection("none", "none")


@dataclass(frozen=True, slots=True)
class FileStructure:
    """Of each key and each group of certificates how it is encrypted; no password was needed to know."""

    keys: tuple[Protection, ...]
    certificates: tuple[Protection, ...]
    #: None where the file has no sum over its content.
    mac: Protection | None
    #: Written in BER: right, and some programs read DER only.
    ber: bool
    #: The stored name beside each key; None where there is none.
    key_names: tuple[str | None, ...]

    @property
    def encryption(self) -> str:
        """All of it on one line, without counts: two files that were made alike have the same."""
        mac = self.mac.name if self.mac else NO_ENCRYPTION.name
        said = {"key": _names(self.keys), "certificate": _names(self.certificates), "MAC": mac}
        return "; ".join(f"{name}: {text}" for name, text in said.items())

    @property
    def families(self) -> frozenset[Family]:
        """The families of all that is encrypted."""
        return frozenset(one.family for one in (*self.keys, *self.certificates))


def _names(protections: Iterable[Protection]) -> str:
    return ", ".join(dict.fromkeys(one.name for one in protections)) or "?"


def read_structure(data: bytes) -> FileStructure | None:
    """The structure of a file; None for what is none, or is built in a way that this reader does not know."""
    try:
        return _Walk().read(data)
    except NotDerError:
        return None


class _Walk:
    """One way through a file, with one count of elements for all that is nested in octets."""

    def __init__(self) -> None:
        self._reader = DerReader()
        self._keys: list[Protection] = []
        self._certificates: list[Protection] = []
        self._names: list[str | None] = []

    def read(self, data: bytes) -> FileStructure:
        file = _sequence(self._reader.read(data))
        for content in _sequence(self._within(_sequence(file.part(1)))).parts:
            self._content(_sequence(content))
        mac = _mac(_sequence(file.part(2))) if len(file.parts) > 2 else None
        return FileStructure(
            tuple(self._keys), tuple(self._certificates), mac, self._reader.ber, tuple(self._names)
        )

    def _within(self, content: Element) -> Element:
        """What the octets of a content of plain data hold."""
        if object_identifier(content.part(0)) != _DATA:  # signed by a key instead of a password
            raise NotDerError("no plain data")
        return self._reader.read(content.part(1).part(0).octets())

    def _content(self, content: Element) -> None:
        if object_identifier(content.part(0)) == _ENCRYPTED_DATA:
            encrypted = _sequence(_sequence(content.part(1).part(0)).part(1))
            self._certificates.append(_protection(encrypted.part(1)))
        else:
            self._bags(self._within(content))

    def _bags(self, bags: Element) -> None:
        for bag in _sequence(bags).parts:
            kind, value = object_identifier(_sequence(bag).part(0)), bag.part(1).part(0)
            if kind == _NESTED:
                self._bags(value)
            elif kind == _CERTIFICATE:
                self._certificates.append(NO_ENCRYPTION)
            elif kind in (_KEY, _PLAIN_KEY):
                self._keys.append(_protection(value.part(0)) if kind == _KEY else NO_ENCRYPTION)
                self._names.append(_stored_name(bag))


def _sequence(element: Element) -> Element:
    if element.tag != _SEQUENCE:
        raise NotDerError("no sequence")
    return element


def _stored_name(bag: Element) -> str | None:
    """The name among a bag's attributes; letters beyond the first 65,536 are pairs, as Java writes them."""
    for attribute in bag.parts[2].parts if len(bag.parts) > 2 else ():
        if object_identifier(attribute.part(0)) == _FRIENDLY_NAME:
            value = attribute.part(1).part(0)
            coding = {_BMP_STRING: "utf-16-be", _UTF8_STRING: "utf-8"}.get(value.tag)
            text = value.octets().decode(coding, "replace") if coding else ""
            return text.rstrip("\0") or None
    return None


def _protection(algorithm: Element) -> Protection:
    kind = object_identifier(_sequence(algorithm).part(0))
    if kind == _PBES2:
        return _pbes2(_sequence(algorithm.part(1)))
    row = _algorithms()["schemes"].get(kind)
    if row is None:
        return Protection(kind, "other")
    return Protection(row["name"], row["family"], whole_number(_sequence(algorithm.part(1)).part(1)))


def _pbes2(parameters: Element) -> Protection:
    cipher = object_identifier(_sequence(parameters.part(1)).part(0))
    row = _algorithms()["ciphers"].get(cipher, {"name": cipher, "family": "other"})
    derived, iterations = _derivation(_sequence(parameters.part(0)))
    return Protection(f"{row['name']} (PBES2, {derived})", row["family"], iterations)


def _derivation(algorithm: Element) -> tuple[str, int | None]:
    """How a key is made of a password, and how often that is repeated."""
    kind = object_identifier(algorithm.part(0))
    if kind != _PBKDF2:
        return ("scrypt" if kind == _SCRYPT else kind), None
    parameters = _sequence(algorithm.part(1))
    function = next((part for part in parameters.parts[2:] if part.tag == _SEQUENCE), None)
    name = _hash(function) if function else "HMAC-SHA-1"  # the default of RFC 8018
    return f"PBKDF2, {name}", whole_number(parameters.part(1))


def _hash(algorithm: Element) -> str:
    kind = object_identifier(_sequence(algorithm).part(0))
    return str(_algorithms()["hashes"].get(kind, kind))


def _mac(mac: Element) -> Protection:
    algorithm = _sequence(_sequence(mac.part(0)).part(0))
    if object_identifier(algorithm.part(0)) == _PBMAC1:
        parameters = _sequence(algorithm.part(1))
        derived, iterations = _derivation(_sequence(parameters.part(0)))
        return Protection(f"{_hash(parameters.part(1))} (PBMAC1, {derived})", "other", iterations)
    iterations = whole_number(mac.part(2)) if len(mac.parts) > 2 else 1
    return Protection(_hash(algorithm), "other", iterations)


@cache
def _algorithms() -> dict[str, Any]:
    text = files(__package__).joinpath("pkcs12_algorithms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
