"""A language's catalogue on its way to Sphinx: guarded, then compiled by us into a folder of its own.

Sphinx would compile by modification times, and take a stale ``.mo`` for a new ``.po``.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from ..check.catalog import Rules, check_catalog
from ..check.readings import check_others
from ..check.simple_texts import of_content
from ..errors import TebikiError
from ..model.publication import Publication
from ..parse.mo import mo_bytes
from ..parse.readings import readings_for
from ..parse.translation import DOMAIN, SOURCE, load_catalog, load_translation

#: What the guard has passed: catalogues with their rules, as hashes. Whoever fills it vouches for it.
passed: set[str] = set()


def translated(docs: Path, here: Publication) -> Publication:
    """``here`` with its translation. Raises `TebikiError` with all that the guard refuses.

    Of a language with readings it refuses what would print a kanji without one, wherever it stands.
    """
    if here.language == SOURCE:
        return here
    catalog, known = load_catalog(docs, here.language), readings_for(docs, here.language)
    rules, others = Rules.of(here, known), () if known is None else tuple(of_content(docs, here))
    case = sha256(repr((catalog, rules, [text.visible for text in others])).encode()).hexdigest()
    if case not in passed:
        problems = check_catalog(catalog, rules)
        if known is not None:
            problems += check_others(others, known)
        if problems:
            raise TebikiError(problems)
        passed.add(case)
    return replace(here, translation=load_translation(docs, catalog))


def compiled(here: Publication, work: Path) -> Path:
    """Write what is translated as gettext reads it; returns the folder for ``locale_dirs``."""
    assert here.translation is not None
    folder = work / "locale"
    path = folder / here.language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(mo_bytes(here.translation.texts))
    return folder
