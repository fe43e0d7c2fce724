"""Wrong translations of an invented city, by kind: each kind is told as often as its floor says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from catalogs import GOOD, rules
from translation_mutations import below_floor, count_told

from tebiki.content.catalogs.catalog import read_catalog

CATALOGS = sorted((GOOD / "locales").rglob("*.po"))
Record = Callable[[str, object], None]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_wrong_translations_are_told(path: Path) -> None:
    counts = [*count_told(read_catalog(path), rules(), 60)]
    assert not below_floor(counts)
    assert sum(count.made for count in counts) >= 60


@pytest.mark.long
@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_a_thousand_wrong_translations_are_told(path: Path, record_property: Record) -> None:
    catalog = read_catalog(path)
    counts = [*count_told(catalog, rules(), 1000)]
    for count in counts:
        record_property("rate", count.described(catalog.language))
    assert not below_floor(counts)
    assert sum(count.made for count in counts) >= 1000
