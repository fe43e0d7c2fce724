"""やさしい日本語 of a project: its readings, which a build refuses too, and its style, which is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from ...content.catalogs.catalog import Catalog
from ...content.labels import load_labels
from ...content.publication import Publication
from ...content.readings import Readings, load_readings
from ...content.ruby import RUBY_LANGUAGE
from ...content.words import load_words
from ...errors import Place, Problem
from .catalog import Rules
from .plain_japanese import check_style
from .plain_japanese_texts import Text, of_catalog, of_content
from .readings import check_others, lacking, unused


@dataclass(slots=True)
class Easy:
    """A project's list of readings, its texts that are in no catalogue, and what catalogues were seen."""

    known: Readings
    rules: Rules
    texts: list[Text]
    seen: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, docs: Path, rules: Rules) -> Self:
        """What ``docs`` holds of it. Raises `TebikiError` for the list or a label."""
        known = load_readings(docs)
        words = load_words(RUBY_LANGUAGE)
        here = Publication(rules.settings, rules.edition, words, load_labels(docs / "labels"), (words,))
        return cls(known, replace(rules, readings=known), list(of_content(docs, here)))

    @property
    def count(self) -> int:
        """How many texts are in no catalogue."""
        return len(self.texts)

    def style(self, catalog: Catalog) -> list[Problem]:
        """What a catalogue should say more simply."""
        self.seen += [entry.msgstr for entry in catalog.entries if not entry.obsolete]
        return list(check_style(of_catalog(catalog), self.known))

    def content(self) -> tuple[list[Problem], list[Problem]]:
        """Problems and notices of all that is in no catalogue, and terms of the list that nothing uses."""
        notices = [*lacking(self.texts), *check_style(self.texts, self.known)]
        if terms := unused([*self.seen, *(text.visible for text in self.texts)], self.known):
            notices.append(Problem("simple/unused", Place.of(self.known.path), {"text": "、".join(terms)}))
        return list(check_others(self.texts, self.known)), notices
