"""The words that a translator meets and must not invent: labels of screens, what facts print, terms."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ..content.catalogs.language_folder import SOURCE
from ..content.glossary import Glossary
from ..content.publication import Publication
from ..content.ruby import plain
from ..content.settings import in_language, is_foreign
from ..messages import LANGUAGES, say
from .memory import xml_language
from .template import ROLE, Asked, both

_HEADS = ("glossary-token", "glossary-ja", "glossary-here", "glossary-note")


def glossary_csv(
    wanted: Sequence[Asked], here: Publication, source: Publication, glossary: Glossary | None = None
) -> str:
    """A table for any spreadsheet: what stands in messages, in Japanese, in the language, a note.

    Terms of ``glossary`` that a message has come last, each spelling that may be written a row.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([both(say(f"translate-command/{key}", to) for to in LANGUAGES) for key in _HEADS])
    table.writerows((*row, "") for row in sorted(set(_rows(wanted, here, source))))
    for word in _terms(glossary or Glossary(), here.language):
        if any(word.ja in one.msgid for one in wanted):
            table.writerow([word.ja, word.ja, word.ours, word.note])
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Word:
    """A term of a glossary: in Japanese, a spelling in the language, where it is from or what is asked."""

    ja: str
    ours: str
    note: str = ""


def glossary_words(
    wanted: Sequence[Asked], here: Publication, source: Publication, glossary: Glossary
) -> tuple[Word, ...]:
    """What has a word in the language: all terms, labels of the messages, names of systems and devices."""
    rows = [*_terms(glossary, here.language), *_labels(wanted, here, source), *_names(here)]
    return tuple({(row.ja, row.ours): row for row in reversed(rows)}.values())[::-1]


def _terms(glossary: Glossary, language: str) -> Iterator[Word]:
    """A word for each spelling that may be written; an open question is a note, which no program inserts."""
    for term in glossary.terms:
        note = term.open.get(language, "")
        yield from (Word(term.texts["ja"], ours, note) for ours in term.spellings(language))


def terms_within(msgid: str, language: str, glossary: Glossary) -> list[str]:
    """``端末 → thiết bị / máy`` for each term of the glossary that a message has: what may be written."""
    terms = ((term.texts["ja"], " / ".join(term.spellings(language))) for term in glossary.terms)
    return [f"{ja} → {ours}" for ja, ours in terms if ours and ja in msgid]


def _labels(wanted: Sequence[Asked], here: Publication, source: Publication) -> Iterator[Word]:
    keys = sorted({name for one in wanted for role, name in ROLE.findall(one.msgid) if role == "ui"})
    for label in (source.labels[key] for key in keys if key in source.labels):
        if label.speaks(here.language):
            ours = label.texts.get(here.language) or label.meanings[here.language]
            yield Word(label.text("ja"), plain(ours), f"{{ui}}`{label.key}`")


def _names(here: Publication) -> Iterator[Word]:
    settings = here.settings
    texts = [settings.city, settings.system, settings.title]
    for manual in here.edition.manuals.values():
        texts += [manual.platform, manual.os, manual.browser]
    for names in texts:
        if not is_foreign(names, here.language):
            ja, ours = (in_language(names, code).replace("\u200b", "") for code in (SOURCE, here.language))
            yield Word(plain(ja), plain(ours))


def glossary_tbx(words: Iterable[Word], language: str) -> str:
    """The words as TBX (ISO 30042:2008, ``martif``), which OmegaT and Lokalize read."""
    head = (
        "<martifHeader><fileDesc><titleStmt><title>tebiki</title></titleStmt><sourceDesc><p>tebiki</p></sourceDesc>"
        '</fileDesc><encodingDesc><p type="DCSName">TBXXCSV02.xcs</p></encodingDesc></martifHeader>'
    )
    rows = "".join(_entry(number, word, xml_language(language)) for number, word in enumerate(words, 1))
    body = f"{head}\n<text><body>\n{rows}</body></text>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<martif type="TBX" xml:lang="en">\n{body}</martif>\n'


def _entry(number: int, word: Word, language: str) -> str:
    note = f"<note>{escape(word.note)}</note>" if word.note else ""
    pairs = ((SOURCE, word.ja), (language, word.ours))
    sets = "".join(
        f'<langSet xml:lang="{tag}"><tig><term>{escape(text)}</term></tig></langSet>' for tag, text in pairs
    )
    return f'<termEntry id="t{number}">{note}{sets}</termEntry>\n'


def glossary_tabs(words: Iterable[Word]) -> str:
    """The words as lines of Japanese, the language and a note, parted by tabs, as OmegaT reads them."""
    rows = (tuple(re.sub(r"[\t\n]", " ", text) for text in (word.ja, word.ours, word.note)) for word in words)
    return "".join("\t".join(row).rstrip("\t") + "\n" for row in rows)


def _rows(wanted: Iterable[Asked], here: Publication, source: Publication) -> Iterator[tuple[str, str, str]]:
    for one in wanted:
        for role, name in ROLE.findall(one.msgid):
            token = f"{{{role}}}`{name}`"
            if role == "ui" and name in source.labels:
                label = source.labels[name]
                ours = label.texts.get(here.language) or label.meanings.get(here.language, "")
                yield token, label.text("ja"), ours
            elif role == "fact":
                yield from (_fact(token, name, page, here, source) for page in one.pages)


def _fact(token: str, name: str, page: str, here: Publication, source: Publication) -> tuple[str, str, str]:
    manual = page if page in source.edition.manuals else None
    there, ours = (one.facts(manual).get(name) for one in (source, here))
    return token, (there and there.text) or "", (ours and ours.text) or ""
