"""What a city sets once, in conf.py: its name, its colours, the shape of its certificate's name; conf.py run.

Also what all models of the content are made of: strict tables, texts, texts by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from ..characters import BREAK, names_of, unseen
from ..errors import Place, Problem, TebikiError, fail
from ..messages import Said
from .calendar import FIRST_DAY
from .colours import LEAST, lowest_contrast
from .composed_text import compose
from .conf_file import place_of_setting, run_conf, spell_value
from .formats import CONF, CONF_KEY
from .language_files import invisible_of
from .toml_files import CODES, spelt, texts_of
from .value_forms import form_of, why_of

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
#: A day that papers can name.
Day = Annotated[date, Field(ge=FIRST_DAY)]


def _has_source(texts: dict[str, str]) -> dict[str, str]:
    if "ja" not in texts:
        raise ValueError("needs ja")
    return texts


#: Text by language; ``ja`` is the source and always there.
Texts = Annotated[dict[str, Text], AfterValidator(_has_source)]
#: The language of a text that is the same in all of them.
EVERY: Final = "*"


def _named(value: Any) -> Any:
    return {EVERY: value} if isinstance(value, str) else value


def _has_name(texts: dict[str, str]) -> dict[str, str]:
    return texts if EVERY in texts else _has_source(texts)


#: A name, written alone where it is the same in every language (``Chrome``), else text by language.
Names = Annotated[dict[str, Text], BeforeValidator(_named), AfterValidator(_has_name)]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]


class Strict(BaseModel):
    """A model that takes nothing it does not know and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def in_language(texts: dict[str, str], language: str) -> str:
    """The text of ``language``, else the one of all languages, else the Japanese one."""
    return texts[language_of(texts, language)]


def language_of(texts: dict[str, str], language: str) -> str:
    """The key of the text that ``language`` is given: itself, ``*`` or ``ja``."""
    return next(key for key in (language, EVERY, "ja") if key in texts)


def is_foreign(texts: dict[str, str], language: str) -> bool:
    """Whether ``language`` is given the Japanese text for want of its own."""
    return language != "ja" and language_of(texts, language) == "ja"


class Colours(Strict):
    """The accent: one value for print, a pair for the web (light and dark ground)."""

    print: Colour = "#12305F"
    light: Colour = "#0017C1"
    dark: Colour = "#9DB7F9"


_BASE = re.compile(r"(https://[a-z0-9.-]+(:\d+)?)?/([A-Za-z0-9._~-]+/)*")


def _base(text: str) -> str:
    if text and not _BASE.fullmatch(text):
        raise ValueError("needs / or https:// at its start and / at its end")
    return text


#: A path of a website, ``/care/certificate/``, or an address; empty: relative to the page.
Base = Annotated[str, AfterValidator(_base)]


class Cms(Strict):
    """``tebiki_settings["cms"]`` of conf.py: how pages are handed to a CMS that takes their body only.

    ``base`` leads to the pages (``<base>ja/android.html``), ``files`` to their pictures, ``pdf`` to
    the PDFs, which have the same names in every edition there. Where ``base`` is set and another is
    not, that one is ``<base>files/`` or ``<base>pdf/``. Without any, addresses are relative, as the
    files lie beside each other in the handover.
    """

    base: Base = ""
    files: Base = ""
    pdf: Base = ""
    #: The level of a page's first headings; the title, which stands above them, is a field of the CMS.
    heading: Annotated[int, Field(ge=1, le=4)] = 2
    #: Whether the title begins the body, at that level, and all headings move down by one.
    title: bool = False
    #: Whether what opens on a click stays so; many a CMS strips ``details``.
    details: bool = False
    #: Whether readings stand above kanji; else after them, in brackets.
    ruby: bool = True
    #: What begins the name of every place within a page, so that none is the CMS's own.
    prefix: Annotated[str, StringConstraints(pattern=r"^([a-z][a-z0-9-]*)?$")] = "manual-"
    #: CSS pixels that a picture of a screen is wide at most.
    width: Annotated[int, Field(ge=100, le=1200)] = 340


