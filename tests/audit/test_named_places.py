"""Where a finding stands, as people name it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.audit.named_places import NamedPlace, PlaceNames, key_at
from tebiki.content.project import Project
from tebiki.errors import Place


@pytest.fixture
def names(city: Path) -> PlaceNames:
    return PlaceNames(Project(city))


def line_of(root: Path, file: str, text: str) -> int:
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def named(names: PlaceNames, file: str, text: str = "", key: str | None = None) -> NamedPlace:
    root = names.project.root
    return names.name(Place(str(root / file), line_of(root, file, text) if text else None, key))


def test_a_sentence_of_a_step(names: PlaceNames) -> None:
    found = named(names, "docs/tablet.md", "別の端末では")
    assert (found.kind, found.manuals, found.step) == ("text", ("tablet",), 1)
    assert found.text == "別の端末では、QRコードを読み取ります。"


def test_a_sentence_after_the_steps_is_of_none(names: PlaceNames) -> None:
    found = named(names, "docs/tablet.md", "## 困ったとき")
    assert (found.manuals, found.step) == (("tablet",), None)


def test_a_shared_chapter_names_all_its_manuals(shiomi: Path) -> None:
    names = PlaceNames(Project(shiomi))
    found = named(names, "docs/parts/contact.md", "#")
    assert found.manuals == ("chrome_book", "meeting_room")


def test_a_fact_by_its_key_and_by_its_line(names: PlaceNames) -> None:
    file = "docs/editions/2031.toml"
    assert named(names, file, key="links.form.url").key == "links.form.url"
    assert named(names, file, "[links.form]").key == "links.form"


def test_a_screen_with_the_step_that_shows_it(names: PlaceNames) -> None:
    for file in ("screenshots/tablet/ask.toml", "screenshots/tablet/ask.typ"):
        found = named(names, file)
        assert (found.kind, found.screen, found.manuals, found.step) == (
            "screen",
            "tablet/ask",
            ("tablet",),
            2,
        )


def test_a_capture_of_a_language_is_of_its_screen(names: PlaceNames) -> None:
    found = named(names, "screenshots/tablet/en/ask.png")
    assert (found.kind, found.screen) == ("screen", "tablet/ask")


def test_a_translation_with_its_language_and_step(bilingual: Path) -> None:
    names = PlaceNames(Project(bilingual))
    file = "docs/locales/en/LC_MESSAGES/manual.po"
    found = named(names, file, "別の端末では")
    assert (found.kind, found.language, found.manuals, found.step) == ("translation", "en", ("tablet",), 1)


@pytest.mark.parametrize(
    ("file", "kind", "key"),
    [
        ("conf.py", "setting", ""),
        ("docs/labels/tablet.toml", "label", "tablet.ask.title"),
        ("docs/glossary.toml", "glossary", ""),
        ("docs/required.toml", "required", ""),
        ("docs/walks/2031-tablet-1.toml", "walk", ""),
        ("docs/other.bin", "project", ""),
    ],
)
def test_other_files(names: PlaceNames, file: str, kind: str, key: str) -> None:
    found = names.name(Place(str(names.project.root / file), None, "ask.title" if key else None))
    assert (found.kind, found.key) == (kind, key)


def test_pages_and_papers_of_an_output(names: PlaceNames) -> None:
    root = names.project.root
    page = names.name(Place(str(root / "build/site/ja/tablet.html"), 12))
    assert (page.kind, page.manuals, page.language) == ("page", ("tablet",), "ja")
    stem = names.project.settings.documents
    paper = names.name(Place(str(root / f"build/site/ja/{stem}-tablet-ver2-ja.pdf"), None, "p. 3"))
    assert (paper.kind, paper.manuals, paper.language, paper.key) == ("paper", ("tablet",), "ja", "p. 3")


def test_no_place_and_a_place_elsewhere(names: PlaceNames) -> None:
    assert names.name(None).kind == "project"
    assert names.name(Place("/nowhere/else.md")).kind == "project"
    (names.project.root / "conf.py").write_text("this is no Python", encoding="utf-8")
    broken = PlaceNames(Project(names.project.root))
    assert broken.name(Place(str(names.project.root / "docs/tablet.md"), 3)).kind == "project"


def test_a_key_by_its_line() -> None:
    text = 'year = 1\n[links.form]\nurl = ""\n\n[confirmed."contact.phone"]\nby = ""\n'
    assert [key_at(text, line) for line in (1, 2, 3, 4, 6)] == [
        "year",
        "links.form",
        "links.form.url",
        "links.form.url",
        "confirmed.contact.phone.by",
    ]
