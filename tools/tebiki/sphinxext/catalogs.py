"""A language's catalogue on its way to Sphinx: read and guarded; `compiled_catalog` writes it for gettext."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ..checks.translations.catalog import Rules, check_catalog
from ..checks.translations.plain_japanese_texts import Text, of_content
from ..checks.translations.readings import check_others
from ..content.catalogs.catalog import Catalog
from ..content.catalogs.language_folder import SOURCE, load_catalog, load_translation
from ..content.publication import Publication
from ..content.readings import readings_for
from ..errors import Problem, TebikiError


@dataclass(frozen=True, slots=True)
class Read:
    """A language's catalogue, read but not guarded. ``case``: it with its rules as one hash."""

    catalog: Catalog
    rules: Rules
    others: tuple[Text, ...]
    case: str

    def problems(self, passed: Collection[str] = (), pairs: set[str] | None = None) -> list[Problem]:
        """What the guard refuses. ``passed``: cases that it has passed before, not looked at again.

        ``pairs``: those of single translations (`check_catalog`); it adds to them.
        """
        if self.case in passed:
            return []
        problems = check_catalog(self.catalog, self.rules, pairs)
        if self.rules.readings is not None:
            problems += check_others(self.others, self.rules.readings)
        return problems


def read(docs: Path, here: Publication) -> Read | None:
    """The catalogue of ``here``; None for the language of the sources. Raises `TebikiError`."""
    if here.language == SOURCE:
        return None
    catalog, known = load_catalog(docs, here.language), readings_for(docs, here.language)
    rules, others = Rules.of(here, known), () if known is None else tuple(of_content(docs, here))
    return Read(catalog, rules, others, _case(catalog, rules, others))


def _case(catalog: Catalog, rules: Rules, others: tuple[Text, ...]) -> str:
    """The same for the same content in every process: a set has another order in each."""
    names, visible = rules.readings and sorted(rules.readings.names), [text.visible for text in others]
    terms = rules.readings and dict(rules.readings.terms)
    whole = (catalog, replace(rules, readings=None), terms, names, visible)
    return sha256(repr(whole).encode()).hexdigest()


def with_texts(docs: Path, here: Publication, found: Read | None) -> Publication:
    """``here`` with its translation, whoever guards it."""
    return here if found is None else replace(here, translation=load_translation(docs, found.catalog))


def translated(docs: Path, here: Publication, passed: Collection[str] = ()) -> Publication:
    """``here`` with its translation. Raises `TebikiError` with all that the guard refuses.

    ``passed``: cases that it has passed before; whoever names them vouches for them. Of a language with
    readings it refuses what would print a kanji without one, wherever it stands.
    """
    found = read(docs, here)
    if found and (problems := found.problems(passed)):
        raise TebikiError(problems)
    return with_texts(docs, here, found)
