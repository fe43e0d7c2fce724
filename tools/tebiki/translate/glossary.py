"""The words that a translator meets and must not invent: labels of screens, what facts print, terms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ..content.glossary import Glossary
from ..content.publication import Publication
from ..messages import LANGUAGES, say
from .template import ROLE, Asked, both

_HEADS = ("glossary-token", "glossary-ja", "glossary-here")


def glossary_csv(
    wanted: Sequence[Asked], here: Publication, source: Publication, glossary: Glossary | None = None
) -> str:
    """A table for any spreadsheet: what stands in messages, in Japanese, in the language.

    Terms of ``glossary`` that a message has come last, as they are to be written.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([both(say(f"translate-command/{key}", to) for to in LANGUAGES) for key in _HEADS])
    table.writerows(sorted(set(_rows(wanted, here, source))))
    for term in (glossary or Glossary()).terms:
        ja, ours = term.texts["ja"], term.told(here.language)
        if ours and any(ja in one.msgid for one in wanted):
            table.writerow([ja, ja, ours])
    return out.getvalue()


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
