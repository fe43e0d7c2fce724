"""What is wrong with texts of an edition: dates that no calendar has, numbers and addresses that are none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ..errors import Problem
from .contact_forms import is_mail, is_phone, likely_mail, wrong_numbers
from .dates import impossible_dates
from .formats import Table
from .toml_files import place_of, place_of_text, texts_of

#: Tables whose texts are no sentences: addresses, names of facts, names of certificates.
_NO_SENTENCES: Final = frozenset({"certificate", "links", "hosts", "unconfirmed"})


def date_problems(path: Path, table: Table) -> Iterator[Problem]:
    """Dates in any text of an edition that no calendar has (``date/…``), each at its line."""
    sentences = {key: value for key, value in table.items() if key not in _NO_SENTENCES}
    for loc, text in texts_of(sentences):
        for found in impossible_dates(text):
            place = place_of_text(path, loc, text.split("\n")[0])
            yield Problem(found.why, place, {"text": found.text, **found.values})


def number_problems(path: Path, table: Table) -> Iterator[Problem]:
    """Telephone numbers in any text of an edition that nobody could call (``edition/phone``)."""
    sentences = {key: value for key, value in table.items() if key not in {*_NO_SENTENCES, "contact"}}
    for loc, text in texts_of(sentences):
        for number in wrong_numbers(text):
            yield Problem("edition/phone", place_of_text(path, loc, text.split("\n")[0]), {"phone": number})


def contact_problems(path: Path, phone: str | None, mail: str | None) -> Iterator[Problem]:
    """A telephone number and a mail address that can be none (``edition/phone``, ``edition/mail…``)."""
    if phone is not None and not is_phone(phone):
        yield Problem("edition/phone", place_of(path, ["contact", "phone"]), {"phone": phone})
    if mail is not None and not is_mail(mail):
        meant = likely_mail(mail)
        code = "edition/mail-meant" if meant else "edition/mail"
        yield Problem(code, place_of(path, ["contact", "mail"]), {"mail": mail, "meant": meant})
