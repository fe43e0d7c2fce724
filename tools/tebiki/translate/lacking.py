"""What a language lacks before its pages and PDFs can be made: in the order in which people see to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..content.catalogs.catalog import Entry
from ..content.catalogs.language_folder import catalog_path
from ..content.cldr import CldrLanguage, cldr_language, locale_of
from ..content.known_faults import known_faults
from ..content.labels import Label
from ..content.languages import LanguageData, load_language
from ..content.project import Project
from ..content.scripts import Script, script_of
from ..content.settings import is_foreign
from ..content.words import load_words
from ..render.fonts import lacking, missing, unknown_families, use_fonts
from .targets import spoken_labels

#: Marks of vertical lines and of old character sets, which CLDR lists for Chinese and nobody types.
_VERTICAL: Final = frozenset(map(chr, range(0xFE10, 0xFE70)))
_SETTINGS: Final = ("city", "system", "masthead", "title")
_OF_MANUAL: Final = ("platform", "os", "browser")


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a language lacks, and what is known of its script."""

    language: str
    #: Whether a file tells of the language: the engine's or the project's.
    known: bool
    right_to_left: bool
    #: Letters that no font of the language has, in order of their code points.
    letters: str
    #: Families that its file names and no font has.
    families: tuple[str, ...]
    #: Whether CLDR's letters were at hand; without them only names and labels were looked at.
    tested: bool
    #: Keys of the engine's words that nobody has translated, and how many there are in all.
    words: tuple[str, ...]
    all_words: int
    #: Whether dates name months, whose names nobody has written.
    months: bool
    #: The line of conf.py that names the languages; None where it is named already.
    conf: str | None
    #: Names of conf.py and of the edition that pages would print in Japanese: ``city``, ``tablet.os``.
    names: tuple[str, ...]
    #: Keys of labels without words in it.
    labels: tuple[str, ...]
    #: How many terms of the glossary have no word in it.
    terms: int
    #: How many messages are not translated, of how many; whether there is a catalogue at all.
    open_messages: int
    messages: int
    has_catalog: bool
    script: Script
    #: What readers get wrong of its PDFs, a sentence by language of the messages each.
    faults: tuple[Mapping[str, str], ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to do; faults of readers are nobody's to mend here."""
        done = self.known and self.has_catalog and not self.right_to_left and not self.months
        rows = (
            self.letters,
            self.families,
            self.words,
            self.conf,
            self.names,
            self.labels,
            self.terms,
            self.open_messages,
        )
        return done and not any(rows)


def find_lacking(project: Project, code: str) -> Lacking:
    """Look at a language from its letters to its catalogue. No page is read: words may still lack.

    Raises `TebikiError` for content with mistakes.
    """
    data, cldr = load_language(code), cldr_language(code)
    script = script_of(cldr.script if cldr else "")
    use_fonts(data.fonts)
    letters = _letters_without_font(code, data, project.labels)
    entries = _entries(project, code)
    spoken = data.words or {}
    engine = load_words("en").table
    return Lacking(
        language=code,
        known=data.known,
        right_to_left=_is_right_to_left(code, cldr),
        letters=letters,
        families=unknown_families(_families(data)),
        tested=bool(cldr or data.letters.main),
        words=tuple(key for key in engine if key not in spoken),
        all_words=len(engine),
        months=not data.months and any("{name}" in text for text in spoken.values()),
        conf=_conf(project, code),
        names=tuple(_names_in_japanese(project, code)),
        labels=tuple(sorted(project.labels.keys() - spoken_labels(project, code))),
        terms=sum(code not in term.texts for term in project.glossary.terms),
        open_messages=sum(not entry.used for entry in entries),
        messages=len(entries),
        has_catalog=catalog_path(project.docs, code).exists(),
        script=script,
        faults=known_faults(data),
    )


def sample(code: str, data: LanguageData, labels: Mapping[str, Label]) -> Iterator[str]:
    """All that shows a language's letters: CLDR's, its file's, names of months and of itself, the labels."""
    if cldr := cldr_language(code):
        yield "".join(cldr.letters | {char for char in cldr.punctuation if char not in _VERTICAL})
        yield from (name for row in (cldr.months, *cldr.other_months) for name in row)
    if locale := locale_of(code):
        yield locale.get_display_name() or ""
        # Not the names that stand alone: Babel mixes them up between languages (findings/babel-…).
        yield from locale.months["format"]["wide"].values()
    yield "".join(data.letters.own)
    yield from (*data.months, *(data.words or {}).values())
    for label in labels.values():
        yield label.texts.get(code, "")
        yield label.meanings.get(code, "")


def _families(data: LanguageData) -> tuple[str, ...]:
    """The families of PDFs and of drawn screens, each once."""
    return tuple(dict.fromkeys([*data.families, *data.screen_families]))


def _letters_without_font(code: str, data: LanguageData, labels: Mapping[str, Label]) -> str:
    """Letters that a PDF or a drawn screen would lack, in order of their code points."""
    text = "".join(sample(code, data, labels))
    if unknown_families(_families(data)):
        return "".join(sorted(missing(text)))  # what no font has: the family that is to come should
    shown = "".join(label.texts.get(code, label.meanings.get(code, "")) for label in labels.values())
    return "".join(sorted({*lacking(text, data.families), *lacking(shown, data.screen_families)}))


def _entries(project: Project, code: str) -> tuple[Entry, ...]:
    """What the catalogue asks to be translated; nothing where there is none."""
    if not catalog_path(project.docs, code).exists():
        return ()
    return tuple(entry for entry in project.catalog(code).entries if not entry.obsolete)


def _names_in_japanese(project: Project, code: str) -> Iterator[str]:
    """Names that pages would print in Japanese, as `language/name` tells of a language of the site."""
    yield from (key for key in _SETTINGS if is_foreign(getattr(project.settings, key), code))
    for name, manual in project.edition.manuals.items():
        yield from (f"{name}.{key}" for key in _OF_MANUAL if is_foreign(getattr(manual, key), code))


def _is_right_to_left(code: str, cldr: CldrLanguage | None) -> bool:
    locale = locale_of(code)
    return cldr.right_to_left if cldr else locale is not None and locale.character_order == "right-to-left"


def _conf(project: Project, code: str) -> str | None:
    there = project.languages
    if code in there:
        return None
    return '"languages": [' + ", ".join(f'"{name}"' for name in (*there, code)) + "],"
