"""The certificate of one edition: the names by which readers meet it, and what its file says of it.

What nobody knows is None, and stays so: the days of its validity, for one, never say since when or until
when the vendor accepts a certificate (`extra.new_valid_from`, `extra.old_valid_until` of an edition).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from .settings import Strict, Text

#: One relative name of RFC 4514, up to a comma or plus sign that no backslash makes a plain letter.
_RELATIVE: Final = re.compile(r"((?:\\.|[^\\,+])*)(?:[,+]|$)")
#: An escape of RFC 4514: two hexadecimal digits of UTF-8, or the letter itself.
_ESCAPED: Final = re.compile(r"((?:\\[0-9A-Fa-f]{2})+)|\\(.)")


def _stored_name(value: Any) -> str | Literal[False] | None:
    if value is None or value is False:
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "text, or false where the file stores no name")
    if not value.strip():
        raise PydanticCustomError("string_too_short", "text, or false where the file stores no name")
    return value.strip()


#: False: the file was read and stores no name. None: nobody has looked.
StoredName = Annotated[str | Literal[False] | None, PlainValidator(_stored_name)]


#: The first day that is taken: every language can write it, and before 1989 the engine knows no era.
EARLIEST: Final = date(1990, 1, 1)
Day = Annotated[date, Field(ge=EARLIEST)]


class OpenedOn(Strict):
    """A device on which somebody has opened the file with its password."""

    device: Text
    #: Of its system: ``Android 13``.
    version: Text
    on: Day
    #: A role, not a name: the file may be read by anybody.
    by: Text

    def __str__(self) -> str:
        """As a list of a terminal tells it."""
        return self.told(date.isoformat)

    def told(self, day: Callable[[date], str]) -> str:
        """As the papers for approvers tell it, which are in Japanese; ``day``: how they write a day."""
        return f"{self.device}（{self.version}、{day(self.on)}、{self.by}）"


class Certificate(Strict):
    """Names that are facts of their own (id, stored name, subject), and what the file itself tells."""

    id: Text
    #: What Android proposes at step 6 and lists at step 8.
    stored_name: StoredName = None
    subject: Text | None = None
    #: First and last day of its validity, in Japan.
    not_before: Day | None = None
    not_after: Day | None = None
    #: The key's kind and size: ``RSA 2048``.
    key: Text | None = None
    #: What protects key, certificates and the whole file, without salts and passwords.
    encryption: Text | None = None
    #: Devices of which somebody knows that they open the file.
    opened: Annotated[
        tuple[OpenedOn, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)
    ] = ()

    @property
    def common_name(self) -> str | None:
        """The subject's common name, which browsers of computers list; None where it has none, or several."""
        return None if self.subject is None else common_name_of(self.subject)

    @property
    def typed_name(self) -> str | None:
        """What a person types where a device asks for a name and the file is known to store none."""
        return self.id if self.stored_name is False else None

    @property
    def name_on_device(self) -> str | None:
        """The name in lists of a device that shows the stored name: that, else the typed one."""
        return self.stored_name or self.typed_name


def common_name_of(subject: str) -> str | None:
    """The CN of a subject written as RFC 4514 says (``CN=kaigo,O=Yamabe``); None for none or several."""
    pairs = (one.group(1).partition("=") for one in _RELATIVE.finditer(subject))
    found = [value.strip() for name, sign, value in pairs if sign and name.strip().upper() == "CN"]
    if len(found) != 1 or not found[0] or found[0].startswith("#"):
        return None
    return _ESCAPED.sub(_unescaped, found[0])


def _unescaped(match: re.Match[str]) -> str:
    octets, letter = match.groups()
    return bytes.fromhex(octets.replace("\\", "")).decode("utf-8", "replace") if octets else letter
