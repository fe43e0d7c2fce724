"""The facts of one edition (fiscal year), as ``docs/editions/<year>.toml`` states them.

Whatever can be derived (the file's name, dates in words, output names) is a property
or is rendered by `tebiki.content.facts`; it is never written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

from ..errors import Place, Problem, TebikiError, fail
from .calendar import Month, real_date
from .certificate import Certificate
from .decisions import Decision, looks_like_person
from .fact_texts import contact_problems, date_problems, number_problems
from .formats import EDITION
from .language_owner import Confirmation
from .settings import Names, Settings, Strict, Text, Texts
from .toml_files import load, place_of, read_toml, validate

#: What a place for a value looks like; in an output it is one that was never filled in.
UNFILLED: Final = ("{{", "{%", "fact:", "{fact}", "{ui}")


def _month(value: Any) -> Month:
    if isinstance(value, Month):
        return value
    if not isinstance(value, str):
        raise ValueError("month")  # noqa: TRY004 -- pydantic collects ValueError only
    try:
        return Month.parse(value)
    except ValueError:
        raise ValueError("month") from None


MonthField = Annotated[Month, PlainValidator(_month)]
Url = Annotated[str, StringConstraints(pattern=r"^\S+$")]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
#: TOML has arrays; a frozen model holds tuples.
Items = Annotated[tuple[Text, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)]


def _prose(value: Any) -> Any:
    return {"ja": value} if isinstance(value, str) else value


#: Text by language; written alone it is Japanese.
Prose = Annotated[Texts, BeforeValidator(_prose)]


def _told(value: Any) -> Any:
    empty = value == "" or (isinstance(value, dict) and all(text == "" for text in value.values()))
    return None if empty else value


#: Text by language; without any it is a fact that nobody knows yet.
Told = Annotated[Texts | None, BeforeValidator(_told)]


class Link(Strict):
    """An address that the manuals print. ``target``: where a shortener leads."""

    url: Url
    target: Url | None = None


def _quoted(value: Any) -> Any:
    """None for a quotation that nobody has filled in yet; what is no table of one stays to be refused."""
    if not isinstance(value, dict) or not value.keys() <= {"text", "source"}:
        return value
    text = value.get("text")
    return None if isinstance(text, str) and not text.strip() else value


class Quotation(Strict):
    """Words of somebody else, letter by letter. ``source``: the document and the place where they stand."""

    text: str
    source: Text

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text's lines as they are, without those that hold nothing."""
        return tuple(line for line in self.text.split("\n") if line.strip())


#: A quotation; None while nobody has filled it in.
Quoted = Annotated[Quotation | None, BeforeValidator(_quoted)]


class Contact(Strict):
    """Whom a stuck reader asks. What is not known is left out of the manuals."""

    phone: Text | None = None
    mail: Text | None = None
    hours: Texts | None = None


def number_of(version: int, correction: int) -> str:
    """A version with its correction, as names of files tell it: ``4``, ``4-1``."""
    return f"{version}-{correction}" if correction else str(version)


class Revision(Strict):
    """A row of a manual's history. ``certificate`` is the id that this version installs."""

    version: Annotated[int, Field(ge=1)]
    published: MonthField
    #: The how-manieth correction of this version; 0 is the version itself.
    correction: Annotated[int, Field(ge=0)] = 0
    #: The day of the correction; also of a version that is one (setting ``corrections``).
    corrected: date | None = None
    certificate: Text | None = None
    #: Markdown of one paragraph.
    changes: Prose
    #: Whether this version was published from a file that no build of this project made.
    outside: bool = False

    @property
    def number(self) -> str:
        """``4``, or ``4-1`` where it was corrected: for names of files and records."""
        return number_of(self.version, self.correction)

    @property
    def issued(self) -> date:
        """The day of the correction, else the first of the month."""
        return self.corrected or date(self.published.year, self.published.month, 1)


