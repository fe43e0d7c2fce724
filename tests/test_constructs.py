"""What a manual may have goes through all: build, check, handover, comparison, wall page, translation."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from body_gates import BASE, check_body
from conftest import Shared
from constructs_city import PAGE, constructs_city, examples

from tebiki.audit.audit import Asked, check
from tebiki.checks.rules_page import page
from tebiki.checks.translations.catalog import Rules
from tebiki.checks.translations.self_translation import check_messages
from tebiki.content.catalogs.tokens import tokens_of
from tebiki.content.directives import BARE, SHOWN, TITLED
from tebiki.content.markdown.constructs import Construct, accepted, construct, constructs
from tebiki.content.markdown.parser import parser
from tebiki.content.project import Project
from tebiki.content.settings import Cms
from tebiki.editions.compare.changes import compare_sites
from tebiki.editions.compare.read_page import read_site
from tebiki.handover.finished import Finished
from tebiki.handover.write import write
from tebiki.messages import Language
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site
from tebiki.sphinxext.registry import DIRECTIVES, ROLES

ROOT = Path(__file__).parent.parent
LANGUAGES: tuple[Language, ...] = ("ja", "en")
ROWS = [pytest.param(one, id=f"{one.kind}-{one.key}") for one in constructs()]


@pytest.fixture(scope="module")
def made(shared: Shared) -> Path:
    """The project with one of each accepted construct, built."""

    def make(root: Path) -> None:
        build(Request(constructs_city(root)), lambda _: None)

    return shared("constructs", make)


@pytest.mark.parametrize("one", ROWS)
def test_a_row_says_all_that_its_readers_need(one: Construct) -> None:
    for texts in (one.name, one.write, *([] if one.accepted else [one.instead or {}])):
        assert {*texts} == {*LANGUAGES}
        assert all(text.strip() for text in texts.values())
    assert one.example
    assert one.accepted == (one.instead is None)
    assert one.accepted or not one.extension
    assert not (one.accepted and one.rules)
    assert (one.argument is not None) == (one.kind == "directive" and one.accepted)


def test_each_component_has_its_row() -> None:
    assert accepted("directive") == {*DIRECTIVES, "include"}
    assert accepted("role") == {*ROLES}
    assert TITLED | SHOWN.keys() | BARE | {"include"} == accepted("directive")


@pytest.mark.parametrize("one", ROWS)
def test_what_is_switched_off_is_a_rule(one: Construct) -> None:
    known = {rule for rules in parser().get_all_rules().values() for rule in rules}
    active = {rule for rules in parser().get_active_rules().values() for rule in rules}
    assert known.issuperset(one.rules)
    assert active.isdisjoint(one.rules)


def test_a_row_is_found_by_its_name() -> None:
    assert construct("directive", "caution").argument == "title"
    with pytest.raises(KeyError):
        construct("directive", "warning")


@pytest.mark.parametrize("to", LANGUAGES)
def test_the_handbook_says_what_the_table_says(to: Language) -> None:
    name = {"ja": "README.ja.md", "en": "README.md"}[to]
    text = (ROOT / name).read_text(encoding="utf-8")
    rows = re.findall(r"(?m)^\| (?:`` ?(.*?) ``|`([^`].*?)`) \| (.*) \|$", text)
    told = {double or single: becomes for double, single, becomes in rows}
    rows = re.findall(r"(?m)^\| (.*) \| (?:`` (.*) ``|`([^`]*)`) \|$", text.replace("\\|", "¦"))
    told |= {(double or single).replace("¦", "|"): becomes for becomes, double, single in rows}
    for one in examples():
        assert told.get(one.write[to]) == one.name[to], one.key


@pytest.mark.parametrize("to", LANGUAGES)
def test_the_page_of_rules_tells_what_is_refused(to: Language) -> None:
    listed = page(to).rpartition("\n## ")[2]
    for one in constructs():
        line = f"- {one.name[to]} → {one.instead[to]}" if one.instead else f"- {one.name[to]} →"
        assert (line in listed) == (not one.accepted), one.key


def test_no_check_refuses_it(made: Path) -> None:
    found = check(Asked(made)).findings
    assert [one.problem for one in found if one.severity == "error"] == []
    # Nobody has read the text that the mark stands beside.
    assert [one.rule for one in found if one.severity == "warning"] == ["required/not-looked"]


def test_each_is_handed_over_as_it_is(made: Path, tmp_path: Path) -> None:
    site = made / "build" / "site"
    read = Site.read(Request(made))
    write(Finished(site, read.settings, read.edition, read.publications), tmp_path, Cms(base=BASE))
    for language in LANGUAGES:
        for name in ("index", PAGE):
            assert check_body(site / language / f"{name}.html", tmp_path / "cms") == []


def changed(example: str) -> str:
    return example.replace("です。", "でした。").replace("ます。", "ました。")


def test_a_comparison_shows_each_change(made: Path, tmp_path: Path) -> None:
    """All examples that are sentences change at once: each gives its own row."""
    told = [one for one in examples() if changed(one.example) != one.example]
    copy = shutil.copytree(made, tmp_path / "copy", ignore=shutil.ignore_patterns("build"))
    manual = copy / "docs" / f"{PAGE}.md"
    text = manual.read_text(encoding="utf-8")
    for one in told:
        assert one.example in text
        text = text.replace(one.example, changed(one.example))
    manual.write_text(text, encoding="utf-8", newline="\n")
    build(Request(copy, formats=("html",), languages=("ja",), output=tmp_path / "new"), lambda _: None)
    old, new = (read_site(folder / "ja", (PAGE,)) for folder in (made / "build" / "site", tmp_path / "new"))
    assert list(compare_sites(old, old)) == []
    [compared] = compare_sites(new, old)
    assert len(told) > 20
    assert len(compared.changes) >= len(told)


def test_the_wall_page_and_the_manual_are_printed_in_both_languages(made: Path) -> None:
    documents = sorted((made / "build" / "site").rglob("*.pdf"))
    assert len(documents) == 4
    assert all(read_pdf(path).text for path in documents)


def test_each_message_as_its_own_translation_passes_the_guard(made: Path) -> None:
    project = Project(made)
    rules = Rules(project.settings, project.edition)
    assert check_messages(project.docs, ("index", PAGE), rules) == []


@pytest.mark.parametrize(
    ("key", "tokens"),
    [("bold", "strong"), ("emphasis", "emphasis")],
)
def test_examples_within_a_line_are_what_they_are_called(key: str, tokens: str) -> None:
    assert getattr(tokens_of(construct("inline", key).example), tokens) == 1
