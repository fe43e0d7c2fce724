"""``tebiki screens`` as a person uses it, in the invented city's project."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from tebiki.cli.dispatch import main
from tebiki.content.png import header_of
from tebiki.content.screens import ScreenFile
from tebiki.content.toml_files import without_number
from tebiki.messages import LANGUAGES, area
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.render.capture import REDACTION

pytestmark = pytest.mark.usefixtures("forked")
RED = (255, 0, 0)
SAID = ["--device", "Tablet 1", "--os", "Android 14", "--on", "2031-01-20"]
MARK = ["--text-height", "48", "--mark", "700,500,200,80"]


@pytest.fixture
def project(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The city's project as the working folder, with a capture of 1080 × 900 px beside it."""
    monkeypatch.chdir(city)
    image = Image.new("RGB", (1080, 900), "white")
    image.paste(RED, (100, 100, 400, 160))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Secret 9"
    image.save(city / "shot.png", exif=exif)
    image.save(city / "shot.jpg", exif=exif, quality=95)
    return city


def run(*arguments: str) -> int:
    return main(["screens", *arguments])


def add(*more: str, name: str = "tablet/ask", file: str = "shot.png") -> int:
    return run("add", name, file, *SAID, *more)


def spec(project: Path) -> ScreenFile:
    text = (project / "screenshots/tablet/ask.toml").read_text(encoding="utf-8")
    return ScreenFile.model_validate(without_number(tomllib.loads(text)))


