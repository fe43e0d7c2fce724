"""Captures edited without a terminal: the same files as the command's, and the same refusals."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOTS
from PIL import Image

from tebiki.captures.add import Wish
from tebiki.captures.edit import add_upload, check_marks_given, edit_capture, open_capture, turned_box
from tebiki.captures.remove import put_drawing_back
from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.errors import Place, TebikiError, fail
from tebiki.render.capture import MOST_BYTES, REDACTION, read_upload, turn

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)
NAME = "tablet/ask"
DAY = date(2031, 1, 20)
SAID = ["--device", "Tablet 1", "--os", "Android 14", "--on", "2031-01-20", "--text-height", "48"]


def picture(kind: str = "PNG", size: tuple[int, int] = (1080, 900), **options: object) -> bytes:
    image = Image.new("RGB", size, WHITE)
    image.paste(RED, (100, 100, 400, 160))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def wish(**changes: object) -> Wish:
    fields: dict[str, object] = {
        "name": NAME,
        "file": Path("image.png"),
        "device": "Tablet 1",
        "os": "Android 14",
        "on": DAY,
        "text_height": 48,
        "marks": ((700, 500, 200, 80),),
    }
    return Wish(**{**fields, **changes})  # type: ignore[arg-type]


def screens(root: Path) -> dict[str, bytes]:
    folder = root / "screenshots"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def code_of(caught: pytest.ExceptionInfo[TebikiError]) -> str:
    return caught.value.problems[0].code


@pytest.fixture
def two(city: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The same project twice: one for the command, one for the functions."""
    other = tmp_path / "other"
    (other / "docs").parent.mkdir()
    for path in city.rglob("*"):
        if path.is_file():
            target = other / path.relative_to(city)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return city, other