class Manual(Strict):
    """One manual of an edition: its own version, month and history."""

    version: Annotated[int, Field(ge=1)]
    published: MonthField
    #: As in the top row of the history: see `Revision`.
    correction: Annotated[int, Field(ge=0)] = 0
    corrected: date | None = None
    platform: Names
    #: The shape that stands for the device on covers and cards.
    device: Literal["phone", "tablet", "computer"]
    os: Names
    browser: Names
    #: A line below the certificate's name on the cover: where a reader meets that name.
    cover_note: Texts | None = None
    #: OS versions on which someone has walked through every step.
    tested: Items = ()
    history: Annotated[
        tuple[Revision, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)
    ] = ()

    @property
    def number(self) -> str:
        """``4``, or ``4-1`` where it was corrected: for names of files and records."""
        return number_of(self.version, self.correction)

    @property
    def issued(self) -> date:
        """The day of the correction, else the first of the month."""
        return self.corrected or date(self.published.year, self.published.month, 1)

    @property
    def outside(self) -> bool:
        """Whether the present version was published from a file that no build of this project made."""
        return bool(self.history) and self.history[0].outside

    def certificate_before(self, current: str) -> str | None:
        """The newest id of the history that is not ``current``: what a renewal takes away."""
        ids = (row.certificate for row in self.history)
        return next((found for found in ids if found not in (None, current)), None)


