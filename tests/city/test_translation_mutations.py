"""Wrong translations of this city's catalogues, by kind: each kind is told as often as its floor says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from translation_mutations import below_floor, count_told

from city.current import CONFIG, DOCS, EDITION
from tebiki.checks.translations.catalog import Rules, check_catalog
from tebiki.content.catalogs.catalog import Catalog, read_catalog

CATALOGS = sorted((DOCS / "locales").rglob("*.po"))
RULES = Rules(CONFIG.settings, EDITION)
Record = Callable[[str, object], None]
read = cache(read_catalog)


def names(path: Path) -> str:
    return path.parts[-3]


@pytest.mark.parametrize("path", CATALOGS, ids=names)
def test_wrong_translations_are_told(path: Path) -> None:
    assert not below_floor([*count_told(read(path), RULES, 60)])


@pytest.mark.parametrize("path", CATALOGS, ids=names)
def test_none_of_the_right_ones_is_refused(path: Path) -> None:
    catalog: Catalog = read(path)
    assert check_catalog(catalog, RULES) == []


@pytest.mark.long
@pytest.mark.parametrize("path", CATALOGS, ids=names)
def test_a_thousand_wrong_translations_are_told(path: Path, record_property: Record) -> None:
    catalog = read(path)
    counts = [*count_told(catalog, RULES, 1000)]
    for count in counts:
        record_property("rate", count.described(catalog.language))
    assert not below_floor(counts)
    assert sum(count.made for count in counts) >= 1000