@pytest.mark.parametrize(
    ("options", "changes"),
    [
        ([], {}),
        (["--by", "desk 2"], {"by": "desk 2"}),
        (["--crop", "350,60,710,800"], {"crop": (350, 60, 710, 800)}),
        (["--redact", "90,90,320,80"], {"redact": ((90, 90, 320, 80),)}),
        (["--turn", "180"], {"turn": 2}),
        (["--variant", "tablet-9"], {"variant": "tablet-9"}),
    ],
)
def test_an_upload_gives_the_commands_bytes(
    options: list[str],
    changes: dict[str, object],
    two: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city, other = two
    monkeypatch.chdir(city)
    (city / "shot.png").write_bytes(picture())
    typed = ["screens", "add", NAME, "shot.png", *SAID, "--mark", "700,500,200,80", *options]
    assert main(typed) == 0
    add_upload(Project(other), wish(**changes), picture())
    assert screens(other) == screens(city)
    assert len([name for name in screens(city) if name.endswith(".png")]) == 1


def test_an_edit_gives_the_commands_bytes(two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    city, other = two
    first = wish(redact=((90, 90, 320, 80),))
    for root in two:
        add_upload(Project(root), first, picture())
    monkeypatch.chdir(city)
    boxes = ["--redact", "90,90,320,80", "--redact", "0,0,50,50", "--mark", "690,490,220,100"]
    assert main(["screens", "add", NAME, "screenshots/tablet/ask.png", *SAID, "--replace", *boxes]) == 0
    edit_capture(Project(other), wish(redact=((0, 0, 50, 50),), marks=((690, 490, 220, 100),)))
    assert screens(other) == screens(city)


def test_marks_alone_leave_the_picture_as_it_is(city: Path) -> None:
    add_upload(Project(city), wish(), picture())
    before = screens(city)
    edit_capture(Project(city), wish(marks=((10, 20, 300, 60),)))
    after = screens(city)
    assert after["tablet/ask.png"] == before["tablet/ask.png"]
    assert b"box = [10, 20, 300, 60]" in after["tablet/ask.toml"]


def test_what_was_covered_stays_covered_when_it_is_turned(city: Path) -> None:
    add_upload(Project(city), wish(redact=((90, 90, 320, 80),)), picture())
    added = edit_capture(Project(city), wish(turn=1, marks=((100, 100, 200, 80),)))
    assert added.size == (900, 1080)
    assert added.capture.redact == ((730, 90, 80, 320),)
    with Image.open(added.picture) as image:
        pixels = image.convert("RGB")
    assert {pixels.getpixel((x, y)) for x in range(730, 810) for y in range(90, 410)} == {REDACTION}


@pytest.mark.parametrize("quarters", range(-1, 5))
def test_a_box_turns_with_its_picture(quarters: int) -> None:
    image = Image.new("RGB", (30, 20), WHITE)
    image.paste(BLUE, (3, 5, 11, 9))
    turned = turn(image, quarters)
    left, top, width, height = turned_box((3, 5, 8, 4), quarters, image.size)
    blue = [
        (x, y) for x in range(turned.width) for y in range(turned.height) if turned.getpixel((x, y)) == BLUE
    ]
    assert (min(blue), max(blue)) == ((left, top), (left + width - 1, top + height - 1))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_an_uploads_content_counts_and_not_its_name(kind: str, city: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x0110] = 6, "Secret 9"
    added = add_upload(Project(city), wish(marks=((10, 10, 20, 20),)), picture(kind, exif=exif))
    assert added.size == (900, 1080)
    assert b"Secret" not in added.picture.read_bytes()


@pytest.mark.parametrize("lossless", [True, False])
@pytest.mark.parametrize("alpha", [True, False])
def test_a_webp_that_would_take_all_memory_is_not_decoded(*, lossless: bool, alpha: bool) -> None:
    image = Image.new("RGBA" if alpha else "RGB", (12_000, 2), (1, 2, 3, 90)[: 4 if alpha else 3])
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=lossless)
    with pytest.raises(TebikiError) as caught:
        read_upload(out.getvalue(), Path("image.png"))
    assert code_of(caught) == "screens/too_large"


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    first = Image.new("RGB", (9, 9), RED)
    first.save(out, kind, save_all=True, append_images=[Image.new("RGB", (9, 9), BLUE)])
    return out.getvalue()


BAD = {
    "empty": (b"", "screens/empty"),
    "text": (b"hello", "screens/format"),
    "GIF": (moving("GIF"), "screens/format"),
    "moving WebP": (moving("WEBP"), "screens/animated"),
    "moving PNG": (moving("PNG"), "screens/animated"),
    "cut WebP": (picture("WEBP", lossless=True)[:-20], "screens/damaged"),
    "only its name": (b"RIFF\0\0\0\0WEBP", "screens/damaged"),
    "cut PNG": (picture()[:-60], "screens/damaged"),
    "heavy": (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "screens/heavy"),
}


@pytest.mark.parametrize("case", BAD)
def test_refused_uploads_leave_all_as_it_was(case: str, city: Path) -> None:
    data, code = BAD[case]
    before = screens(city)
    with pytest.raises(TebikiError) as caught:
        add_upload(Project(city), wish(), data)
    assert code_of(caught) == code
    assert screens(city) == before


def test_small_text_is_refused_with_the_crop_that_helps(city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        add_upload(Project(city), wish(text_height=30), picture())
    assert code_of(caught) == "screens/small"
    x, y, width, height = map(int, str(caught.value.problems[0].values["crop"]).split(","))
    add_upload(Project(city), wish(text_height=30, crop=(x, y, width, height)), picture())


def test_what_an_editor_begins_with(city: Path) -> None:
    opened = open_capture(Project(city), NAME)
    assert (opened.capture, opened.picture, opened.marks, opened.drawing) == (None, None, 1, True)
    assert opened.shape == "phone"
    assert opened.legend is not None
    assert (opened.legend.manual, opened.legend.step, opened.legend.title) == ("tablet", 2, "入れる")
    assert opened.legend.items == ("「はい」を押します。",)
    add_upload(Project(city), wish(), picture())
    again = open_capture(Project(city), NAME)
    assert again.capture is not None
    assert [mark.box for mark in again.capture.marks] == [(700, 500, 200, 80)]


def test_an_editor_leaves_no_mark_out(city: Path) -> None:
    opened = open_capture(Project(city), NAME)
    check_marks_given(opened, 1)
    with pytest.raises(TebikiError) as caught:
        check_marks_given(opened, 0)
    assert code_of(caught) == "screens/marks_needed"


def test_the_drawing_comes_back(city: Path) -> None:
    before = screens(city)
    add_upload(Project(city), wish(by="desk 2"), picture())
    assert screens(city) != before
    put_drawing_back(Project(city), NAME)
    assert screens(city) == before


def test_what_was_seen_on_another_device_stays(city: Path) -> None:
    path = city / "screenshots/tablet/ask.toml"
    seen = 'verified = { by = "desk 2", device = "Tablet 9", os = "Android 15", on = 2031-02-01 }'
    path.write_text(path.read_text(encoding="utf-8").replace("verified = false", seen), encoding="utf-8")
    add_upload(Project(city), wish(), picture())
    put_drawing_back(Project(city), NAME)
    assert seen in path.read_text(encoding="utf-8")


def test_nothing_is_put_back_where_nothing_is(city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        put_drawing_back(Project(city), NAME)
    assert code_of(caught) == "screens/not_captured"
    with pytest.raises(TebikiError) as caught:
        edit_capture(Project(city), wish())
    assert code_of(caught) == "screens/not_captured"
    add_upload(Project(city), wish(), picture())
    (city / "screenshots/tablet/ask.typ").unlink()
    before = screens(city)
    with pytest.raises(TebikiError) as caught:
        put_drawing_back(Project(city), NAME)
    assert code_of(caught) == "screens/no_drawing"
    assert screens(city) == before


def test_a_changed_picture_is_not_edited(city: Path) -> None:
    add_upload(Project(city), wish(), picture())
    (city / "screenshots/tablet/ask.png").write_bytes(picture(size=(1080, 901)))
    with pytest.raises(TebikiError) as caught:
        edit_capture(Project(city), wish())
    assert code_of(caught) == "screens/changed"


def test_a_platform_of_two_words(tmp_path: Path) -> None:
    root = tmp_path / "shiomi"
    shutil.copytree(ROOTS / "shiomi", root)
    two = ((100, 100, 300, 60), (700, 500, 200, 80))
    added = add_upload(Project(root), wish(name="chrome_book/import-pass", marks=two), picture())
    assert added.picture == root / "screenshots/chrome_book/import-pass.png"


def test_what_was_stopped_halfway_is_completed(city: Path) -> None:
    before = screens(city)
    add_upload(Project(city), wish(by="desk 2"), picture())
    (city / "screenshots/tablet/ask.png").unlink()
    put_drawing_back(Project(city), NAME)
    assert screens(city) == before


def test_a_picture_stays_where_its_description_cannot_be_written(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_upload(Project(city), wish(), picture())
    before = screens(city)

    def full(*_: object, **__: object) -> None:
        fail("publish/file", Place("ask.toml"), why="No space left on device")

    monkeypatch.setattr("tebiki.captures.remove.write_together", full)
    with pytest.raises(TebikiError):
        put_drawing_back(Project(city), NAME)
    assert screens(city) == before