class Approval(Strict):
    """``tebiki_settings["approval"]``: what the head of a paper to be signed has, as the office lays it out.

    The defaults are what many offices have; whoever decides stands at the left, whoever drafts at the right.
    """

    #: Boxes for seals, by the roles of who signs.
    stamps: tuple[Text, ...] = ("課長", "課長補佐", "係長", "担当")
    #: Cells of the row on top, which are filled in by hand.
    cells: tuple[Text, ...] = ("文書番号", "起案日", "決裁日", "保存期間")
    #: Who drafts, as it is printed: 介護支援課 認定係; without it there is room to write.
    drafter: Text | None = None

    @field_validator("stamps", "cells", mode="before")
    @classmethod
    def _as_tuple(cls, names: Any) -> Any:
        return tuple(names) if isinstance(names, list) else names

    @field_validator("stamps", "cells")
    @classmethod
    def _fits(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        most, longest = _ROOM[str(info.field_name)]
        if len(names) > most or any(len(name) > longest or not name.isprintable() for name in names):
            raise ValueError(f"config/approval-room: {most}, {longest}")
        return names

    @field_validator("drafter")
    @classmethod
    def _fits_its_cell(cls, name: str | None) -> str | None:
        if name is not None and (len(name) > _LONGEST_DRAFTER or not name.isprintable()):
            raise ValueError(f"config/approval-room: 1, {_LONGEST_DRAFTER}")
        return name


#: How many names there is room for on the paper, and how many letters of each.
_ROOM: Final = {"stamps": (16, 6), "cells": (5, 5)}
_LONGEST_DRAFTER: Final = 60


class Comparing(Strict):
    """``tebiki_settings["comparison"]`` of conf.py: how 新旧対照表 is laid out.

    ``new``: where the new side stands (改正後 at the left, as most offices have it); ``remarks``: whether
    there is a column 備考, with the kind of each change.
    """

    new: Literal["left", "right"] = "left"
    remarks: bool = True


#: A repeat without an end around another one or around a choice: a name that nearly fits would take for ever.
_ENDLESS: Final = re.compile(r"\((?:[^()\\]|\\.)*(?:[+*]|\{\d+,\}|\|)(?:[^()\\]|\\.)*\)(?:[+*]|\{\d+,\})")


def _pattern(text: str) -> str:
    try:
        found = re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"config/pattern-syntax: {error}") from None
    if found.groupindex and found.groupindex.keys() != {"year", "month", "day"}:
        raise ValueError("config/pattern-groups")
    if found.match(""):
        raise ValueError("config/pattern-empty")
    if _ENDLESS.search(text):
        raise ValueError("config/pattern-endless")
    return text


def _languages(codes: tuple[str, ...]) -> tuple[str, ...]:
    if not codes:
        raise ValueError("config/languages-none")
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValueError(f"config/languages-twice: {', '.join(twice)}")
    return codes


#: What is needed, as a row of ``[[decisions]]`` names it.
NeedName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
#: Facts by their dotted keys, one at least.
Keys = Annotated[tuple[Text, ...], Field(min_length=1)]
#: What every manual needs unless a city says otherwise: whom a stuck reader asks, and when.
NEEDED: Final = {"contact": ("contact.phone", "contact.mail"), "hours": ("contact.hours",)}


def _facts_by_name(value: Any) -> Any:
    """Names of facts written alone or as a list."""
    if not isinstance(value, dict):
        return value
    one = {name: (keys,) if isinstance(keys, str) else keys for name, keys in value.items()}
    return {name: tuple(keys) if isinstance(keys, list) else keys for name, keys in one.items()}


