"""Rules about words: how Japanese is written here, and one spelling a term in every language.

やさしい日本語 has rules of its own (`tebiki.checks.translations.plain_japanese`): they need its readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from ...content.ruby import RUBY_LANGUAGE, plain
from ...errors import Problem
from ..city import City
from ..rule import rule
from ..subjects import CatalogFile, Prose, SitePage

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
_ROLE: Final = re.compile(r"\{[\w:]+\}`([^`]*)`")
_LINK: Final = re.compile(r"\[((?:[^\[\]])*)\]\([^)]*\)")
#: What is put in for a role: it counts one and says nothing.
_VALUE: Final = "＊"


def _words(prose: Prose) -> str:
    """The text as it is read, without readings; roles stand for one sign."""
    text = _LINK.sub(r"\1", _ROLE.sub(_VALUE, prose.text)).replace("**", "")
    return plain(text) if prose.language == RUBY_LANGUAGE else text


def _listed(found: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(found))


@rule("japanese/width", bad="Ａｎｄｒｏｉｄ １１、ﾊﾟｽﾜｰﾄﾞ", good="Android 11、パスワード")
def width_in_sources(prose: Prose) -> Iterator[Problem]:
    """Letters and digits are half, kana full width. Source: municipal CMS rules (facts.md 6)."""
    if found := [*_WIDE.findall(prose.text), *_HALF.findall(prose.text)]:
        yield Problem("japanese/width", prose.place, {"text": _listed(found)})


@rule("japanese/width", bad="<p>Ver.４</p>", good="<p>Ver.4</p>")
def width_on_pages(page: SitePage) -> Iterator[Problem]:
    """The same on a page, in every language."""
    for block in page.blocks:
        if found := [*_WIDE.findall(block.text), *_HALF.findall(block.text)]:
            yield Problem("japanese/width", page.place(block.line), {"text": _listed(found)})


def _wrong_years(text: str, language: str) -> list[str]:
    """Years that the language does not write: 西暦 in Japanese, 和暦 in others, R7.4.1 in none."""
    found = [match.group() for short in (_NUMBERS, _SHORT) for match in short.finditer(text)]
    years = _YEAR if language == "ja" else _ERA
    return [*found, *(match.group() for match in years.finditer(text))]


@rule("japanese/date", bad="2025年4月、2025/4/1", good="令和7年4月（ja）、April 2025（en）")
def date_in_sources(prose: Prose) -> Iterator[Problem]:
    """Dates are 和暦 in Japanese, 西暦 elsewhere, and never 2025/4/1. Source: facts.md 6."""
    if found := _wrong_years(_words(prose), prose.language):
        yield Problem("japanese/date", prose.place, {"text": _listed(found)})


@rule("japanese/date", bad='<p lang="en">Reiwa 7</p>', good='<p lang="en">2025</p>')
def date_on_pages(page: SitePage) -> Iterator[Problem]:
    """The same on a page, by the language of each text; Japanese quoted elsewhere is Japanese."""
    for block in page.blocks:
        if block.lang and (found := _wrong_years(block.text, block.lang)):
            yield Problem("japanese/date", page.place(block.line), {"text": _listed(found)})


def _rough(text: str) -> Iterator[str]:
    """Sentences that do not end politely; what is quoted is not ours."""
    for sentence in _SENTENCE.findall(_QUOTED.sub(_VALUE, text)):
        if not _POLITE.search(sentence) and not sentence.rstrip("。！？」』）").endswith(_VALUE):
            yield sentence.strip()


@rule("japanese/polite", bad="OKを押す。", good="OKを押します。", severity="warning")
def polite_in_sources(prose: Prose) -> Iterator[Problem]:
    """A sentence of a Japanese page ends in です or ます; alts may do without a verb."""
    if prose.language == "ja" and not prose.alt:
        for sentence in _rough(_words(prose)):
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
        for sentence in _SENTENCE.findall(_words(prose)):
            if len(sentence.strip()) > LONGEST:
                values = {"text": sentence.strip()[:40], "length": len(sentence.strip()), "longest": LONGEST}
                yield Problem("japanese/long", prose.place, values)


@lru_cache
def _spellings(
    city: City, language: str
) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None, dict[str, str]]:
    """What may stand and what may not in a language, as patterns; what is refused → the term."""
    terms = city.glossary.terms
    right = {term.texts[language] for term in terms if language in term.texts}
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
    shown = _QUOTED.sub(_VALUE, text)
    allowed = [match.span() for match in right.finditer(shown)] if right else []
    for match in wrong.finditer(shown):
        inside = any(
            a <= match.start() and match.end() <= b and b - a > len(match.group()) for a, b in allowed
        )
        if not inside:
            yield {"text": match.group(), "term": terms[match.group().lower()]}


@rule("term/refused", bad='ブラウザを開きます。（refused.ja = ["ブラウザ"]）', good="ブラウザーを開きます。")
def refused_in_sources(prose: Prose) -> Iterator[Problem]:
    """A term has one spelling, that of docs/glossary.toml; words of a screen, in quotes, are the device's."""
    language = "ja" if prose.language == RUBY_LANGUAGE else prose.language
    for values in _refused(_words(prose), prose.city, language):
        yield Problem("term/refused", prose.place, values)


@rule("term/refused", bad="<p>Your e-mail …</p>", good="<p>Your email …</p>")
def refused_on_pages(page: SitePage) -> Iterator[Problem]:
    """The same on a page, by the language of each text."""
    for block in page.blocks:
        code = page.city.code_of(block.lang)
        if code is not None:
            language = "ja" if code == RUBY_LANGUAGE else code
            for values in _refused(block.text, page.city, language):
                yield Problem("term/refused", page.place(block.line), values)


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
            source, target = _ROLE.sub(_VALUE, entry.msgid), entry.msgstr.lower()
            for term in terms:
                if term.texts["ja"] in source and term.texts[language].lower() not in target:
                    values = {"term": term.texts["ja"], "wanted": term.texts[language]}
                    yield Problem("term/other", file.catalog.place(entry), values)
