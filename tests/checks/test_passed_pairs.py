"""What the guard has passed is not looked at again, and nothing that facts or readings refuse is missed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.checks.translations import catalog as guard
from tebiki.checks.translations import self_translation
from tebiki.checks.translations.catalog import Rules, check_catalog
from tebiki.checks.translations.self_translation import check_messages
from tebiki.content.catalogs.catalog import Catalog
from tebiki.content.project import Project

SHIOMI = ROOTS / "shiomi"


@pytest.fixture
def town() -> tuple[Catalog, Rules, Path]:
    project = Project(SHIOMI)
    return project.catalog("en"), Rules.of(project.publication("ja"), None), project.docs


def typed(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    """Have other facts: a word of translations is one that is typed by hand."""

    def facts(line: str, _: object) -> Iterator[tuple[str, str]]:
        if word in line:
            yield word, "{fact}`word`"

    monkeypatch.setattr(guard, "typed_facts", facts)


def test_a_passed_pair_is_parsed_and_held_to_facts_alone(
    town: tuple[Catalog, Rules, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, rules, _ = town
    passed: set[str] = set()
    assert check_catalog(catalog, rules, passed) == []
    assert len(passed) == len({(entry.msgid, entry.msgstr) for entry in catalog.entries if entry.used})

    def unasked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(guard, "check_pair", unasked)
    assert check_catalog(catalog, rules, passed) == []


def test_other_facts_refuse_what_was_passed(
    town: tuple[Catalog, Rules, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog, rules, _ = town
    passed: set[str] = set()
    check_catalog(catalog, rules, passed)
    typed(monkeypatch, "device")
    found = check_catalog(catalog, rules, passed)
    assert found == check_catalog(catalog, rules)
    assert {problem.code for problem in found} == {"catalog/typed-fact"}


def test_what_was_refused_or_has_changed_is_looked_at(town: tuple[Catalog, Rules, Path]) -> None:
    catalog, rules, _ = town
    passed: set[str] = set()
    check_catalog(catalog, rules, passed)
    first = next(entry for entry in catalog.entries if entry.used)
    entries = [
        replace(entry, msgstr="2 **devices**") if entry is first else entry for entry in catalog.entries
    ]
    changed = replace(catalog, entries=tuple(entries))
    once = check_catalog(changed, rules, passed)
    assert once == check_catalog(changed, rules) != []
    assert once == check_catalog(changed, rules, passed)


def test_messages_are_passed_whatever_the_facts(
    town: tuple[Catalog, Rules, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, rules, docs = town
    pages, passed = ("index", "chrome_book", "meeting_room"), set[str]()
    assert check_messages(docs, pages, rules, passed) == check_messages(docs, pages, rules) == []
    assert passed
    typed(monkeypatch, "利用証")
    assert check_messages(docs, pages, rules, passed) == check_messages(docs, pages, rules)
    monkeypatch.setattr(self_translation, "check_pair", None)
    assert check_messages(docs, pages, rules, passed) == []


def test_a_message_that_cannot_be_translated_is_told_each_time(
    town: tuple[Catalog, Rules, Path], tmp_path: Path
) -> None:
    _, rules, _ = town
    (tmp_path / "index.md").write_text("(home)=\n# 1. 準備\n", encoding="utf-8")
    passed: set[str] = set()
    once = check_messages(tmp_path, ("index",), rules, passed)
    assert (
        once
        == check_messages(tmp_path, ("index",), rules, passed)
        == check_messages(tmp_path, ("index",), rules)
    )
    assert once != []
