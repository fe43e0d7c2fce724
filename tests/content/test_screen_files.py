"""Declared screens as files: what is read, which picture a language gets, what is refused."""

from __future__ import annotations

import hashlib
import io
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from tebiki.content.screen_files import list_screens, load_screen
from tebiki.content.screens import Drawing, Inputs, Photo
from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, area, tell
from tebiki.render.screen import draw

BAD = Path(__file__).parents[1] / "bad" / "screens"
CASES = sorted(path.parent.name for path in BAD.glob("*/expected.toml"))
INPUTS = Inputs(
    "ja",
    {"test.ok": "OK", "test.request": "アプリ{app}から", "test.burmese": "ကြ"},
    {"test.file": "abc.p12", "test.unknown": None},
)


def png(colour: str = "white") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (100, 120), colour).save(out, "PNG")
    return out.getvalue()


def table(name: str, data: bytes) -> str:
    return (
        f'\n[{name}]\nsha256 = "{hashlib.sha256(data).hexdigest()}"\ndevice = "d"\nos = "o"\n'
        f"on = 2026-11-01\ntext_height = 5\n[[{name}.marks]]\nbox = [10, 10, 30, 20]\n"
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Screens with one drawing, ``android/x``."""
    (tmp_path / "android").mkdir()
    toml = 'verified = false\nknown = true\nsource = "s"\n'
    (tmp_path / "android/x.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "android/x.typ").write_text('#import "@tebiki/kit:1.0.0": *\n', encoding="utf-8")
    return tmp_path


def add(root: Path, name: str, data: bytes, declared: str) -> None:
    path = root / "android" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    toml = root / "android/x.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + table(declared, data), encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_refused(case: str, tmp_path: Path) -> None:
    """Each bad input is refused with its code, at its file and line, in words of both languages."""
    expected = tomllib.loads((BAD / case / "expected.toml").read_text(encoding="utf-8"))
    with pytest.raises(TebikiError) as caught:
        draw(load_screen(BAD / case, expected.get("name", "android/x"), "ja"), INPUTS, tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == expected["code"]
    assert problem.place is not None
    assert problem.place.file.endswith(f"{case}/android/{expected['file']}")
    if "line" in expected:
        assert problem.place.line == expected["line"]
    for language in LANGUAGES:
        assert tell(problem, language)
    assert [path for path in tmp_path.iterdir() if path.suffix] == []  # no picture, only the file of claims


def test_every_message_has_words() -> None:
    for words in area("screens").values():
        assert words.keys() == {"ja", "en", "do_ja", "do_en"}


def test_unknown_screen_names_those_in_use(root: Path) -> None:
    assert list_screens(root) == ("android/x",)
    for name in ("android/y", "../x", ""):
        with pytest.raises(TebikiError) as caught:
            load_screen(root, name, "ja")
        assert caught.value.problems[0].code == "screens/unknown"
        assert caught.value.problems[0].values["allowed"] == "android/x"


def test_drawing_where_there_is_no_capture(root: Path) -> None:
    screen = load_screen(root, "android/x", "ja")
    assert isinstance(screen.source, Drawing)
    assert (screen.marks, screen.spec.verified, screen.spec.kind) == (0, None, "screen")


def test_capture_takes_the_drawings_place(root: Path) -> None:
    add(root, "x.png", png(), "capture")
    screen = load_screen(root, "android/x", "vi")
    assert isinstance(screen.source, Photo)
    assert (screen.source.width, screen.source.height, screen.marks) == (100, 120, 1)
    assert screen.source.capture.on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("language", "file"),
    [("ja", "ja/x.png"), ("ja_simple", "ja/x.png"), ("en", "x.png"), ("zh_CN", "zh_CN/x.png")],
)
def test_a_languages_own_capture_goes_first(root: Path, language: str, file: str) -> None:
    add(root, "x.png", png(), "capture")
    add(root, "ja/x.png", png("red"), "captures.ja")
    add(root, "zh_CN/x.png", png("blue"), "captures.zh_CN")
    assert load_screen(root, "android/x", language).source.path == root / "android" / file


def test_a_japanese_capture_leaves_other_languages_their_drawing(root: Path) -> None:
    add(root, "ja/x.png", png(), "captures.ja")
    assert isinstance(load_screen(root, "android/x", "en").source, Drawing)


def test_verification_is_kept(root: Path) -> None:
    words = '{ by = "A", device = "B", os = "C", on = 2026-11-01 }'
    path = root / "android/x.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("false", words, 1), encoding="utf-8")
    verified = load_screen(root, "android/x", "ja").spec.verified
    assert verified is not None
    assert (verified.by, verified.on) == ("A", date(2026, 11, 1))


def test_line_ends_do_not_matter(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("crlf")
    shutil.copytree(root / "android", other / "android")
    for path in (other / "android").iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    mine, theirs = (load_screen(r, "android/x", "ja").source for r in (root, other))
    assert isinstance(mine, Drawing)
    assert isinstance(theirs, Drawing)
    assert mine.text == theirs.text
