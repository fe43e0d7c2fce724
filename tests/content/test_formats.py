"""Format numbers as readers take them: none is 1, a newer or wrong one is refused, an older one upgraded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

from tebiki.content import edition, formats, labels
from tebiki.content.accessibility import load_accessibility
from tebiki.content.catalogs.language_folder import load_care
from tebiki.content.edition import Edition, load_edition
from tebiki.content.format_numbers import numbered_files, older_files
from tebiki.content.formats import KEY, Format, Step, Table
from tebiki.content.glossary import load_glossary
from tebiki.content.labels import load_labels
from tebiki.content.readings import load_readings
from tebiki.content.screen_files import load_spec
from tebiki.content.settings import load_config
from tebiki.content.toml_files import read_toml
from tebiki.errors import TebikiError


def _renamed(table: Table) -> Table:
    """A step such as a later engine may have: ``words`` was called ``text``."""
    return {"words" if key == "text" else key: value for key, value in table.items()}


def _split(table: Table) -> Table:
    return {**table, "words": table["words"].split()}


#: A kind of file that has come to format 3.
THIRD = Format("invented", (Step("a", _renamed), Step("b", _split)))


def write(folder: Path, text: str) -> Path:
    path = folder / "file.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    ['text = "はい いいえ"', 'format = 1\ntext = "はい いいえ"', 'format = 2\nwords = "はい いいえ"',
     'format = 3\nwords = ["はい", "いいえ"]', 'words = ["はい", "いいえ"]\nformat = 3'],
)  # fmt: skip
def test_a_file_of_any_format_is_read_as_what_it_means_today(tmp_path: Path, text: str) -> None:
    assert read_toml(write(tmp_path, text), THIRD) == {"words": ["はい", "いいえ"]}


def test_without_a_format_the_table_is_as_it_stands_there(tmp_path: Path) -> None:
    assert read_toml(write(tmp_path, "format = 9")) == {"format": 9}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("# a\nformat = 4\n", "format/newer", 2),
        ("format = 2024\n", "format/newer", 1),
        ("format = 0\n", "format/number", 1),
        ("\nformat = -1\n", "format/number", 2),
        ('format = "3"\n', "format/number", 1),
        ("format = 2.0\n", "format/number", 1),
        ("format = true\n", "format/number", 1),
        ("format = [2]\n", "format/number", 1),
        ("format.a = 2\n", "format/number", 1),
        ("[a]\nformat = 2\n", "format/place", 2),
        ("format = 2\n[a.b]\nc = 1\nformat = 2\n", "format/place", 4),
        ("[[a]]\n[[a]]\nformat = 2\n", "format/place", 3),
    ],
)
def test_a_wrong_number_is_told_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(TebikiError) as error:
        read_toml(write(tmp_path, text), THIRD)
    (problem,) = error.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.line == line


def test_a_table_of_that_name_is_a_label_that_somebody_has_named(tmp_path: Path) -> None:
    text = '[format.title]\nja = "初期化"\nsource = "invented"\nverified = true\n'
    (tmp_path / "tablet.toml").write_text(text, encoding="utf-8")
    assert list(load_labels(tmp_path)) == ["tablet.format.title"]


def facts(root: Path) -> Edition:
    return load_edition(root / "docs/editions", "2031", load_config(root).settings)


#: Kind of file → where one lies and how it is read.
READERS: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "edition": ("docs/editions/2031.toml", facts),
    "labels": ("docs/labels/tablet.toml", lambda r: load_labels(r / "docs/labels")),
    "glossary": ("docs/glossary.toml", lambda r: load_glossary(r / "docs")),
    "accessibility": ("docs/accessibility.toml", lambda r: load_accessibility(r / "docs", ("1.1.1",))),
    "language": ("docs/locales/en/language.toml", lambda r: load_care(r / "docs", "en")),
    "readings": ("docs/locales/ja_simple/readings.toml", lambda r: load_readings(r / "docs")),
    "screen": ("screenshots/tablet/ask.toml", lambda r: load_spec(r / "screenshots", "tablet/ask")),
    "conf": ("conf.py", load_config),
}  # fmt: skip
#: What stands in those of them that the invented city has not.
TEXTS = {
    "glossary": '[[terms]]\nja = "証明書"\n',
    "accessibility": "edition = 2031\n",
    "language": 'owner = "福祉課"\n',
    "readings": '"手順" = "てじゅん"\n',
}


@pytest.mark.parametrize("kind", READERS)
def test_every_kind_of_file_is_read_by_its_number(city: Path, kind: str) -> None:
    """With today's number, without one, and not with one that a newer engine wrote."""
    name, read = READERS[kind]
    key = "tebiki_format" if kind == "conf" else KEY
    path, current = city / name, vars(formats)[kind.upper()].current
    path.parent.mkdir(parents=True, exist_ok=True)
    text = TEXTS.get(kind) or path.read_text(encoding="utf-8").replace(f"{key} = {current}\n", "")
    path.write_text(text, encoding="utf-8")
    old = read(city)
    if kind != "conf":
        assert path in {file.path for file in numbered_files(city)}
    assert path in older_files(city)
    path.write_text(f"{key} = {current}\n{text}", encoding="utf-8")
    assert path not in older_files(city)
    new = read(city)
    assert (new.settings, new.edition) == (old.settings, old.edition) if kind == "conf" else new == old
    path.write_text(f"{key} = {current + 1}\n{text}", encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        read(city)
    (problem,) = error.value.problems
    assert problem.code == "format/newer"
    assert problem.values == {"number": str(current + 1), "known": current}
    assert problem.place is not None
    assert (problem.place.line, problem.place.key) == (1, key)


@pytest.mark.parametrize("number", ["0", "-2", '"2"', "2.0", "True", "None"])
def test_a_wrong_number_of_conf_is_told_with_its_line(city: Path, number: str) -> None:
    path = city / "conf.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("tebiki_format = 2\n", f"tebiki_format = {number}\n"), encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        load_config(city)
    (problem,) = error.value.problems
    assert problem.code == "format/number"
    assert problem.place is not None
    assert problem.place.line == text[: text.index("tebiki_format")].count("\n") + 1


def test_readers_use_the_steps(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later format of the facts and of the labels; the invented city's files stay as they are."""

    def issuer(table: Table) -> Table:
        return {("publisher" if key == "issuer" else key): value for key, value in table.items()}

    path = city / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[publisher]", "[issuer]"), encoding="utf-8")
    later = Format("edition", (*formats.EDITION.steps, Step("a", issuer)))
    monkeypatch.setattr(edition, "EDITION", later)
    assert facts(city).publisher == {"ja": "山辺市福祉課"}
    only = Format(
        "labels", (*formats.LABELS.steps, Step("b", lambda table: {"ask": table["ask"]})), free=True
    )
    monkeypatch.setattr(labels, "LABELS", only)
    assert {key.split(".")[1] for key in load_labels(city / "docs/labels")} == {"ask"}


def test_this_projects_own_files_are_of_today() -> None:
    assert older_files(REPOSITORY) == ()
    assert len(list(numbered_files(REPOSITORY))) > 40
