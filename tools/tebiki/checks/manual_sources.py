"""The sources of a content's manuals, file by file, for a build and for a plain ``sphinx-build``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..content.sources import Known, sources
from ..content.text_files import read_text
from ..errors import Place, Problem, TebikiError
from .manual_pages import check_pages

#: File → its text, or what is wrong with the file itself.
Texts = Mapping[Path, str | tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class SourceTexts:
    """All sources below ``docs`` as they were read at one moment, not looked at yet.

    ``pages``: pages and the chapters they share; ``beside``: labels, drawings and declared screens.
    """

    docs: Path
    pages: Texts
    beside: Texts

    @classmethod
    def read(cls, docs: Path) -> SourceTexts:
        """Read them; what is wrong with a file is kept in its place."""
        return cls(docs, _texts(sources(docs)), _texts(_paths_beside(docs)))

    def case(self, here: Known) -> str:
        """These texts with the facts that they are held to as one hash, the same in every process."""
        whole = (self.docs, self.pages, self.beside, here.settings, here.edition)
        return sha256(repr(whole).encode()).hexdigest()

    def problems(self, here: Known) -> list[Problem]:
        """Everything that must not stand in them, files in order."""
        from .manual_text import check_text  # noqa: PLC0415 -- workers of a build only ask for the case

        found, texts = _typed_beside(self.beside, here), dict[Path, str]()
        for path, text in self.pages.items():
            if not isinstance(text, str):
                found.extend(text)
                continue
            found.extend(check_text(text, path=path, publication=here))
            texts[path] = text
        return found + check_pages(self.docs, texts)


def check_beside(docs: Path, here: Known) -> list[Problem]:
    """Certificate ids typed into labels, drawings and declared screens: there, too, a fact is named."""
    return _typed_beside(_texts(_paths_beside(docs)), here)


def _typed_beside(texts: Texts, here: Known) -> list[Problem]:
    found: list[Problem] = []
    for path, text in texts.items():
        if not isinstance(text, str):
            found.extend(text)
            continue
        for number, line in enumerate(text.split("\n"), 1):
            ids = here.settings.certificate_ids(unicodedata.normalize("NFKC", line))
            found.extend(Problem("source/typed-id", Place.of(path, number), {"id": one}) for one in ids)
    return found


def _paths_beside(docs: Path) -> list[Path]:
    screens = docs.parent / "screenshots"
    return sorted([*docs.glob("labels/*.toml"), *screens.rglob("*.toml"), *screens.rglob("*.typ")])


def _texts(paths: Iterable[Path]) -> Texts:
    found: dict[Path, str | tuple[Problem, ...]] = {}
    for path in paths:
        try:
            found[path] = read_text(path)
        except TebikiError as error:
            found[path] = tuple(error.problems)
    return found
