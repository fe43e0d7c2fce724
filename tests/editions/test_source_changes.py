"""What has changed since a commit, as people see it, and how one change is taken back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import speak
from repositories import begin, git

from tebiki.content.project import Project
from tebiki.editions.changes.find_changes import find_changes
from tebiki.editions.changes.found_changes import FoundChanges
from tebiki.editions.changes.put_back import put_back
from tebiki.editions.changes.source_pairs import beginning, last_release, make_pairs, pairs_since_commit
from tebiki.editions.changes.toml_leaves import fact_of
from tebiki.editions.git import Repository
from tebiki.errors import TebikiError

EDITION = "docs/editions/2031.toml"


@pytest.fixture
def root(city: Path) -> Path:
    begun(city)
    return city


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode()))


def begun(root: Path) -> None:
    """A repository whose last commit holds the project as it is."""
    begin(root)
    git(root, "add", ".")
    git(root, "commit", "-qm", "as it is")


def found(root: Path, before_year: str | None = None) -> FoundChanges:
    pairs = pairs_since_commit(root, Repository.of(root).head())
    return find_changes(Project(root), pairs, before_year)


def take_back(root: Path, name: str) -> None:
    put_back(Project(root), found(root), name)


def codes(error: pytest.ExceptionInfo[TebikiError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


def test_nothing_has_changed(root: Path) -> None:
    assert found(root).count == 0


def test_a_fact_with_its_places(root: Path) -> None:
    edit(root, EDITION, 'stored_name = "yamabe-kaigo"', 'stored_name = "yamabe-31"')
    edit(root, EDITION, "https://yamabe.example/f/9", "https://yamabe.example/f/10")
    changes = found(root)
    told = {one.key: (one.before, one.after) for one in changes.facts}
    assert told == {
        "certificate.stored_name": ("yamabe-kaigo", "yamabe-31"),
        "links.form": ("https://yamabe.example/f/9", "https://yamabe.example/f/10"),
    }
    assert next(one.places for one in changes.facts if one.key == "links.form") == 2  # the code and the link


def test_a_fact_is_taken_back(root: Path) -> None:
    before = (root / EDITION).read_bytes()
    edit(root, EDITION, "https://yamabe.example/f/9", "https://yamabe.example/f/10")
    take_back(root, found(root).facts[0].id)
    assert (root / EDITION).read_bytes() == before


def test_only_one_fact_is_taken_back(root: Path) -> None:
    edit(root, EDITION, 'ja = "山辺市福祉課"', 'ja = "山辺市介護課"')
    edit(root, EDITION, "https://yamabe.example/f/9", "https://yamabe.example/f/10")
    take_back(root, next(one.id for one in found(root).facts if one.key == "publisher"))
    assert [one.key for one in found(root).facts] == ["links.form"]


def test_a_confirmed_fact_is_open_again_when_it_is_taken_back(root: Path) -> None:
    edit(root, EDITION, "https://yamabe.example/f/9", "https://yamabe.example/f/10")
    with (root / EDITION).open("a", encoding="utf-8") as file:
        file.write('\n[confirmed."links.form"]\nby = "窓口の担当"\non = 2031-02-01\nsource = "通知"\n')
    changes = found(root)
    assert [(one.kind, one.about, one.text) for one in changes.records] == [
        ("confirmed", "links.form", "通知 2031-02-01")
    ]
    take_back(root, changes.facts[0].id)
    edition = Project(root).edition
    assert "links.form" in edition.unconfirmed
    assert "links.form" not in edition.confirmed


def test_a_value_that_the_reader_refuses_is_not_put_back(root: Path) -> None:
    edit(root, EDITION, "YMB-2031-0228", "YMB-2031-0301")
    (change,) = found(root).facts
    assert change.key == "certificate.id"
    edited = (root / EDITION).read_bytes()
    with pytest.raises(TebikiError) as error:
        take_back(root, change.id)
    assert codes(error) == ["edition/history-id"]
    assert (root / EDITION).read_bytes() == edited


def test_a_list_is_not_taken_back_by_itself(root: Path) -> None:
    edit(root, EDITION, 'hosts = ["yamabe.example"]', 'hosts = ["yamabe.example", "more.example"]')
    with pytest.raises(TebikiError) as error:
        take_back(root, found(root).facts[0].id)
    assert codes(error) == ["changes/never"]


def test_a_change_that_is_gone_is_refused(root: Path) -> None:
    edit(root, EDITION, "https://yamabe.example/f/9", "https://yamabe.example/f/10")
    name = found(root).facts[0].id
    edit(root, EDITION, "https://yamabe.example/f/10", "https://yamabe.example/f/11")
    with pytest.raises(TebikiError) as error:
        take_back(root, name)
    assert codes(error) == ["changes/gone"]


def test_sentences_and_one_taken_back(root: Path) -> None:
    edit(root, "docs/tablet.md", "フォームを開きます", "申込フォームを開きます")
    edit(root, "docs/tablet.md", "別の端末では、", "ほかの端末では、")
    first, second = found(root).sentences
    assert first.before[0].startswith("フォームを開きます")
    assert second.after == ("ほかの端末では、QRコードを読み取ります。",)
    take_back(root, first.id)
    assert [one.after for one in found(root).sentences] == [second.after]


def test_sentences_of_a_file_with_crlf(root: Path) -> None:
    path = root / "docs" / "tablet.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert found(root).count == 0
    edit(root, "docs/tablet.md", "別の端末では、", "ほかの端末では、")
    take_back(root, found(root).sentences[0].id)
    assert found(root).count == 0
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")


def test_added_and_removed_lines_are_taken_back(root: Path) -> None:
    before = (root / "docs" / "tablet.md").read_bytes()
    edit(root, "docs/tablet.md", "(trouble)=\n", "\n新しい段落です。\n\n(trouble)=\n")
    edit(root, "docs/tablet.md", "別の端末では、QRコードを読み取ります。\n", "")
    for _ in range(2):
        take_back(root, found(root).sentences[0].id)
    assert (root / "docs" / "tablet.md").read_bytes() == before


def test_words_of_a_label(root: Path) -> None:
    edit(root, "docs/labels/tablet.toml", 'ja = "はい"', 'ja = "許可"')
    changes = found(root)
    (label,) = changes.labels
    assert (label.key, label.part, label.before, label.after) == ("tablet.ask.ok", "ja", "はい", "許可")
    (picture,) = changes.pictures
    assert (picture.screen, picture.reason, picture.labels) == ("tablet/ask", "values", ("tablet.ask.ok",))
    with pytest.raises(TebikiError) as error:
        take_back(root, picture.id)
    assert codes(error) == ["changes/never"]
    take_back(root, label.id)
    assert found(root).count == 0


def test_a_drawing_is_taken_back_with_its_table(root: Path) -> None:
    drawing, table = "screenshots/tablet/ask.typ", "screenshots/tablet/ask.toml"
    before = {name: (root / name).read_bytes() for name in (drawing, table)}
    with (root / drawing).open("a", encoding="utf-8") as file:
        file.write("// changed\n")
    edit(root, table, "invented", "still invented")
    (picture,) = found(root).pictures
    assert (picture.reason, len(picture.pairs)) == ("drawing", 2)
    take_back(root, picture.id)
    assert {name: (root / name).read_bytes() for name in (drawing, table)} == before


def test_a_new_screen_has_none_of_before(root: Path) -> None:
    for suffix in ("toml", "typ"):
        source = root / "screenshots" / "tablet" / f"ask.{suffix}"
        shutil.copy(source, source.with_name(f"more.{suffix}"))
    (picture,) = found(root).pictures
    with pytest.raises(TebikiError) as error:
        take_back(root, picture.id)
    assert codes(error) == ["changes/shown"]


def test_translations_by_count(city: Path) -> None:
    speak(city, "ja", "en")
    begun(city)
    edit(city, "docs/locales/en/LC_MESSAGES/manual.po", 'msgstr "', 'msgstr "Now ')
    (one,) = found(city).translations
    assert one.language == "en"
    assert one.count > 1


def test_other_files_are_taken_back_whole(root: Path) -> None:
    (root / "docs" / "glossary.toml").write_bytes(b"format = 1\n")
    (change,) = found(root).others
    assert (change.kind, change.pair.file) == ("new", "docs/glossary.toml")
    take_back(root, change.id)
    assert not (root / "docs" / "glossary.toml").exists()
    (root / "docs" / "labels" / "tablet.toml").unlink()
    take_back(root, found(root).others[0].id)
    assert found(root).count == 0


def test_conf_is_never_taken_back(root: Path) -> None:
    with (root / "conf.py").open("a", encoding="utf-8") as file:
        file.write("# more\n")
    with pytest.raises(TebikiError) as error:
        take_back(root, found(root).others[0].id)
    assert codes(error) == ["changes/never"]


def test_what_cannot_be_read_is_another_file(root: Path) -> None:
    edit(root, EDITION, "year = 2031", "year = ")
    assert [one.pair.file for one in found(root).others] == [EDITION]


def test_another_years_facts_are_compared(shiomi: Path) -> None:
    text = (shiomi / "docs" / "editions" / "2041.toml").read_bytes()
    (shiomi / "docs" / "editions" / "2041.toml").unlink()
    begun(shiomi)
    (shiomi / "docs" / "editions" / "2041.toml").write_bytes(text)
    changes = find_changes(Project(shiomi), pairs_since_commit(shiomi, Repository.of(shiomi).head()), "2040")
    assert "certificate.id" in {one.key for one in changes.facts}
    assert {one.kind for one in changes.records} == {"decision", "history"}
    assert changes.others == ()


def test_records_of_releases_are_no_change() -> None:
    assert make_pairs([("docs/releases/2031.toml", None, b"x"), ("docs/a.md", b"a\r\n", b"a\n")]) == ()


def test_no_release_and_the_beginning_of_a_year(root: Path) -> None:
    project = Project(root)
    assert last_release(project, "2031") is None
    assert beginning(project, "2031") == Repository.of(root).head()
    (root / "docs" / "editions" / "2032.toml").write_bytes(b"")
    assert beginning(project, "2032") is None
    git(root, "commit", "--allow-empty", "-qm", "more")
    assert beginning(project, "2031") != Repository.of(root).head()


def test_without_a_repository_nothing_is_known(city: Path) -> None:
    assert beginning(Project(city), "2031") is None
    assert last_release(Project(city), "2031") is None


@pytest.mark.parametrize(
    ("loc", "key"),
    [
        (("links", "form", "url"), "links.form"),
        (("links", "form", "target"), "links.form.target"),
        (("publisher", "en"), "publisher"),
        (("manuals", "tablet", "os", "ja"), "manuals.tablet.os"),
        (("unconfirmed",), None),
        (("confirmed", "links.form", "by"), None),
    ],
)
def test_the_fact_of_a_value(loc: tuple[str, ...], key: str | None) -> None:
    assert fact_of(loc) == key