class Edition(Strict):
    """All facts of one fiscal year.

    ``unconfirmed`` names facts (dotted: ``certificate.subject``) that nobody has checked:
    such a fact with a value is printed and told at the end of the build; without a value
    it is not printed at all. ``confirmed`` says who has checked one since, and when.
    """

    year: Annotated[int, Field(ge=2019, le=2100)]
    publisher: Texts
    certificate: Certificate
    links: dict[Slug, Link]
    #: Hosts that any link of this edition may lead to.
    hosts: Annotated[tuple[Host, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)]
    manuals: dict[Slug, Manual]
    contact: Contact = Contact()
    #: How long the mail with the certificate takes, in words.
    mail_wait: Texts | None = None
    #: Further facts of the content, by name; empty while nobody knows them.
    extra: dict[Slug, Told] = Field(default_factory=dict)
    #: What the manuals quote, by name; None while nobody has filled it in.
    quotations: dict[Slug, Quoted] = Field(default_factory=dict)
    unconfirmed: Items = ()
    confirmed: dict[Text, Confirmation] = Field(default_factory=dict)
    #: Whose decision it was to release the edition although something is missing.
    decisions: Annotated[
        tuple[Decision, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)
    ] = ()
    _open_links: frozenset[str] = PrivateAttr(frozenset())

    @model_validator(mode="wrap")
    @classmethod
    def _leave_open_links(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """A link whose ``url`` is "" is one that nobody knows yet: ``links`` is without it."""
        links = data.get("links") if isinstance(data, dict) else None
        if not isinstance(links, dict):
            return handler(data)
        known = {name: link for name, link in links.items() if link != {"url": ""}}
        edition = handler({**data, "links": known})
        edition._open_links = frozenset(links.keys() - known.keys())  # noqa: SLF001 -- of this very model
        return edition

    @property
    def open_links(self) -> tuple[str, ...]:
        """Links whose address nobody knows yet, in the order of their names."""
        return tuple(sorted(self._open_links))

    def is_empty(self, key: str) -> bool:
        """Whether a fact has no value yet, so that there is nothing to confirm. Raises `KeyError`."""
        return self.fact_at(key) in (None, ())

    def names(self, key: str) -> bool:
        """Whether there is such a fact, be its value known or not."""
        try:
            self.fact_at(key)
        except KeyError:
            return False
        return True

    def fact_at(self, key: str) -> object:
        """What stands at a dotted key; None without a value. Raises `KeyError` for no such fact."""
        if key in {f"links.{name}" for name in self._open_links}:
            return None
        here: object = self
        for part in key.split("."):
            if isinstance(here, dict):
                here = here[part]
            elif part in getattr(type(here), "model_fields", {}):
                here = getattr(here, part)
            else:
                raise KeyError(key)
        return here


def load_edition(folder: Path, year: str, settings: Settings) -> Edition:
    """The edition named ``year`` in ``folder``.

    Raises `TebikiError` with every mistake found: an unknown or missing key, an id off the pattern
    or with no real date, an address that is not https or off the allow-list, a date that no calendar
    has, a telephone number or mail address that can be none, a version that its history does not
    know, an unconfirmed fact that does not exist.
    """
    path = folder / f"{year}.toml"
    if not re.fullmatch(r"\d{4}", year) or not path.is_file():
        known = ", ".join(sorted(p.stem for p in folder.glob("*.toml"))) or "-"
        fail("edition/none", Place.of(path), year=year, known=known)
    table = read_toml(path, EDITION)
    edition = validate(Edition, path, table)
    if found := [
        *_mistakes(edition, path, settings),
        *date_problems(path, table),
        *number_problems(path, table),
    ]:
        raise TebikiError(found)
    return edition


def earlier_editions(folder: Path, year: str) -> tuple[Edition, ...]:
    """All editions before ``year``, the newest first; only their shape is looked at.

    Raises `TebikiError` for a file that is no edition.
    """
    paths = sorted(folder.glob("[0-9][0-9][0-9][0-9].toml"), reverse=True)
    return tuple(load(Edition, path, EDITION, printed=False) for path in paths if path.stem < year)


def _mistakes(edition: Edition, path: Path, settings: Settings) -> Iterator[Problem]:
    if str(edition.year) != path.stem:
        yield Problem("edition/year", place_of(path, ["year"]), {"year": edition.year, "name": path.stem})
    like = _right_id(edition, settings)
    yield from _id_mistakes(edition.certificate.id, path, ["certificate", "id"], settings, like)
    yield from _validity_mistakes(edition.certificate, path)
    yield from contact_problems(path, edition.contact.phone, edition.contact.mail)
    for name, link in edition.links.items():
        yield from _link_mistakes(link, path, ["links", name], edition.hosts)
    for name, quotation in edition.quotations.items():
        yield from _quotation_mistakes(quotation, path, ["quotations", name])
    for name, manual in edition.manuals.items():
        yield from _manual_mistakes(manual, path, name, edition, settings)
    for table, keys in (("unconfirmed", edition.unconfirmed), ("confirmed", edition.confirmed)):
        for key in keys:
            if not _exists(edition, key):
                yield Problem("edition/unconfirmed", place_of(path, [table]), {"key": key, "table": table})
    yield from _decision_mistakes(edition, path, settings)
    for key in edition.confirmed.keys() & set(edition.unconfirmed):
        yield Problem("edition/confirmed", place_of(path, ["confirmed", key]), {"key": key})


def _decision_mistakes(edition: Edition, path: Path, settings: Settings) -> Iterator[Problem]:
    """Decisions about nothing that could be missing."""
    allowed = [*settings.needed, *(f"walked.{name}" for name in edition.manuals)]
    for index, one in enumerate(edition.decisions):
        if one.about not in allowed:
            values = {"about": one.about, "allowed": ", ".join(allowed)}
            yield Problem("edition/decision", place_of(path, ["decisions", index, "about"]), values)
        if looks_like_person(one.role):
            yield Problem("edition/person", place_of(path, ["decisions", index, "role"]), {"value": one.role})


def _right_id(edition: Edition, settings: Settings) -> str:
    """An id of the edition that has the right shape, as an example; without any the pattern itself."""
    rows = (row.certificate for manual in edition.manuals.values() for row in manual.history)
    found = (one for one in (edition.certificate.id, *rows) if one and id_mistake(one, settings) is None)
    return next(found, settings.certificate_pattern)


def _id_mistakes(
    text: str, path: Path, key: list[str | int], settings: Settings, like: str
) -> Iterator[Problem]:
    if code := id_mistake(text, settings):
        yield Problem(code, place_of(path, key), {"id": text, "like": like})


def id_mistake(text: str, settings: Settings) -> str | None:
    """The code of what is wrong with a certificate's id, or None: its shape and its date must be real."""
    match = re.fullmatch(settings.certificate_pattern, text)
    if match is None or any(sign.isdecimal() and not sign.isascii() for sign in text):
        return "edition/id-pattern"
    return None if not match.groupdict() or id_date(text, settings) else "edition/id-date"


def id_date(text: str, settings: Settings) -> date | None:
    """The date that a certificate's id names; None where it names none or the calendar has none such."""
    match = re.fullmatch(settings.certificate_pattern, text)
    if match is None or not (parts := match.groupdict()):
        return None
    if not all(part and part.isdecimal() for part in parts.values()):  # a pattern may take more than digits
        return None
    year = int(parts["year"])
    return real_date(year if year > 99 else 2000 + year, int(parts["month"]), int(parts["day"]))


def _validity_mistakes(certificate: Certificate, path: Path) -> Iterator[Problem]:
    first, last = certificate.not_before, certificate.not_after
    if first and last and last < first:
        values = {"first": first.isoformat(), "last": last.isoformat()}
        yield Problem("edition/certificate-validity", place_of(path, ["certificate", "not_after"]), values)


def _link_mistakes(link: Link, path: Path, key: list[str | int], hosts: tuple[str, ...]) -> Iterator[Problem]:
    for name, url in (("url", link.url), ("target", link.target)):
        if url is not None and (code := url_mistake(url, hosts)):
            values = {"url": url, "hosts": ", ".join(hosts)}
            yield Problem(code, place_of(path, [*key, name]), values)


def url_mistake(url: str, hosts: tuple[str, ...]) -> str | None:
    """The code of what is wrong with an address, or None: it must be https and on the allow-list."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "edition/url"
    if parts.scheme != "https":
        return "edition/https"
    if not parts.hostname or parts.username or port or not url.isascii() or re.search(r"[\s\"'<>\\{}]", url):
        return "edition/url"
    return None if parts.hostname in hosts else "edition/host"


def _quotation_mistakes(quotation: Quotation | None, path: Path, key: list[str | int]) -> Iterator[Problem]:
    """Roles in what is printed letter by letter: nothing would fill them in."""
    if quotation is None:
        return
    for name, text in (("text", quotation.text), ("source", quotation.source)):
        for sign in (sign for sign in UNFILLED if sign in text):
            yield Problem("edition/quotation-role", place_of(path, [*key, name]), {"sign": sign})


def _manual_mistakes(
    manual: Manual, path: Path, name: str, edition: Edition, settings: Settings
) -> Iterator[Problem]:
    at: list[str | int] = ["manuals", name]
    newest = next(iter(manual.history), None)
    yield from _order_mistakes(manual, path, name)
    if newest is None or _dated(newest) != _dated(manual):
        values = {"manual": name, "version": manual.number, "published": manual.corrected or manual.published}
        yield Problem("edition/history", place_of(path, [*at, "history"]), values)
    for index, row in enumerate(manual.history):
        key = [*at, "history", index, "certificate"]
        if row.certificate is not None:
            like = _right_id(edition, settings)
            yield from _id_mistakes(row.certificate, path, key, settings, like)
        if row is newest and row.certificate not in (None, edition.certificate.id):
            values = {"id": row.certificate, "current": edition.certificate.id}
            yield Problem("edition/history-id", place_of(path, key), values)


def _dated(one: Manual | Revision) -> tuple[object, ...]:
    """What a manual and the top row of its history must agree on."""
    return one.version, one.correction, one.published, one.corrected


def _order_mistakes(manual: Manual, path: Path, name: str) -> Iterator[Problem]:
    """Versions and corrections go up, none is left out of a version's corrections, and each has its day."""
    at: list[str | int] = ["manuals", name, "history"]
    rows = manual.history
    numbers = [(row.version, row.correction) for row in rows]
    if numbers != sorted(set(numbers), reverse=True):
        yield Problem("edition/history-order", place_of(path, at), {"manual": name})
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        place, values = place_of(path, [*at, index]), {"manual": name, "version": row.number}
        if row.correction and (below is None or (below.version, below.correction + 1) != numbers[index]):
            yield Problem("edition/correction-gap", place, values)
        # A correction that counts as a version has a day, too (setting ``corrections``).
        if (row.corrected is None) if row.correction else (row.corrected is not None and below is None):
            yield Problem("edition/corrected", place, values)
        if row.corrected and below and row.corrected < below.issued:
            yield Problem("edition/corrected-order", place, values)


def _exists(edition: Edition, key: str) -> bool:
    """Whether the dotted name is one of the edition's, with a value or without."""
    try:
        edition.fact_at(key)
    except KeyError:
        return False
    return True