def everything(project: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted((project / "screenshots").rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", ["docs/editions/2031.toml", "docs/labels/tablet.toml"])
def test_what_a_command_does_not_need_does_not_stop_it(project: Path, name: str) -> None:
    (project / name).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert add(*MARK) == 0
    assert (project / "screenshots/tablet/ask.png").exists()


def test_a_capture_takes_the_drawings_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(*MARK, "--redact", "90,90,320,80", "--by", "山部") == 0
    picture = project / "screenshots/tablet/ask.png"
    assert "screenshots/tablet/ask.png" in capsys.readouterr().out
    with Image.open(picture) as image:
        pixels = image.convert("RGB")
    assert pixels.size == (1080, 900)
    assert {pixels.getpixel((x, y)) for x in range(90, 410) for y in range(90, 170)} == {REDACTION}
    assert {colour for _, colour in pixels.getcolors() or []} == {(255, 255, 255), REDACTION}
    header = header_of(picture.read_bytes())
    assert header is not None
    assert header.private == ()
    assert b"Secret" not in picture.read_bytes()
    found = spec(project)
    assert found.verified is not None
    assert found.verified.by == "山部"
    assert run("check") == 0
    with Image.open(project / "build/preview/tablet-ask-marks.png") as image:
        assert image.width == 720
    assert main(["build", "--format", "html"]) == 0
    assert (project / "build/part/ja/_images/tablet-ask.png").is_file()


def test_an_older_file_gets_todays_number(project: Path) -> None:
    path = project / "screenshots/tablet/ask.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("format = 2\n", ""), encoding="utf-8")
    assert add(*MARK) == 0
    assert path.read_text(encoding="utf-8").startswith('format = 2\nkind = "screen"\n')


def test_what_lies_outside_the_crop_is_not_kept(project: Path) -> None:
    assert add(*MARK, "--crop", "380,60,700,800", "--redact", "350,90,100,40", "--redact", "0,0,9,9") == 0
    with Image.open(project / "screenshots/tablet/ask.png") as image:
        pixels = image.convert("RGB")
    assert pixels.size == (700, 800)
    capture = spec(project).capture
    assert capture is not None
    assert (capture.redact, capture.crop) == (((0, 30, 70, 40),), None)
    assert [mark.box for mark in capture.marks] == [(320, 440, 200, 80)]
    assert pixels.getpixel((19, 70)) == RED
    assert pixels.getpixel((19, 69)) == REDACTION


def test_a_jpeg_becomes_a_png(project: Path) -> None:
    assert add(*MARK, file="shot.jpg") == 0
    assert header_of((project / "screenshots/tablet/ask.png").read_bytes()) is not None


def test_marks_can_be_placed_afterwards(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add() == 0
    assert (project / "build/preview/tablet-ask-grid.png").is_file()
    assert "1 mark" in capsys.readouterr().out
    assert run("check", "tablet/ask") == 1
    assert "[[capture.marks]]" in capsys.readouterr().err
    path = project / "screenshots/tablet/ask.toml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("# [[", "[[")
        .replace("# text_height = 0", "text_height = 48")
    )
    path.write_text(text.replace("# box = [0, 0, 0, 0]", "box = [700, 500, 200, 80]"), encoding="utf-8")
    assert run("check", "tablet/ask") == 0
    assert "15.9 CSS px" in capsys.readouterr().out


def test_an_older_capture_stays_unless_asked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(*MARK) == 0
    before = everything(project)
    assert add(*MARK, file="shot.jpg") == 1
    assert "--replace" in capsys.readouterr().err
    assert everything(project) == before
    assert add(*MARK, "--replace", file="shot.jpg") == 0
    assert everything(project) != before


def test_a_changed_file_asks_for_a_new_look(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(*MARK) == 0
    Image.new("RGB", (1080, 900)).save(project / "screenshots/tablet/ask.png")
    assert run("status") == 1
    told = capsys.readouterr()
    assert "personal data" in told.err
    assert "ask.toml:" in told.err
    assert "tablet/ask" in told.out


def test_a_file_that_hides_nothing_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A capture put there by hand: the redaction is only written down, the metadata still in."""
    assert add(*MARK, "--redact", "90,90,320,80") == 0
    picture, path = project / "screenshots/tablet/ask.png", project / "screenshots/tablet/ask.toml"
    old = spec(project).capture
    assert old is not None
    picture.write_bytes((project / "shot.png").read_bytes())
    assert run("check") == 1
    told = capsys.readouterr().err
    assert "metadata" in told
    assert "[90, 90, 320, 80]" in told
    found = told.split("set sha256 to ")[1].split()[0]
    path.write_text(path.read_text(encoding="utf-8").replace(old.sha256, found), encoding="utf-8")
    assert run("check") == 1
    assert "set sha256" not in capsys.readouterr().err


def test_a_variant_and_its_fallback(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project / "docs/tablet.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("tablet/ask", "tablet/ask/os-9"), encoding="utf-8"
    )
    path = project / "screenshots/tablet/ask.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + "[variants.os-9]\nfallback = 'main'\n", encoding="utf-8"
    )
    assert run("status") == 0
    assert "drawn (main in its place)" in capsys.readouterr().out
    assert add(*MARK, name="tablet/ask/os-9") == 0
    assert (project / "screenshots/tablet/os-9/ask.png").is_file()
    assert run("status", "--json") == 0
    (_, told) = capsys.readouterr().out.split("{", 1)
    (screen,) = json.loads("{" + told)["screens"]
    assert [(p["variant"], p["captured"], p["instead"]) for p in screen["pictures"]] == [
        (None, False, None),
        ("os-9", True, None),
    ]
    assert build(Request(project), lambda _: None).target.is_dir()


def test_who_saw_a_screen_did_not_see_its_variant(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = project / "docs/tablet.md"
    text = page.read_text(encoding="utf-8")
    shown = ":::{screen} tablet/ask"
    again = text[text.index(shown) :].partition("\n:::\n")[0].replace(shown, f"{shown}/os-9") + "\n:::\n"
    page.write_text(f"{text}\n{again}", encoding="utf-8")
    assert add(*MARK, "--by", "Hanako") == 0
    assert add(*MARK, name="tablet/ask/os-9") == 0
    capsys.readouterr()
    assert run("status") == 0
    main, variant = [line for line in capsys.readouterr().out.splitlines() if line.startswith("tablet/ask")]
    assert "verified by Hanako" in main
    assert "Hanako" not in variant
    assert "Tablet 1" in variant


@pytest.mark.usefixtures("project")
def test_status_measures_by_the_edition(capsys: pytest.CaptureFixture[str]) -> None:
    assert add(*MARK) == 0
    capsys.readouterr()
    assert run("status", "--json") == 0
    (screen,) = json.loads(capsys.readouterr().out)["screens"]
    year, month = map(int, screen["measured_by"].split("-"))
    (picture,) = screen["pictures"]
    assert picture["age_months"] == (year - 2031) * 12 + month - 1
    assert (picture["device"], picture["on"], screen["verified"]) == ("Tablet 1", "2031-01-20", None)
    assert screen["pages"] == ["docs/tablet.md"]
    assert run("status", "--json", "--as-of", "2032-01") == 0
    (screen,) = json.loads(capsys.readouterr().out)["screens"]
    assert screen["pictures"][0]["age_months"] == 12


def test_words_that_nobody_has_read_are_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = '[{}]\nja = "設定"\nsource = "s"\nverified = {}\n'
    (project / "docs/labels/phone.toml").write_text(
        said.format("read", "true") + said.format("heard", "false"), encoding="utf-8"
    )
    assert run("status") == 0
    assert "phone.toml 1" in capsys.readouterr().out
    assert run("status", "--json") == 0
    unread = json.loads(capsys.readouterr().out)["unverified_labels"]
    assert [key for key in unread if key.startswith("phone.")] == ["phone.heard"]


def test_a_wrong_file_of_labels_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "docs/labels/phone.toml").write_text(
        '[read]\nja = "設定"\nverified = true\n', encoding="utf-8"
    )
    assert run("status") == 1
    told = capsys.readouterr()
    assert "tablet/ask" in told.out
    assert "phone.toml" in told.err


BOX = "0,0,9,9"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([*MARK, "--mark", BOX], 1),
        (["--text-height", "40", "--mark", BOX], 1),
        (["--text-height", "12", "--mark", "0,0,900,20"], 1),
        ([*MARK, "--redact", "1000,0,90,9"], 1),
        ([*MARK, "--crop", "0,0,1080,901"], 1),
        ([*MARK, "--crop", "0,0,1080,400"], 1),
        (["--mark", BOX], 2),
        (["--crop", "1,2,3"], 2),
        (["--crop", "1,2,0,3"], 2),
        (["--redact", "-1,2,3,3"], 2),
        (["--on", "2026-02-30"], 2),
        (["--os", " "], 2),
        (["--text-height", "0"], 2),
        (["--language", "xx"], 2),
        (["--variant", "Nine"], 2),
    ],
)  # fmt: skip
def test_what_is_wrong_leaves_all_as_it_was(
    more: list[str], code: int, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(project)
    assert add(*more) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert "→" in told.err
    assert everything(project) == before


@pytest.mark.parametrize(
    "arguments",
    [["screens"], ["screens", "add", "tablet/ask"], ["screens", "add", "tablet/asked", "shot.png"],
     ["screens", "add", "../x", "shot.png"], ["screens", "add", "tablet/ask", "shot.png"],
     ["screens", "check", "tablet/asked"], ["screens", "status", "--as-of", "soon"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_use(arguments: list[str], project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(project)
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip()
    assert everything(project) == before


def test_a_screen_that_only_a_page_knows_gets_its_file(project: Path) -> None:
    page = project / "docs/tablet.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n:::{screen} tablet/end\n:alt: 終わり\n:::\n", encoding="utf-8")
    assert add(name="tablet/end") == 0
    assert run("check") == 0
    assert main(["build", "--format", "html"]) == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_said(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", language)
    assert run("status", "--as-of", "today") == 0
    assert run("status", "--as-of", "２０３２年１月") == 0
    assert "{" not in capsys.readouterr().out
    for words in area("screens-command").values():
        assert words.keys() == {"ja", "en"}
