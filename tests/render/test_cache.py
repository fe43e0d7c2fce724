"""The cache of pictures: an entry is whole or it is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tebiki.errors import TebikiError
from tebiki.render.cache import find, keep, key_of

KEY = key_of({"a": 1})
DATA = b"\x89PNG some picture"
ABOUT = {"width": 720, "height": 400, "text_px": 28.0}


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    keep(tmp_path / "new", KEY, DATA, ABOUT)
    entry = find(tmp_path / "new", KEY)
    assert entry is not None
    assert entry.path.read_bytes() == DATA
    assert entry.about == ABOUT
    assert sorted(path.suffix for path in (tmp_path / "new").iterdir()) == [".json", ".png"]


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    assert find(tmp_path, KEY) is None
    assert find(tmp_path / "nowhere", KEY) is None


def test_keys_ignore_the_order_of_their_parts() -> None:
    assert key_of({"a": 1, "b": "字"}) == key_of({"b": "字", "a": 1}) != key_of({"a": 1, "b": "宇"})


@pytest.mark.parametrize(
    ("suffix", "damage"),
    [
        (".png", lambda data: data[:-3]),
        (".png", lambda _: b""),
        (".png", lambda data: data.replace(b"some", b"same")),
        (".json", lambda data: data[:-3]),
        (".json", lambda _: b"[]"),
        (".json", lambda _: b'{"digest": null}'),
        (".json", lambda data: data.replace(b"720", b"721")),
        (".json", lambda _: b"\xff\xfe"),
    ],
)
def test_a_damaged_entry_is_none(tmp_path: Path, suffix: str, damage: Callable[[bytes], bytes]) -> None:
    path = keep(tmp_path, KEY, DATA, ABOUT).path.with_suffix(suffix)
    path.write_bytes(damage(path.read_bytes()))
    assert find(tmp_path, KEY) is None
    keep(tmp_path, KEY, DATA, ABOUT)
    assert find(tmp_path, KEY) is not None


@pytest.mark.parametrize("gone", [".png", ".json"])
def test_half_an_entry_is_none(tmp_path: Path, gone: str) -> None:
    keep(tmp_path, KEY, DATA, ABOUT).path.with_suffix(gone).unlink()
    assert find(tmp_path, KEY) is None


def test_an_entry_under_another_key_is_none(tmp_path: Path) -> None:
    other = key_of({"a": 2})
    path = keep(tmp_path, KEY, DATA, ABOUT).path
    for suffix in (".png", ".json"):
        path.with_suffix(suffix).rename(tmp_path / f"{other}{suffix}")
    assert find(tmp_path, other) is None


def test_the_card_is_plain_json(tmp_path: Path) -> None:
    card = json.loads(keep(tmp_path, KEY, DATA, ABOUT).path.with_suffix(".json").read_text(encoding="ascii"))
    assert card["about"] == ABOUT


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TebikiError) as caught:
        keep(tmp_path / "file", KEY, DATA, ABOUT)
    assert caught.value.problems[0].code == "screens/cache"
