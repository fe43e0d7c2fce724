"""What the commands need to know of the project: its languages, catalogues, labels and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..checks.translations.catalog import Rules
from ..content.catalogs.catalog import Catalog
from ..content.catalogs.language_folder import SOURCE, catalog_path, load_catalog
from ..content.catalogs.translation import Message
from ..content.edition import Edition, load_edition
from ..content.labels import Label, load_labels
from ..content.publication import Publication
from ..content.readings import readings_for
from ..content.settings import Settings, load_config
from ..content.words import Words, languages, load_words
from ..errors import Place, Problem, TebikiError, UsageError


@dataclass(frozen=True, slots=True)
class Project:
    """A content: its folder, its current edition, its labels.

    ``languages``: those of conf.py but the source's, then those that only have a catalogue yet.
    """

    root: Path
    settings: Settings
    edition: Edition
    labels: Mapping[str, Label]
    languages: tuple[str, ...]

    @classmethod
    def read(cls, root: Path) -> Project:
        """The project at ``root``. Raises `TebikiError` for a wrong conf.py, edition or label."""
        config = load_config(root)
        edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
        here = sorted(
            path.parent.parent.name
            for path in catalog_path(root / "docs", "_").parent.parent.parent.glob("*/LC_MESSAGES/*.po")
        )
        codes = dict.fromkeys([*config.settings.languages, *here])
        codes.pop(SOURCE, None)
        return cls(root, config.settings, edition, load_labels(root / "docs" / "labels"), tuple(codes))

    @property
    def docs(self) -> Path:
        """The pages."""
        return self.root / "docs"

    @property
    def screenshots(self) -> Path:
        """The declared screens."""
        return self.root / "screenshots"

    @property
    def cache(self) -> Path:
        """Pictures kept between builds."""
        return self.root / "build" / ".cache"

    def chosen(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The languages that were asked for, all where none was. Raises `UsageError`."""
        for name in asked:
            if name not in self.languages:
                values = {"name": name, "known": ", ".join(self.languages) or "-"}
                raise UsageError([Problem("translate/language", Place("tebiki translate"), values)])
        return tuple(name for name in self.languages if not asked or name in asked)

    def catalogs(self, codes: Sequence[str]) -> tuple[Catalog, ...]:
        """The catalogues of languages. Raises `TebikiError` with what is wrong with all of them."""
        found: list[Catalog] = []
        problems: list[Problem] = []
        for code in codes:
            try:
                found.append(self.catalog(code))
            except TebikiError as error:
                problems.extend(error.problems)
        if problems:
            raise TebikiError(problems)
        return tuple(found)

    def catalog(self, code: str) -> Catalog:
        """The catalogue of a language. Raises `TebikiError` (``translate/none``, ``catalog/…``)."""
        path = catalog_path(self.docs, code)
        if not path.exists():
            raise TebikiError([Problem("translate/none", Place.of(path), {"language": code})])
        return load_catalog(self.docs, code)

    def publication(self, code: str) -> Publication:
        """The edition in a language; with Japanese words where the engine has none of it yet."""
        words = words_for(code)
        return Publication(self.settings, self.edition, words, self.labels, (words,))

    def rules(self, code: str) -> Rules:
        """What translations into a language are held to. Raises `TebikiError` for its list of readings."""
        return Rules.of(self.publication(code), readings_for(self.docs, code))

    def named(self, code: str) -> frozenset[str]:
        """Keys of the labels that a language has words for."""
        return frozenset(key for key, label in self.labels.items() if label.speaks(code))

    def messages(self) -> tuple[Message, ...]:
        """All that the pages ask translators for. Runs Sphinx, in a process of its own."""
        from ..pipeline.extract_messages import extract  # noqa: PLC0415 -- only some commands need it

        return extract(self.root)


@cache
def words_for(code: str) -> Words:
    """The engine's words in a language, else in Japanese."""
    return load_words(code) if code in languages() else replace(load_words(SOURCE), language=code)
