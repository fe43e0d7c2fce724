"""An older file in today's format, on disk: the number on top, and whatever people wrote stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.formats import LABELS, Format, Step, Table
from tebiki.content.upgrade import upgraded_bytes
from tebiki.errors import TebikiError


def _step(table: Table) -> Table:
    """``old`` goes, ``added`` comes, a value within a table and one in each row change."""
    rest = {key: value for key, value in table.items() if key != "old"}
    rows = [{**row, "n": row["n"] + 1} for row in table.get("row", [])]
    here = {**table["here"], "deep": {"value": "new"}}
    return {**rest, "added": [1, 2], "here": here, **({"row": rows} if rows else {})}


SECOND = Format("invented", (Step("a", lambda table: table),))
THIRD = Format("invented", (*SECOND.steps, Step("b", _step)))


def upgraded(folder: Path, text: str, form: Format) -> str:
    path = folder / "file.toml"
    path.write_bytes(text.encode())
    return upgraded_bytes(path, form).decode()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "format = 2\n"),
        ("a = 1\n", "format = 2\na = 1\n"),
        ("a = 1", "format = 2\na = 1"),
        ("# 見出し\n\na = 1\n", "# 見出し\n\nformat = 2\na = 1\n"),
        ("# 見出し\n#\n# more\n\n\n[a]\n", "# 見出し\n#\n# more\n\n\nformat = 2\n\n[a]\n"),
        ("# a is the first\na = 1\n", "format = 2\n\n# a is the first\na = 1\n"),
        ("# 見出し\n\n# of a\na = 1\n", "# 見出し\n\nformat = 2\n\n# of a\na = 1\n"),
        ("[[a]]\nb = 1\n", "format = 2\n\n[[a]]\nb = 1\n"),
        ("# only\n# a comment\n", "format = 2\n\n# only\n# a comment\n"),
        ("format = 1  # why\na = 1\n", "format = 2  # why\na = 1\n"),
        ("a = 1\nformat=1\n[b]\nc = 2\n", "a = 1\nformat=2\n[b]\nc = 2\n"),
        ("format = 2\na = 1\n", "format = 2\na = 1\n"),
        ('a = """\nformat = 1\n"""\n', 'format = 2\na = """\nformat = 1\n"""\n'),
    ],
)
def test_the_number_is_the_first_key(tmp_path: Path, text: str, wanted: str) -> None:
    assert upgraded(tmp_path, text, SECOND) == wanted


OLD = """\
# 見出し

old = 1
# stays beside its key
kept = "あ"   # and so does this

[here]
deep.value = "old"  # a word
deep.other = 3

[[row]]
n = 1
# in a row
m = 'x'

[[row]]
n = 2
"""
NEW = """\
# 見出し

format = 3

# stays beside its key
kept = "あ"   # and so does this
added = [1, 2]

[here]
deep.value = "new"  # a word

[[row]]
n = 2
# in a row
m = 'x'

[[row]]
n = 3
"""


def test_steps_change_the_file_where_it_changes_and_nowhere_else(tmp_path: Path) -> None:
    assert upgraded(tmp_path, OLD, THIRD) == NEW


@pytest.mark.parametrize("before", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_the_mark_stay(tmp_path: Path, before: str, end: str) -> None:
    assert upgraded(tmp_path, before + OLD.replace("\n", end), THIRD) == before + NEW.replace("\n", end)


def test_each_line_keeps_its_own_end(tmp_path: Path) -> None:
    assert upgraded(tmp_path, "a = 1\r\nb = 2\nc = 3", SECOND) == "format = 2\r\na = 1\r\nb = 2\nc = 3"


def test_a_file_of_today_keeps_each_byte(tmp_path: Path) -> None:
    text = "\ufeffa = 1\r\nformat = 2\n\r\n"
    assert upgraded(tmp_path, text, SECOND) == text


def test_a_table_of_that_name_is_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(TebikiError) as error:
        upgraded(tmp_path, '# a\n[format.title]\nja = "初期化"\n', LABELS)
    (problem,) = error.value.problems
    assert problem.code == "migrate/taken"
    assert problem.place is not None
    assert problem.place.line == 2


def test_what_cannot_be_changed_as_meant_is_refused(tmp_path: Path) -> None:
    """A step whose result TOML cannot say: the file would not mean what its readers take it for."""
    nothing = Format("invented", (Step("a", lambda table: {**table, "a": None}),))
    with pytest.raises(TebikiError) as error:
        upgraded(tmp_path, "a = 1\n", nothing)
    assert [problem.code for problem in error.value.problems] == ["migrate/by-hand"]
