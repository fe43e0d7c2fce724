"""Every kanji has its reading, and a term is read in one way wherever it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...content.catalogs.tokens import OBJECT
from ...content.readings import Readings
from ...content.ruby import KANJI, RUBY, mistakes, parts
from ...content.text_files import shown
from ...errors import Problem
from .pair import Found
from .plain_japanese_texts import Text


def check_readings(visible: str, known: Readings | None) -> Iterator[Found]:
    """Kanji without a reading, readings that are not those of the list; without a list the former only."""
    pieces = [
        (text, reading) for text, reading in parts(visible) if reading is None or not _open(text, reading)
    ]
    if bare := [run for text, reading in pieces if reading is None for run in KANJI.findall(text)]:
        yield "simple/bare", {"text": shown("、".join(dict.fromkeys(bare)), 80)}
    for term, reading in dict.fromkeys(pieces):
        if known is None or reading is None:
            continue
        wanted = known.terms.get(term)
        if wanted is None:
            values = {"term": shown(term), "reading": shown(reading), "list": known.path.name}
            yield "simple/unlisted", values
        elif wanted != reading:
            values = {"term": term, "reading": shown(reading), "wanted": wanted, "list": known.path.name}
            yield "simple/reading", values


def _open(text: str, reading: str) -> bool:
    """Whether something is put into the term or its reading: ``｜{day}日《{reading}》``."""
    return OBJECT in text or OBJECT in reading


def check_others(texts: Iterable[Text], known: Readings) -> Iterator[Problem]:
    """The same for texts that are in no catalogue; there the form of readings is looked at, too.

    Japanese for want of an easy text refuses nothing: pages say that it is Japanese, `lacking` tells it.
    """
    for text in texts:
        if text.lacking:
            continue
        filled = RUBY.sub(lambda ruby: "" if _open(ruby[1], ruby[2]) else ruby[0], text.visible)
        for code, found in mistakes(filled):
            yield Problem(f"catalog/ruby-{code}", text.place(), {"text": shown(found)})
        for name, values in check_readings(text.visible, known):
            yield Problem(name, text.place(), values)


def lacking(texts: Iterable[Text]) -> Iterator[Problem]:
    """Texts with kanji that have no easy one beside them."""
    for text in texts:
        if text.lacking and KANJI.search(text.visible):
            yield Problem("simple/lacking", text.place(), {"text": shown(text.visible.replace("\u200b", ""))})


def unused(texts: Iterable[str], known: Readings) -> list[str]:
    """Terms of the list that stand in none of ``texts``."""
    used = {term for text in texts for term, _ in RUBY.findall(text)}
    return [term for term in known.own if term not in used]
