"""A capture's table comes into a file that people wrote, and changes nothing else in it."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from tebiki.captures.toml_table import new_file, quoted, with_capture, with_verified
from tebiki.content.formats import KEY, SCREEN
from tebiki.content.screens import Capture, CaptureMark, ScreenFile, Slot, Verification

HEAD = 'verified = false  # not yet\nknown = true\nsource = "s"\n'
SLOTS = [Slot(), Slot("ja"), Slot("zh_CN"), Slot(None, "android-9"), Slot("ja", "android-9")]


def capture(device: str = "d", *, marks: int = 1) -> Capture:
    return Capture(
        sha256="0" * 64, device=device, os="o", on=date(2026, 11, 1), text_height=40,
        redact=((1, 2, 3, 4),), marks=tuple(CaptureMark(box=(i, 0, 9, 9)) for i in range(marks)),
    )  # fmt: skip


@pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.table)
def test_what_is_written_is_read_back(slot: Slot) -> None:
    text = with_capture(HEAD, slot, capture(marks=2), [])
    assert text is not None
    spec = ScreenFile.model_validate(tomllib.loads(text))
    assert slot.capture(spec) == capture(marks=2)
    assert text.startswith(HEAD)


def test_a_new_file_is_whole() -> None:
    text = with_capture(new_file(capture('14" "screen"\\')), Slot(), capture(), [])
    assert text is not None
    table = tomllib.loads(text)
    assert table.pop(KEY) == SCREEN.current
    spec = ScreenFile.model_validate(table)
    assert (spec.verified, spec.known, spec.source) == (None, True, 'capture: 14" "screen"\\, o')


def test_an_older_table_goes_and_its_neighbours_stay() -> None:
    text = HEAD
    for slot in SLOTS:
        added = with_capture(text, slot, capture("old"), [])
        assert added is not None
        text = added
    text = text.replace("[captures.zh_CN]", "# somebody's remark\n[captures.zh_CN]")
    changed = with_capture(text, Slot("ja"), capture("new", marks=2), [])
    assert changed is not None
    spec = ScreenFile.model_validate(tomllib.loads(changed))
    found = [slot.capture(spec) for slot in SLOTS]
    assert [c.device if c else None for c in found] == ["old", "new", "old", "old", "old"]
    assert "# somebody's remark\n[captures.zh_CN]" in changed


def test_places_still_to_be_found_are_comments() -> None:
    bare = capture(marks=0).model_copy(update={"text_height": None})
    text = with_capture(HEAD, Slot(), bare, ["password", "ok"])
    assert text is not None
    spec = ScreenFile.model_validate(tomllib.loads(text))
    assert spec.capture == bare
    ready = text.replace("# [[", "[[").replace("# box", "box").replace("# text_height = 0", "text_height = 9")
    places = tomllib.loads(ready)["capture"]
    assert (len(places["marks"]), places["text_height"]) == (2, 9)
    again = with_capture(text, Slot(), bare, ["password", "ok"])
    assert again == text


@pytest.mark.parametrize("form", ["capture = { device = 'x' }\n", "capture.device = 'x'\n"])
def test_another_form_is_left_to_people(form: str) -> None:
    assert with_capture(HEAD + form, Slot(), capture(), []) is None


def test_who_saw_it() -> None:
    seen = Verification(by="山田 \\1", device="d", os="o", on=date(2026, 11, 1))
    text = with_verified(HEAD + '\n[capture]\nverified = "no"\n', seen)
    assert text is not None
    assert tomllib.loads(text)["verified"]["by"] == "山田 \\1"
    assert tomllib.loads(text)["capture"] == {"verified": "no"}
    assert with_verified("known = true\n", seen) is None


@pytest.mark.parametrize("text", ["a", '"', "\\", "\x7f\x01", "流山\n", "é"])
def test_any_text_can_be_quoted(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}")["a"] == text
