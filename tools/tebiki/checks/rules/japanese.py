"""Rules about words: how Japanese is written here, and one spelling a term in every language.

やさしい日本語 has rules of its own (`tebiki.checks.translations.plain_japanese`): they need its readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from ...content.ruby import RUBY_LANGUAGE
from ...errors import Problem
from ..city import City
from ..rule import rule
from ..subjects.site import SitePage
from ..subjects.sources import CatalogFile, Prose
from ..subjects.text import VALUE, PlacedText, without_roles

#: Characters of a sentence; beyond, a reader has lost its beginning.
LONGEST: Final = 100
_WIDE: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_HALF: Final = re.compile(r"[\uff66-\uff9f]+")
_YEAR: Final = re.compile(r"(?<![0-9.])(?:19|20)\d\d\s*年(?!度版)(?:\s*\d{1,2}\s*月)?|西暦\s*\d+")
_NUMBERS: Final = re.compile(r"(?<![0-9./-])(?:19|20)\d\d[/.-]\d{1,2}(?:[/.-]\d{1,2})?(?![0-9/-])")
#: R7.4.1, Ｒ7/4: an era's short form, which neither reading nor translating can take apart.
_SHORT: Final = re.compile(r"(?<![0-9A-Za-z])[RHS]\d{1,2}[./]\d{1,2}(?:[./]\d{1,2})?(?![0-9])")
_ERA: Final = re.compile(
    r"(?:明治|大正|昭和|平成|令和)\s*(?:元|\d+)\s*年|(?<![A-Za-z])(?i:Reiwa|Heisei|Showa)(?![a-z])"
)
_SENTENCE: Final = re.compile(r"[^。！？]*[。！？][」』）]*")
_POLITE: Final = re.compile(
    r"(?:です|ます|ません|ました|でした|ください|ましょう|でしょう)[かねよ]?(?:（[^（）]*）)*[。！？]"
)
_QUOTED: Final = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”")


def _listed(found: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(found))


def _own_texts(subject: Prose | SitePage) -> Iterator[PlacedText]:
    """What is ours to word: all but quotations, which stay letter by letter."""
    return (text for text in subject.shown_texts() if not text.quoted)


@rule(
    "japanese/width",
    bad="Ａｎｄｒｏｉｄ １１、ﾊﾟｽﾜｰﾄﾞ\n<p>Ver.４</p>",
    good="Android 11、パスワード\n<p>Ver.4</p>",
)
def width(subject: Prose | SitePage) -> Iterator[Problem]:
    """Letters and digits are half, kana full width, in every language; a CMS refuses all else."""
    for text in _own_texts(subject):
        if found := [*_WIDE.findall(text.written), *_HALF.findall(text.written)]:
            yield Problem("japanese/width", text.place, {"text": _listed(found)})


def _wrong_years(text: str, language: str) -> list[str]:
    """Years that the language does not write: 西暦 in Japanese, 和暦 in others, R7.4.1 in none."""
    found = [match.group() for short in (_NUMBERS, _SHORT) for match in short.finditer(text)]
    years = _YEAR if language == "ja" else _ERA
    return [*found, *(match.group() for match in years.finditer(text))]


@rule(
    "japanese/date",
    bad='2025年4月、2025/4/1\n<p lang="en">Reiwa 7</p>',
    good='令和7年4月\n<p lang="en">2025</p>',
)
def date(subject: Prose | SitePage) -> Iterator[Problem]:
    """Dates are 和暦 in Japanese, 西暦 elsewhere, never 2025/4/1; quoted Japanese is Japanese."""
    for text in _own_texts(subject):
        if text.lang and (found := _wrong_years(text.words, text.lang)):
            yield Problem("japanese/date", text.place, {"text": _listed(found)})


def _rough(text: str) -> Iterator[str]:
    """Sentences that do not end politely; what is quoted is not ours."""
    for sentence in _SENTENCE.findall(_QUOTED.sub(VALUE, text)):
        if not _POLITE.search(sentence) and not sentence.rstrip("。！？」』）").endswith(VALUE):
            yield sentence.strip()


@rule("japanese/polite", bad="OKを押す。", good="OKを押します。", severity="warning")
def polite(prose: Prose) -> Iterator[Problem]:
    """A sentence of a Japanese page ends in です or ます; alts may do without a verb."""
    if prose.language == "ja" and not prose.alt:
        for sentence in _rough(prose.words):
            yield Problem("japanese/polite", prose.place, {"text": sentence[:60]})


@rule(
    "japanese/long",
    bad="…ときは、…の場合で、…なので、…してから、…します。",
    good="…します。そのあと、…します。",
    severity="warning",
)
def long(prose: Prose) -> Iterator[Problem]:
    """A Japanese sentence has at most 100 characters."""
    if prose.language == "ja":
        for sentence in _SENTENCE.findall(prose.words):
            if len(sentence.strip()) > LONGEST:
                values = {"text": sentence.strip()[:40], "length": len(sentence.strip()), "longest": LONGEST}
                yield Problem("japanese/long", prose.place, values)


@lru_cache
def _spellings(
    city: City, language: str
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, dict[str, str]]:
    """What may stand and what may not in a language, as patterns; what is refused → the term."""
    terms = city.glossary.terms
    right = {one for term in terms for one in term.spellings(language)}
    wrong = {
        one.lower(): term.texts.get(language, term.texts["ja"])
        for term in terms
        for one in term.refused.get(language, ())
    }
    return _any(right), _any(wrong), wrong


def _any(texts: Iterable[str]) -> re.Pattern[str] | None:
    parts = [
        (
            rf"(?<!\w){re.escape(text)}(?!\w)"
            if text[:1].isascii() and text[-1:].isascii()
            else re.escape(text)
        )
        for text in sorted(texts, key=len, reverse=True)
    ]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _refused(text: str, city: City, language: str) -> Iterator[Mapping[str, str]]:
    right, wrong, terms = _spellings(city, language)
    if wrong is None:
        return
    shown = _QUOTED.sub(VALUE, text)
    matches = list(wrong.finditer(shown))
    allowed = [match.span() for match in right.finditer(shown)] if right and matches else []
    for match in matches:
        inside = any(
            a <= match.start() and match.end() <= b and b - a > len(match.group()) for a, b in allowed
        )
        if not inside:
            yield {"text": match.group(), "term": terms[match.group().lower()]}


@rule(
    "term/refused",
    bad='ブラウザを開きます。（refused.ja = ["ブラウザ"]）\n<p>Your e-mail …</p>',
    good="ブラウザーを開きます。\n<p>Your email …</p>",
)
def refused(subject: Prose | SitePage) -> Iterator[Problem]:
    """A term has one spelling, that of docs/glossary.toml; words of a screen, in quotes, are the device's."""
    for text in _own_texts(subject):
        if text.language is not None:
            language = "ja" if text.language == RUBY_LANGUAGE else text.language
            for values in _refused(text.words, subject.city, language):
                yield Problem("term/refused", text.place, values)


@rule(
    "term/other",
    bad='msgid "端末を選ぶ"\nmsgstr "Select your terminal"',
    good='msgid "端末を選ぶ"\nmsgstr "Select your device"',
    severity="warning",
)
def other(file: CatalogFile) -> Iterator[Problem]:
    """Where the message has a term of the glossary, its translation has the language's."""
    language = file.catalog.language
    terms = [t for t in file.city.glossary.terms if language in t.texts]
    for entry in file.catalog.entries:
        if entry.used:
            source, target = without_roles(entry.msgid), entry.msgstr.lower()
            for term in terms:
                wanted = term.spellings(language)
                if term.texts["ja"] in source and not any(one.lower() in target for one in wanted):
                    values = {"term": term.texts["ja"], "wanted": " / ".join(wanted)}
                    yield Problem("term/other", file.catalog.place(entry), values)
