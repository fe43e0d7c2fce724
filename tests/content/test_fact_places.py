"""Where each fact is printed, by page, step and anchor; in which state it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.content.fact_places import FactPlace, fact_places
from tebiki.content.project import Project
from tebiki.editions.fact_states import FACT_STATES, count_facts, fact_rows

COVER = FactPlace("tablet", "", None, "")
FIRST = FactPlace("tablet", "step-1", 1, "申し込む")


def test_places_by_step_and_anchor(city: Path) -> None:
    found = fact_places(Project(city).walk_source)
    assert found["links.form"] == (FIRST,)
    assert found["manuals.tablet.version"] == (COVER, FIRST)
    assert found["certificate.id"] == (COVER, FactPlace("tablet", "step-2", 2, "入れる"))
    assert "links.form.target" not in found


def test_of_a_fact_without_a_value_it_is_told_where_it_would_stand(city: Path) -> None:
    assert fact_places(Project(city).walk_source)["mail_wait"] == (FIRST,)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{fact}`desk`へ。", "extra.desk"),
        ("[窓口](fact:form)へ。", "links.form"),
        ("{url}`form`へ。", "links.form"),
        ("{fact}`certificate.name_on_device`を選ぶ。", "certificate.stored_name"),
        ("{fact}`certificate.common_name`を選ぶ。", "certificate.subject"),
        (":::{quotation} rule\n:::", "quotations.rule"),
        (":::{unknown} mail_wait\n{fact}`desk`へ。\n:::", "extra.desk"),
        (":::{unknown} links.form\n{fact}`desk`へ。\n:::", None),
    ],
)
def test_how_a_text_names_a_fact(text: str, key: str | None, city: Path) -> None:
    edition = city / "docs/editions/2031.toml"
    rows = '[extra.desk]\nja = "窓口"\n\n[quotations.rule]\ntext = "一。"\nsource = "決まり"\n\n[publisher]'
    edition.write_text(edition.read_text(encoding="utf-8").replace("[publisher]", rows), encoding="utf-8")
    before = fact_places(Project(city).walk_source)
    page = city / "docs/tablet.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n(new)=\n## 新しい節\n\n{text}\n", encoding="utf-8")
    after = fact_places(Project(city).walk_source)
    new = FactPlace("tablet", "new", None, "新しい節")
    assert {one for one in after if new in after[one]} == ({key} if key else set())
    assert all(after[one][: len(places)] == places for one, places in before.items())


def test_several_manuals_each_with_its_place(tmp_path: Path) -> None:
    shutil.copytree(ROOTS / "shiomi", tmp_path / "shiomi")
    found = fact_places(Project(tmp_path / "shiomi").walk_source)
    assert [(one.page, one.step) for one in found["links.request_form"]] == [
        ("chrome_book", 1),
        ("meeting_room", 1),
    ]
    assert found["certificate.id"][0].is_front


def test_states_of_facts_add_up(city: Path) -> None:
    project = Project(city)
    rows = {row.key: row.state for row in fact_rows(project.edition, project.settings)}
    assert rows["mail_wait"] == rows["certificate.subject"] == "unknown"
    assert rows["links.form"] == "settled"
    assert sum(count_facts(project).values()) == len(rows)
    assert tuple(count_facts(project)) == FACT_STATES
    path = city / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8").replace('["mail_wait", ', '["links.form", "mail_wait", ')
    path.write_text(text, encoding="utf-8")
    assert count_facts(Project(city))["todo"] == 1
    text = text.replace('["links.form", ', "[") + '\n[confirmed."links.form"]\nby = "担当"\non = 2031-02-01\n'
    path.write_text(text, encoding="utf-8")
    assert count_facts(Project(city))["done"] == 1


def test_what_is_needed_and_not_there_is_unknown(city: Path) -> None:
    conf = city / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('"needed": {}', '"needed": {"hours": "contact.hours"}')
    conf.write_text(text, encoding="utf-8")
    project = Project(city)
    (row,) = (one for one in fact_rows(project.edition, project.settings) if one.key == "contact.hours")
    assert (row.state, row.needed, row.writable) == ("unknown", True, True)
