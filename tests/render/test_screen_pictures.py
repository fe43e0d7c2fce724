"""Pictures of screens: drawings and captures become PNGs with marks at the right place."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from invented_screens import ASK, FACTS, HEAD, PASS, SCREENS, Named, inputs_for, screen_of
from PIL import Image, PngImagePlugin
from screen_gates import unreadable

from tebiki.content.screen_files import load_screen
from tebiki.content.screens import Drawing, Inputs, Picture
from tebiki.errors import TebikiError
from tebiki.render import fonts
from tebiki.render.drawing import compile_drawing, inputs_of
from tebiki.render.marks import VERMILION
from tebiki.render.screen import REDACTION, WIDTH, draw

TOOLS = Path(__file__).parents[2] / "tools"
RED = (255, 0, 0)


def inputs(language: str = "ja", labels: Mapping[str, str] | None = None) -> Inputs:
    return Inputs(language, dict(labels or {}), FACTS)


def compiled(body: str, given: Inputs | None = None) -> tuple[Image.Image, dict[str, tuple[float, ...]]]:
    """A drawing's picture, and its elements' rectangles."""
    drawing = Drawing(Path("x.typ"), HEAD + body)
    drawn = compile_drawing(drawing, inputs_of(drawing, given or inputs()))
    image = Image.open(io.BytesIO(drawn.png)).convert("RGB")
    return image, {name: element.rect for name, element in drawn.elements.items()}


def ink(image: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """The smallest box around all pixels of exactly this colour."""
    hits = [(i % image.width, i // image.width) for i, p in enumerate(pixels(image)) if p == colour]
    xs, ys = [x for x, _ in hits], [y for _, y in hits]
    return (min(xs), min(ys), max(xs) + 1, max(ys) + 1) if hits else None


def pixels(image: Image.Image) -> list[tuple[int, ...]]:
    raw = image.tobytes()
    return [tuple(raw[i : i + 3]) for i in range(0, len(raw), 3)]


@pytest.mark.parametrize(
    "frame",
    [
        "#align(center, {})",
        "#pad(x: 31pt, y: 7pt, {})",
        "#align(right, one-line(gap: 5pt, [前], {}))",
        "#grid(columns: (1fr, 1fr), [a], align(horizon + center, {}))",
        "#dialog([題], {}, button-row(text-button([OK])))",
    ],
)
def test_an_element_lies_where_it_is_drawn(frame: str) -> None:
    body = 'target("red", 14pt, block(width: 60pt, height: 20pt, fill: rgb("#FF0000")))'
    image, elements = compiled("#show: android\n" + frame.format(body) + "\n")
    found = ink(image, RED)
    assert found is not None
    assert elements["red"] == pytest.approx(found, abs=1.01)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen[1])
def test_a_screen_can_be_read(screen: Named, language: str, tmp_path: Path) -> None:
    """What marks point to: 12 CSS px on a phone, 7 pt in print; all marks are there to be seen."""
    source = screen_of(screen, language)
    picture = draw(source, inputs_for(screen, language), tmp_path)
    assert unreadable(source, picture) == []
    assert picture.marks == len(source.spec.marks) > 0


def test_marks_that_are_not_there_are_seen(tmp_path: Path) -> None:
    source = screen_of(ASK)
    picture = draw(source, inputs_for(ASK), tmp_path)
    assert unreadable(source, replace(picture, marks=0)) == ["marks are not seen", "0 marks"]
    assert unreadable(source, replace(picture, text_px=20.0)) != []


@pytest.mark.parametrize(
    ("frame", "width"),
    [("#show: android", 720), ("#show: ios.screen", 750), ("#show: windows.desktop", 736)],
)
def test_a_frame_has_its_width(frame: str, width: int) -> None:
    image, _ = compiled(f"{frame}\n#box[a]\n")
    assert image.width == width


@pytest.mark.parametrize(
    "words", ["Zertifikat auswählen", "证书的种类", "Chứng chỉ VPN và ứng dụng người dùng"]
)
def test_a_long_language_keeps_its_marks(words: str, tmp_path: Path) -> None:
    labels = {"tablet.ask.ok": words, "tablet.ask.title": f"{words}? {words}"}
    picture = draw(screen_of(ASK), inputs_for(ASK, "vi", labels), tmp_path)
    assert (picture.marks, picture.width) == (1, WIDTH)


def test_a_picture_names_what_it_shows(tmp_path: Path) -> None:
    picture = draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    assert picture.used == {"certificate.file", "tablet.ask.title", "tablet.ask.ok"}
    assert picture.drawn


def test_only_what_a_drawing_shows_makes_it_anew(tmp_path: Path) -> None:
    first = draw(screen_of(ASK), inputs_for(ASK), tmp_path)
    other, shown = ({key: "X"} for key in ("tablet.other.title", "tablet.ask.title"))
    assert draw(screen_of(ASK), inputs_for(ASK, labels=other), tmp_path).path == first.path
    assert draw(screen_of(ASK), inputs_for(ASK, labels=shown), tmp_path).path != first.path


def test_a_damaged_picture_is_drawn_again(tmp_path: Path) -> None:
    path = draw(screen_of(ASK), inputs_for(ASK), tmp_path).path
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    assert draw(screen_of(ASK), inputs_for(ASK), tmp_path).path.read_bytes() == whole


def test_an_unknown_fact_becomes_a_bar(tmp_path: Path) -> None:
    unknown = inputs_for(PASS, facts={**FACTS, "certificate.stored_name": None})
    known, bar = (draw(screen_of(PASS), given, tmp_path) for given in (inputs_for(PASS), unknown))
    assert known.path != bar.path
    assert (known.marks, known.width) == (bar.marks, bar.width)


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tebiki.content.screen_files import load_screen;"
        "from tebiki.render.screen import draw, Inputs;"
        "s = load_screen(Path(sys.argv[1]), sys.argv[2], 'ja');"
        "t = {'tablet.ask.ok': 'はい', 'tablet.ask.title': '{app}を入れますか'};"
        "draw(s, Inputs('ja', t, {'certificate.file': 'ABC123.pfx'}), Path(sys.argv[3]))"
    )
    changed = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    surroundings = {**os.environ, **changed, "PYTHONPATH": str(TOOLS)}
    command = [sys.executable, "-c", code, *map(str, ASK), str(tmp_path / "b")]
    subprocess.run(command, env=surroundings, cwd=tmp_path, check=True)
    picture = draw(screen_of(ASK), inputs_for(ASK), tmp_path / "a")
    assert (tmp_path / "b" / picture.path.name).read_bytes() == picture.path.read_bytes()


def test_a_label_is_never_parsed() -> None:
    body = '#show: android\n#label("test.x")\n'
    hostile, _ = compiled(body, inputs(labels={"test.x": "#read(1) $x$ *b* \\"}))
    assert hostile.width == WIDTH


def test_punctuation_is_full_width() -> None:
    image, elements = compiled('#show: android\n#target("x", 20pt, box(text(size: 20pt, "「。」（")))\n')
    assert elements["x"][2] - elements["x"][0] > 2 * 40
    assert image.width == WIDTH


def test_fonts_are_those_of_the_repository() -> None:
    assert set(fonts.fonts().families()) == {"BIZ UDGothic", "BIZ UDPGothic", "Noto Sans", "Noto Sans SC"}
    assert fonts.missing("aあ漢①Wi‑Fi选择Chọn") == ""
    assert fonts.missing("aကกaက") == "ကก"


def capture(root: Path, *, redact: str = "", crop: str = "", mode: str = "RGB") -> Path:
    """A capture of 1080 × 900 px with a red secret, a mark and metadata."""
    folder = root / "android"
    folder.mkdir(parents=True)
    image = Image.new(mode, (1080, 900), "white")
    image.paste("#FF0000", (100, 100, 400, 160))
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "somebody")
    image.save(folder / "x.png", pnginfo=notes, dpi=(420, 420))
    digest = hashlib.sha256((folder / "x.png").read_bytes()).hexdigest()
    (folder / "x.toml").write_text(
        f'verified = false\nknown = true\nsource = "s"\n[capture]\nsha256 = "{digest}"\ndevice = "d"\n'
        f'os = "o"\non = 2026-11-01\ntext_height = 42\n{redact}\n{crop}\n'
        "[[capture.marks]]\nbox = [300, 450, 300, 150]\n",
        encoding="utf-8",
    )
    return root


def drawn_capture(root: Path, cache: Path) -> tuple[Picture, Image.Image]:
    picture = draw(load_screen(root, "android/x", "ja"), inputs(), cache)
    with Image.open(picture.path) as image:
        assert not image.info.keys() & {"Author", "dpi"}
        return picture, image.convert("RGB")


def test_a_capture_gets_a_drawings_width_and_marks(tmp_path: Path) -> None:
    picture, image = drawn_capture(capture(tmp_path / "s"), tmp_path / "c")
    assert (picture.width, picture.height, picture.marks, picture.drawn) == (WIDTH, 600, 1, False)
    assert picture.text_px == pytest.approx(28)
    assert picture.used == frozenset()
    assert image.getpixel((300, 291)) == pytest.approx(VERMILION, abs=4)


def test_what_is_private_is_covered(tmp_path: Path) -> None:
    root = capture(tmp_path / "s", redact="redact = [[90, 90, 320, 80]]")
    _, image = drawn_capture(root, tmp_path / "c")
    assert ink(image, RED) is None
    assert image.getpixel((160, 85)) == pytest.approx(REDACTION, abs=4)


def test_a_crop_moves_the_marks_along(tmp_path: Path) -> None:
    root = capture(tmp_path / "s", crop="crop = [180, 300, 720, 500]")
    picture, image = drawn_capture(root, tmp_path / "c")
    assert (picture.width, picture.height, picture.text_px) == (720, 500, 42)
    assert image.getpixel((270, 141)) == pytest.approx(VERMILION, abs=4)


def test_a_transparent_capture_lies_on_white(tmp_path: Path) -> None:
    _, image = drawn_capture(capture(tmp_path / "s", mode="RGBA"), tmp_path / "c")
    assert image.getpixel((700, 580)) == (255, 255, 255)


def test_a_mistake_is_told_with_its_line() -> None:
    """Also where the first question, where elements stand, fails at it."""
    with pytest.raises(TebikiError) as caught:
        compiled("#show: android\n\n#nothing\n")
    [problem] = caught.value.problems
    assert (problem.code, problem.place and problem.place.line) == ("screens/typst", 4)


def test_a_drawing_reads_no_file_and_no_network() -> None:
    for body in ('#read("/etc/hostname")', '#image("../x.png")', '#import "@preview/a:1.0.0"'):
        with pytest.raises(TebikiError):
            compiled(body)


def test_what_was_drawn_before_changes_no_picture(tmp_path: Path) -> None:
    """The compiler of a thread keeps the kit from one drawing to the next."""

    def drawn_in(folder: Path, names: list[Named]) -> dict[Named, bytes]:
        return {name: draw(screen_of(name), inputs_for(name), folder).path.read_bytes() for name in names}

    first, again = drawn_in(tmp_path / "a", SCREENS), drawn_in(tmp_path / "b", SCREENS[::-1])
    assert first == again
    for number, name in enumerate(SCREENS):  # each by a compiler of its own
        with ThreadPoolExecutor(1) as alone:
            assert alone.submit(drawn_in, tmp_path / str(number), [name]).result()[name] == first[name]


def test_two_threads_draw_at_once(tmp_path: Path) -> None:
    def draw_all(folder: Path) -> list[str]:
        return [draw(screen_of(name), inputs_for(name), folder).path.name for name in SCREENS]

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(draw_all, [tmp_path / "a", tmp_path / "b"])
    assert first == second


def test_a_drawing_reads_no_file_and_nobody_is_told_where_it_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for wanted in ("secret.txt", str(tmp_path / "secret.txt"), "/tebiki/kit/1.0.0/lib.typ"):
        drawing = Drawing(tmp_path / "x.typ", f"{HEAD}#read({json.dumps(wanted)})")
        with pytest.raises(TebikiError) as refused:
            compile_drawing(drawing, inputs())
        why = refused.value.problems[0].values["why"]
        assert why == f"file not found (searched at {wanted.lstrip('/')})"
