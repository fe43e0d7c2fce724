"""The sources of a content's manuals, file by file, for a build and for a plain ``sphinx-build``."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from ..content.publication import Publication
from ..content.sources import sources
from ..content.text_files import read_text
from ..errors import Place, Problem, TebikiError
from .manual_pages import check_pages
from .manual_text import check_text


def check_sources(docs: Path, here: Publication) -> list[Problem]:
    """Everything that must not stand in the sources below ``docs``, files in order."""
    found, texts = check_beside(docs, here), dict[Path, str]()
    for path in sources(docs):
        try:
            text = read_text(path)
        except TebikiError as error:
            found.extend(error.problems)
            continue
        found.extend(check_text(text, path=path, publication=here))
        texts[path] = text
    return found + check_pages(docs, texts)


def check_beside(docs: Path, here: Publication) -> list[Problem]:
    """Certificate ids typed into labels, drawings and declared screens: there, too, a fact is named."""
    found: list[Problem] = []
    screens = docs.parent / "screenshots"
    paths = [*docs.glob("labels/*.toml"), *screens.rglob("*.toml"), *screens.rglob("*.typ")]
    for path in sorted(paths):
        try:
            lines = read_text(path).split("\n")
        except TebikiError as error:
            found.extend(error.problems)
            continue
        for number, line in enumerate(lines, 1):
            ids = here.settings.certificate_ids(unicodedata.normalize("NFKC", line))
            found.extend(Problem("source/typed-id", Place.of(path, number), {"id": text}) for text in ids)
    return found
