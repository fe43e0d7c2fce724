"""Which language of the project a header, a file's name or somebody at a terminal means.

Programs write a language in many ways: ``vi_VN``, ``vi-VN``, ``zh-Hans``, ``en_US.UTF-8``, ``Vietnamese``.
One that fits a single language of the project is that language. Where the script or the region is another
one (zh_TW where only zh_CN is there), or where two would fit, somebody must say which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_MODIFIERS: Final = {"latin": "Latn", "cyrillic": "Cyrl"}
_TAG: Final = re.compile(r"(?i)([a-z]{2,3})(?:_([a-z]{4}))?(?:_([a-z]{2}|\d{3}))?((?:_[a-z0-9]{3,8})*)")
#: What browsers put behind the name of a file that is there already.
_COPY: Final = re.compile(r" ?\(\d+\)$")
_MOST_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A language's parts; empty where they are not said."""

    language: str
    script: str
    region: str
    variant: str

    @classmethod
    def read(cls, text: str) -> LanguageTag | None:
        """The parts of what a program wrote; None where it is no code of a language."""
        plain, _, modifier = text.strip().partition("@")
        found = _TAG.fullmatch(plain.partition(".")[0].replace("-", "_"))
        if found is None:
            return None
        language, script, region, variant = (part or "" for part in found.groups())
        language = get_global("language_aliases").get(language.lower(), language.lower())
        script = script or _MODIFIERS.get(modifier.lower(), "")
        return cls(language, script.title(), region.upper(), variant.lower().strip("_"))

    @property
    def likely_script(self) -> str:
        """The script that it is written in, as CLDR knows it."""
        likely = get_global("likely_subtags")
        for key in (f"{self.language}_{self.region}", self.language):
            if not self.script and key in likely:
                return str(likely[key]).split("_")[1]
        return self.script

    def fits(self, other: LanguageTag) -> bool:
        """Whether both may name one language: nothing that both say differs."""
        pairs = ((self.region, other.region), (self.variant, other.variant))
        return (self.language, self.likely_script) == (other.language, other.likely_script) and not any(
            one and two and one != two for one, two in pairs
        )


def same_language(said: str, code: str) -> bool:
    """Whether what a header says may mean a language of the project."""
    return find_language(said, [code]) == code


def find_language(said: str, known: Sequence[str]) -> str | None:
    """The one of ``known`` that is meant; None where none is, or two could be."""
    equal = [code for code in known if _plain(code) == _plain(said)]
    if equal or not said.strip():
        return equal[0] if equal else None
    fitting = [code for code in known if _fits(said, code)]
    return fitting[0] if len(fitting) == 1 else None


def share_language(said: str, known: Sequence[str]) -> bool:
    """Whether one of ``known`` is the same language, in whatever script or region."""
    tag = LanguageTag.read(said)
    tags = (LanguageTag.read(code) for code in known)
    return tag is not None and any(other is not None and other.language == tag.language for other in tags)


def language_of_name(path: Path, known: Sequence[str]) -> str | None:
    """The language that a file's name ends with (``guide-vi.po``), else that of its folders."""
    stem = _COPY.sub("", path.stem)
    parts = re.split(r"[-_. ]", stem)
    names = ["_".join(parts[-count:]) for count in range(min(_MOST_PARTS, len(parts)), 0, -1)]
    folders = [folder.name for folder in (path.parent, *path.parent.parents[:1])]
    return next((code for name in (*names, *folders) if (code := _exact(name, known))), None)


def _exact(name: str, known: Sequence[str]) -> str | None:
    return next((code for code in known if _plain(code) == _plain(name)), None)


def _plain(text: str) -> str:
    return text.strip().replace("-", "_").casefold()


def _fits(said: str, code: str) -> bool:
    tag, own = LanguageTag.read(said), LanguageTag.read(code)
    if tag is not None and own is not None:
        return tag.fits(own)
    return said.strip().casefold() in _names(code)


def _names(code: str) -> Iterator[str]:
    """What people call a language, in English and in itself: ``Vietnamese``, ``Tiếng Việt``."""
    try:
        known = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    for name in (known.english_name, known.get_language_name("en"), known.display_name, known.language_name):
        yield (name or "").casefold()
