"""What people can write as a fact's value: which facts there are, in which fields, in which form.

A field is a part of a value with a name: a language of a text, ``text`` and ``source`` of a quotation, and
`WHOLE` where the value is one. `read_field` makes of what is typed what the year's file holds: full-width
letters in addresses and numbers, days and months in any form of an office.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal

from ..errors import Place, Problem, TebikiError, fail
from .calendar import FIRST_DAY
from .certificate_names import intended_id
from .contact_forms import is_mail, likely_mail
from .dates import read_day, read_month
from .edition import Edition, Link, Quotation
from .settings import EVERY, Settings
from .text_files import shown
from .toml_files import place_of

#: The field of a value that has one alone; of a name, the text that all languages share.
WHOLE: Final = ""
#: What a value is made of. ``name``: one text for all languages, or one a language; ``stored``: a name, or
#: that the file stores none; ``tried``: several texts.
FactForm = Literal[
    "address", "day", "id", "mail", "month", "name", "number", "phone", "quotation", "stored", "text",
    "texts", "tried",
]  # fmt: skip
#: What a field becomes in the year's file; False: the certificate's file stores no name.
FieldValue = str | int | bool | date | list[str]
#: What is typed where the certificate's file stores no name; the same in full width and in words.
NO_NAME: Final = "-"
_NO_NAMES: Final = frozenset({NO_NAME, "－", "ー", "なし"})

_CERTIFICATE: Final[Mapping[str, FactForm]] = {
    "id": "id",
    "stored_name": "stored",
    "subject": "text",
    "not_before": "day",
    "not_after": "day",
    "key": "text",
    "encryption": "text",
}
_CONTACT: Final[Mapping[str, FactForm]] = {"phone": "phone", "mail": "mail", "hours": "texts"}
_MANUAL: Final[Mapping[str, FactForm]] = {
    "version": "number",
    "published": "month",
    "platform": "name",
    "os": "name",
    "browser": "name",
    "cover_note": "texts",
    "tested": "tried",
}
_IN_LANGUAGES: Final = frozenset({"name", "texts"})
#: What is always printed, so that it is never without a value.
_ALWAYS: Final = re.compile(
    r"publisher|certificate\.id|manuals\.\w+\.(version|published|platform|os|browser)"
)
_VERSION: Final = re.compile(r"(?:ver\.?|第)?\s*(\d{1,4})\s*版?", re.IGNORECASE)
#: What full-width digits and dashes of a telephone number mean.
_NUMBER_SIGNS: Final = str.maketrans("０１２３４５６７８９‐‑‒–—―−－", "0123456789--------")
_SEVERAL: Final = re.compile(r"[、,，\n]")


def facts_to_write(edition: Edition) -> Iterator[str]:
    """The key of every fact whose value people can write, in the order of an edition's file."""
    yield "publisher"
    yield from (f"certificate.{name}" for name in _CERTIFICATE)
    for name in edition.links:
        yield from (f"links.{name}", f"links.{name}.target")
    yield from (f"links.{name}" for name in edition.open_links)
    yield "mail_wait"
    yield from (f"contact.{name}" for name in _CONTACT)
    yield from (f"extra.{name}" for name in edition.extra)
    yield from (f"quotations.{name}" for name in edition.quotations)
    yield from (f"manuals.{manual}.{name}" for manual in edition.manuals for name in _MANUAL)


def form_of_fact(key: str) -> FactForm:
    """What the value at one of `facts_to_write` is made of."""
    first, _, rest = key.partition(".")
    match first:
        case "links":
            return "address"
        case "quotations":
            return "quotation"
        case "certificate":
            return _CERTIFICATE[rest]
        case "contact":
            return _CONTACT[rest]
        case "manuals":
            return _MANUAL[rest.partition(".")[2]]
    return "texts"


def is_always_printed(key: str) -> bool:
    """Whether a fact is never without a value."""
    return _ALWAYS.fullmatch(key) is not None


