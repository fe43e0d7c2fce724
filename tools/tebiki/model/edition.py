"""The facts of one edition (fiscal year), as ``docs/editions/<year>.toml`` states them.

Whatever can be derived (the file's name, dates in words, output names) is a property
or is rendered by `tebiki.model.fact`; it is never written down.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints

from .calendar import Month
from .care import Review
from .settings import Names, Strict, Text, Texts


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


class Certificate(Strict):
    """Three names that are three facts: the id that names the file, the name stored in it, its subject."""

    id: Text
    #: What Android proposes at step 6 and lists at step 8.
    stored_name: Text | None = None
    subject: Text | None = None


class Link(Strict):
    """An address that the manuals print. ``target``: where a shortener leads."""

    url: Url
    target: Url | None = None


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
    unconfirmed: Items = ()
    confirmed: dict[Text, Review] = Field(default_factory=dict)

    def fact_at(self, key: str) -> object:
        """What stands at a dotted key; None without a value. Raises `KeyError` for no such fact."""
        here: object = self
        for part in key.split("."):
            if isinstance(here, dict):
                here = here[part]
            elif part in getattr(type(here), "model_fields", {}):
                here = getattr(here, part)
            else:
                raise KeyError(key)
        return here
