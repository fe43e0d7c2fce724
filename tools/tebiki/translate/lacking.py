"""What a language lacks before its pages and PDFs can be made: in the order in which people see to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..content.cldr import CldrLanguage, cldr_language, locale_of
from ..content.labels import Label
from ..content.project import Project
from ..content.words import languages
from ..render.fonts import missing
from .targets import spoken_labels

#: Which readers get wrong text out of PDFs: those that ignore /ActualText, or every one.
Fault = Literal["some", "every"]

#: Fonts by script (ISO 15924): the family that has its letters, under a licence that lets PDFs embed it.
_FONTS: Final = {
    **dict.fromkeys(("Latn", "Cyrl", "Grek"), "Noto Sans"),
    "Arab": "Noto Sans Arabic",
    "Armn": "Noto Sans Armenian",
    "Beng": "Noto Sans Bengali",
    "Deva": "Noto Sans Devanagari",
    "Ethi": "Noto Sans Ethiopic",
    "Geor": "Noto Sans Georgian",
    "Gujr": "Noto Sans Gujarati",
    "Guru": "Noto Sans Gurmukhi",
    "Hans": "Noto Sans SC",
    "Hant": "Noto Sans TC",
    "Hebr": "Noto Sans Hebrew",
    "Khmr": "Noto Sans Khmer",
    "Knda": "Noto Sans Kannada",
    "Kore": "Noto Sans KR",
    "Laoo": "Noto Sans Lao",
    "Mlym": "Noto Sans Malayalam",
    "Mymr": "Noto Sans Myanmar",
    "Sinh": "Noto Sans Sinhala",
    "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu",
    "Thai": "Noto Sans Thai",
}
#: Scripts whose PDFs were looked at and found wrong; a script that is not here was not looked at.
_FAULTS: Final[dict[str, Fault]] = {
    **dict.fromkeys(("Deva", "Mymr", "Sinh"), "some"),
    **dict.fromkeys(("Khmr", "Thai"), "every"),
}
#: A script with which a translation is refused where it holds its neighbours' forms of characters.
_OWN_FORMS: Final = "Hant"

#: Marks of vertical lines and of old character sets, which CLDR lists for Chinese and nobody types.
_VERTICAL: Final = frozenset(map(chr, range(0xFE10, 0xFE70)))


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a language lacks, and what is known of its script."""

    language: str
    #: The line of conf.py that names the languages; None where it is named already.
    conf: str | None
    #: Whether the engine has words of it.
    words: bool
    #: Whether CLDR's letters were at hand; without them only names and labels were looked at.
    tested: bool
    #: Letters that no font has, in order of their code points, and the family that has them.
    letters: str
    font: str
    right_to_left: bool
    fault: Fault | None
    #: Whether Japanese or mainland forms of characters, which have a font, are refused.
    own_forms: bool
    #: Keys of labels without words in it.
    labels: tuple[str, ...]
    #: How many terms of the glossary have no word in it.
    terms: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to do; faults of readers are nobody's to mend here."""
        return not (
            self.conf or not self.words or self.letters or self.right_to_left or self.labels or self.terms
        )


def find_lacking(project: Project, code: str) -> Lacking:
    """Look at a language from its letters to its terms. Raises `TebikiError` for content with mistakes."""
    cldr = cldr_language(code)
    letters = missing("".join(sample(code, project.labels)))
    script = cldr.script if cldr else ""
    return Lacking(
        language=code,
        conf=_conf(project, code),
        words=code in languages(),
        tested=cldr is not None,
        letters="".join(sorted(letters)),
        font=_FONTS.get(script, ""),
        right_to_left=_is_right_to_left(code, cldr),
        fault=_FAULTS.get(script),
        own_forms=script == _OWN_FORMS,
        labels=tuple(sorted(project.labels.keys() - spoken_labels(project, code))),
        terms=sum(code not in term.texts for term in project.glossary.terms),
    )


def sample(code: str, labels: Mapping[str, Label]) -> Iterator[str]:
    """All that shows the letters of a language: CLDR's, names of months and of itself, and the labels."""
    if cldr := cldr_language(code):
        yield "".join(cldr.letters | {char for char in cldr.punctuation if char not in _VERTICAL})
        yield from (name for row in (cldr.months, *cldr.other_months) for name in row)
    if locale := locale_of(code):
        yield locale.get_display_name() or ""
        # Not the names that stand alone: Babel mixes them up between languages (findings/babel-…).
        yield from locale.months["format"]["wide"].values()
    for label in labels.values():
        yield label.texts.get(code, "")
        yield label.meanings.get(code, "")


def _is_right_to_left(code: str, cldr: CldrLanguage | None) -> bool:
    locale = locale_of(code)
    return cldr.right_to_left if cldr else locale is not None and locale.character_order == "right-to-left"


def _conf(project: Project, code: str) -> str | None:
    there = project.languages
    if code in there:
        return None
    return '"languages": [' + ", ".join(f'"{name}"' for name in (*there, code)) + "],"