def fields_of_fact(edition: Edition, settings: Settings, key: str) -> dict[str, str]:
    """Each field that a fact's value has, with what stands there now as people type it; "" for nothing.

    A text has a field for each language of the site and for each that it is written in.
    """
    value, form = edition.fact_at(key) if edition.names(key) else None, form_of_fact(key)
    if form == "quotation":
        if not isinstance(value, Quotation):
            return {"text": "", "source": ""}
        return {"text": value.text, "source": value.source}
    if form in _IN_LANGUAGES:
        return _by_language(value if isinstance(value, dict) else {}, settings, form)
    return {WHOLE: _spelt(value.url if isinstance(value, Link) else value)}


def _by_language(texts: dict[str, str], settings: Settings, form: FactForm) -> dict[str, str]:
    if form == "name" and EVERY in texts:
        return {WHOLE: texts[EVERY]}
    languages = dict.fromkeys([*settings.languages, *texts])
    return {language: texts.get(language, "") for language in languages}


def _spelt(value: object) -> str:
    """A value as people type it."""
    if value is None:
        return ""
    if value is False:
        return NO_NAME
    return "、".join(value) if isinstance(value, tuple) else str(value)


def read_fields(settings: Settings, path: Path, key: str, typed: Mapping[str, str]) -> dict[str, FieldValue]:
    """What was typed as the year's file at ``path`` holds it; "" for an empty field.

    Raises `TebikiError` with every field whose form cannot be read, each at its key.
    """
    values: dict[str, FieldValue] = {}
    problems: list[Problem] = []
    for field, text in typed.items():
        place = place_of(path, [*key.split("."), *filter(None, [field])])
        try:
            values[field] = _read(form_of_fact(key), settings, text, place) if text.strip() else ""
        except TebikiError as error:
            problems += error.problems
    if problems:
        raise TebikiError(problems)
    return values


def _read(form: FactForm, settings: Settings, text: str, place: Place) -> FieldValue:
    plain = unicodedata.normalize("NFKC", text).strip()
    if reader := _READERS.get(form):
        return reader(plain, place)
    if form == "id":
        return intended_id(text.strip(), settings) or plain
    return _AS_TYPED[form](text.strip()) if form in _AS_TYPED else _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _mail(plain: str, place: Place) -> str:
    del place  # the reader of the file tells a mail address that is none
    return plain if is_mail(plain) else likely_mail(plain) or plain


def _address(plain: str, place: Place) -> str:
    del place  # likewise
    return plain


def _stored(text: str) -> str | bool:
    return False if text in _NO_NAMES else text


def _phone(text: str) -> str:
    return text.translate(_NUMBER_SIGNS)


def _tried(text: str) -> list[str]:
    return [one.strip() for one in _SEVERAL.split(text) if one.strip()]


def _letter_by_letter(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def read_typed_day(text: str, place: Place) -> date:
    """A day in any form of an office. Raises `TebikiError` (``set-facts/day``, ``date/…``)."""
    found = read_day(text)
    if found is None:
        fail("set-facts/day", place, value=shown(text))
    if not isinstance(found, date):  # well written, and in no calendar
        fail(found.why, place, text=found.text, **found.values)
    if found < FIRST_DAY:
        fail("date/early", place, text=shown(text), first=FIRST_DAY)
    return found


def _month(text: str, place: Place) -> str:
    month = read_month(text)
    if month is None:
        fail("set-facts/month", place, value=shown(text))
    return str(month)


def _version(text: str, place: Place) -> int:
    found = _VERSION.fullmatch(text)
    if found is None or int(found[1]) < 1:
        fail("set-facts/version", place, value=shown(text))
    return int(found[1])


#: Forms that are read of text in plain letters.
_READERS: Final[Mapping[FactForm, Callable[[str, Place], FieldValue]]] = {
    "day": read_typed_day,
    "month": _month,
    "number": _version,
    "mail": _mail,
    "address": _address,
}
#: Forms whose letters stay as they are typed.
_AS_TYPED: Final[Mapping[FactForm, Callable[[str], FieldValue]]] = {
    "stored": _stored,
    "phone": _phone,
    "tried": _tried,
    "quotation": _letter_by_letter,
}
