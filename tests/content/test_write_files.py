"""Two files are written together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.write_files import write_together
from tebiki.errors import TebikiError


def test_both_are_there(tmp_path: Path) -> None:
    write_together([(tmp_path / "new" / "a", b"1"), (tmp_path / "b", b"2")])
    assert (tmp_path / "new" / "a").read_bytes() == b"1"
    assert (tmp_path / "b").read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "new"]


@pytest.mark.parametrize("before", [None, b"old"])
def test_a_second_that_fails_takes_the_first_back(before: bytes | None, tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    if before is not None:
        first.write_bytes(before)
    second.mkdir()
    with pytest.raises(TebikiError) as caught:
        write_together([(first, b"1"), (second, b"2")])
    assert caught.value.problems[0].code == "publish/file"
    assert (first.read_bytes() if first.exists() else None) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"a", "b"}
