"""How much room print gives a picture: the screen says it, never the name of its folder."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from invented_screens import HEAD
from PIL import Image

from tebiki.content.screen_files import load_screen, shape_of
from tebiki.content.screens import Capture, Shape, captured_shape, drawn_shape

WINDOW = HEAD + "#windows.window(pad(y: 20pt, text(size: 15pt)[OK]))\n"
PHONE = HEAD + "#show: android\n#pad(y: 20pt, text(size: 16pt)[OK])\n"
SPEC = 'format = 2\nverified = false\nknown = true\nsource = "invented"\n'
STEP = """
:::{screen} NAME
:alt: OKのある画面
:::
"""


def capture(os: str) -> Capture:
    return Capture(sha256="0" * 64, device="d", os=os, on=date(2031, 4, 1))


def declare(folder: Path, spec: str = SPEC, drawing: str | None = None) -> Path:
    """A screen called ``x`` in its own folder below ``folder``."""
    folder.mkdir(parents=True)
    (folder / "x.toml").write_text(spec, encoding="utf-8")
    if drawing is not None:
        (folder / "x.typ").write_text(drawing, encoding="utf-8")
    return folder / "x.toml"


def photograph(path: Path, os: str) -> None:
    """A capture beside the screen's TOML file, described in it."""
    picture = path.with_suffix(".png")
    Image.new("RGB", (80, 60), "white").save(picture)
    sum_ = hashlib.sha256(picture.read_bytes()).hexdigest()
    row = f'[capture]\nsha256 = "{sum_}"\ndevice = "d"\nos = "{os}"\non = 2031-04-01\n'
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (WINDOW, "window"),
        ("#windows.plain-window({ bar(64pt) })", "window"),
        ("#align(center, windows.message([a]))", "window"),
        (PHONE, "phone"),
        ('#show: android\n#label("windows.wizard.title")', "phone"),
        ("#show: ios.phone\n// as on windows.window\n/* windows.x */", "phone"),
        ('#text("\\" windows.x")', "phone"),
        ("#my-windows.x\n#old.windows.x", "phone"),
    ],
)
def test_a_drawing_shows_a_window_where_it_draws_one(text: str, shape: Shape) -> None:
    assert drawn_shape(text) == shape


@pytest.mark.parametrize(
    ("os", "shape"),
    [
        ("Windows 11", "window"), ("macOS 15", "window"), ("ChromeOS 130", "window"),
        ("Android 15", "phone"), ("iPadOS 18", "phone"), ("8.1", "phone"),
    ],
)  # fmt: skip
def test_a_capture_shows_a_window_where_its_system_is_a_computers(os: str, shape: Shape) -> None:
    assert captured_shape(capture(os)) == shape


def test_a_declared_shape_goes_before_all_else(tmp_path: Path) -> None:
    declare(tmp_path / "desk", f'{SPEC}shape = "phone"\n', WINDOW)
    declare(tmp_path / "hand", f'{SPEC}shape = "window"\n', PHONE)
    assert load_screen(tmp_path, "desk/x", "ja").shape == "phone"
    assert load_screen(tmp_path, "hand/x", "ja").shape == "window"


def test_a_capture_in_a_drawings_place_keeps_its_room(tmp_path: Path) -> None:
    photograph(declare(tmp_path / "desk", drawing=WINDOW), "8.1")
    photograph(declare(tmp_path / "hand", drawing=PHONE), "Windows 11")
    assert load_screen(tmp_path, "desk/x", "ja").shape == "window"
    assert load_screen(tmp_path, "hand/x", "ja").shape == "phone"


def test_a_capture_alone_tells_its_shape(tmp_path: Path) -> None:
    photograph(declare(tmp_path / "hand"), "Windows 11")
    photograph(declare(tmp_path / "windows"), "Android 15")
    assert load_screen(tmp_path, "hand/x", "ja").shape == "window"
    assert load_screen(tmp_path, "windows/x", "ja").shape == "phone"


def test_a_screen_that_is_not_declared_yet_has_that_of_its_capture(tmp_path: Path) -> None:
    assert shape_of(tmp_path / "windows" / "new.toml", None, capture("Android 15")) == "phone"
    assert shape_of(tmp_path / "hand" / "new.toml", None, capture("Windows 11")) == "window"


def test_folders_names_decide_nothing_in_print(city: Path) -> None:
    """In the invented city a window lies in ``desk``, and a phone's screen in ``windows``."""
    declare(city / "screenshots" / "desk", drawing=WINDOW)
    declare(city / "screenshots" / "windows", drawing=PHONE)
    page = city / "docs" / "tablet.md"
    text = page.read_text(encoding="utf-8")
    steps = [STEP.replace("NAME", name) for name in ("desk/x", "windows/x")]
    page.write_text(text.replace("(trouble)=", "\n\n".join([*steps, "(trouble)="])), encoding="utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "tebiki-pdf", "-c", ".", "docs", "out"]
    subprocess.run(command, cwd=city, check=True)
    assert rooms(city / "out" / "tablet.typ", "desk-x", "windows-x") == ["window", "phone"]


def rooms(typst: Path, *pictures: str) -> list[str]:
    """The rooms of the rows that show these pictures."""
    rows = typst.read_text(encoding="utf-8").split(" row(\n")[1:]
    found = {
        name: row.split('"')[1]
        for row in rows
        for name in pictures
        if re.search(rf"/{name}(-from-\d+)?\.png", row)
    }
    return [found[name] for name in pictures]