class Settings(Strict):
    """``tebiki_settings`` of conf.py.

    ``certificate_pattern`` is a regular expression for the certificate's id; its groups
    ``year`` (two digits or four), ``month``, ``day``, if there, must name a real date.
    ``documents`` names the file series (``certificate-manual``); ``site`` is the address
    that the pages will stand at, ending in ``/``, or None while it is not known.
    ``corrections``: whether a correction counts as 訂正1 of its version (``mark``) or as
    the next version (``version``). ``archive``: years of the old editions to be kept on the site.
    """

    city: Texts
    system: Texts
    #: The line over the cover's title: the city and its system.
    masthead: Texts
    #: Title of the manuals; U+200B stands where a line may break within it.
    title: Texts
    certificate_pattern: Annotated[str, AfterValidator(_pattern)]
    certificate_suffix: Annotated[str, StringConstraints(pattern=r"^\.[a-z0-9]+$")] = ".p12"
    documents: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    languages: Annotated[tuple[str, ...], AfterValidator(_languages)] = ("ja",)
    site: Annotated[str, StringConstraints(pattern=r"^https://[^\s]+/$")] | None = None
    colours: Colours = Colours()
    #: How pages are handed over to a content management system.
    cms: Cms = Cms()
    #: The head of papers to be signed.
    approval: Approval = Approval()
    #: How 新旧対照表 is laid out.
    comparison: Comparing = Comparing()
    corrections: Literal["mark", "version"] = "mark"
    archive: tuple[Annotated[int, Field(ge=2019, le=2100)], ...] = ()
    #: What a released manual needs: a name, and facts any one of which meets it.
    needed: Annotated[dict[NeedName, Keys], BeforeValidator(_facts_by_name)] = Field(
        default_factory=lambda: dict(NEEDED)
    )
    #: What people call the city's own facts (``links.form``), in messages and papers.
    fact_names: dict[str, Names] = Field(default_factory=dict)

    @property
    def printed(self) -> dict[str, object]:
        """All of it that pages may print; names of facts and of boxes stand in messages and papers only."""
        return {key: value for key, value in self if key not in ("fact_names", "approval")}

    def certificate_ids(self, text: str) -> list[str]:
        """Every id of the certificate's pattern in ``text``, in order, with repeats."""
        return [match.group() for match in re.finditer(self.certificate_pattern, text)]


#: What conf.py calls its settings, and which of them may hold chances to break a line.
_NAME: Final = "tebiki_settings"
#: Names of the Sphinx extension that makes manuals, today's and that of older projects.
_OWN: Final = frozenset({"tebiki.sphinxext", "tebiki.adapt.extension"})
_MAY_BREAK: Final = frozenset({"title", "masthead"})


@dataclass(frozen=True, slots=True)
class Config:
    """What conf.py says: the city's settings and which edition is current.

    ``checks``: its ``tebiki_checks`` as it stands there; `tebiki.checks.settings` reads it.
    ``format``: the number of all that has no room for one (`tebiki.content.formats`).
    """

    settings: Settings
    edition: str
    checks: object = None
    format: int = 1


def load_config(root: Path) -> Config:
    """Run ``root/conf.py``. It is code of the repository, trusted as the engine is.

    Raises `TebikiError` (``config/…``) for a missing file, a mistake in it, a setting
    that is missing or wrong; ``format/…`` for a number that is none or that a newer engine wrote.
    """
    path, names = root / "conf.py", run_conf(root)
    number = conf_number(names.get(CONF_KEY, 1), path)
    edition = names.get("tebiki_edition")
    if not isinstance(edition, str):
        fail("config/edition", Place.of(path, key="tebiki_edition"))
    _check_extensions(names.get("extensions"), path)
    settings = settings_of(names.get(_NAME), path)
    return Config(settings, edition, names.get("tebiki_checks"), number)


