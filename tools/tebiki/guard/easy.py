"""やさしい日本語 of a project: its readings, which a build refuses too, and its style, which is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from ..check.catalog import Rules
from ..check.readings import check_others, lacking, unused
from ..check.simple import check_style
from ..check.simple_texts import Text, of_catalog, of_content
from ..errors import Place, Problem
from ..model.publication import Publication
from ..model.readings import Readings
from ..model.ruby import RUBY_LANGUAGE
from ..parse.catalog import Catalog
from ..parse.labels import load_labels
from ..parse.readings import load_readings
from ..parse.words import load_words


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