def _check_extensions(extensions: Any, path: Path) -> None:
    """Raise for a list without this engine's extension, and for a package that is not installed.

    Sphinx would find that only when a language is built, and tell it in its own words.
    """
    named = list(extensions) if isinstance(extensions, list | tuple) else []
    place = place_of_setting(path, ["extensions"])
    if not _OWN.intersection(name for name in named if isinstance(name, str)):
        raise TebikiError([Problem("config/extensions", place)])
    for name in named:
        if not isinstance(name, str) or not _is_installed(name):
            raise TebikiError([Problem("config/extension", place, {"name": spell_value(name)})])


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name.partition(".")[0]) is not None
    except (ImportError, ValueError):
        return False


def conf_number(number: Any, path: Path) -> int:
    """``tebiki_format`` as a number. Raises ``format/number``, ``format/newer``."""
    if code := CONF.mistake(number):
        values = {"number": spelt(number), "known": CONF.current}
        raise TebikiError([Problem(code, conf_place(path, CONF_KEY), values)])
    return int(number)


def conf_place(path: Path, name: str) -> Place:
    """Where conf.py sets a name, the last time; without a line where it is not spelt out."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    found = [number for number, line in enumerate(lines, 1) if re.match(rf"\s*{name}\b", line)]
    return Place.of(path, found[-1] if found else None, name)


def settings_of(table: Any, path: Path) -> Settings:
    """The settings as a strict model. Raises `TebikiError` with each mistake at its line of conf.py."""
    if isinstance(table, dict):
        table = {key: _as_typed(value) for key, value in table.items()}
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise TebikiError(_problem(path, found) for found in error.errors()) from None
    if problems := [*_unseen_problems(table, path), *_colour_problems(settings.colours, path)]:
        raise TebikiError(problems)
    return settings


def _unseen_problems(table: Any, path: Path) -> Iterator[Problem]:
    """Texts with characters that nobody can see, but for chances to break in titles (``text/unseen``)."""
    for loc, text in texts_of(table):
        allowed = invisible_of(str(loc[-1])) + (BREAK if loc[0] in _MAY_BREAK else "")
        if found := [char for _, _, char in unseen(text, allowed=allowed)]:
            place = place_of_setting(path, [_NAME, *loc])
            yield Problem("text/unseen", place, {"text": names_of(found)})


def _colour_problems(colours: Colours, path: Path) -> Iterator[Problem]:
    """Accents that cannot be read on what they stand on (``config/colour``)."""
    for scheme, least in LEAST.items():
        colour = getattr(colours, scheme)
        if (ratio := lowest_contrast(scheme, colour)) < least:
            place = place_of_setting(path, [_NAME, "colours", scheme])
            values = {"colour": colour, "ratio": f"{ratio:.1f}", "least": f"{least:g}"}
            yield Problem("config/colour", place, {**values, "where": Said(f"check/on-{scheme}")})


def _as_typed(value: Any) -> Any:
    """A setting as the model takes it: lists as tuples, the letters of texts composed."""
    match value:
        case str():
            return compose(value)
        case dict():
            return {key: _as_typed(one) if isinstance(one, str) else one for key, one in value.items()}
        case list():
            return tuple(value)
    return value


def cms_of(table: dict[str, object]) -> Cms | list[tuple[str, str, str]]:
    """Options for a CMS as a strict model, or what is wrong: key, value, why."""
    try:
        return Cms.model_validate(table)
    except ValidationError as error:
        return [
            (str(found["loc"][-1]), str(found["input"])[:60], found["msg"].removeprefix("Value error, "))
            for found in error.errors()
        ]


def _problem(path: Path, found: Any) -> Problem:
    own, _, why = found["msg"].removeprefix("Value error, ").partition(": ")
    code = own if own.startswith("config/") else CODES.get(found["type"], "toml/value")
    values = {
        "key": str(found["loc"][-1]) if found["loc"] else _NAME,
        "value": spell_value(found["input"]),
        "why": why if code == own else why_of(found),
        "form": form_of(found),
        "allowed": ", ".join(sorted(Settings.model_fields)),
    }
    place = place_of_setting(path, [_NAME, *found["loc"]])
    return Problem(code, place, values)
