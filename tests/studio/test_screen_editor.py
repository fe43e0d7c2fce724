"""The editor of captures over a socket: what it shows, what it saves, what it refuses and where."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from studio_client import Answer, StudioClient, Upload

from tebiki.cli.dispatch import main
from tebiki.content.screen_files import load_spec
from tebiki.studio.words import room_texts

ADDRESS = "/2031/screens/tablet/ask"
GIVEN = {
    "device": "Tablet 1",
    "os": "Android 14",
    "on": "2031-01-20",
    "text_height": "48",
    "marks": "700,500,200,80",
}


def picture(size: tuple[int, int] = (1080, 900), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste("red", (100, 100, 400, 160))
    image.save(out, kind)
    return out.getvalue()


SHOT: Upload = ("image.png", picture())


def made_from(client: StudioClient, address: str = ADDRESS) -> str:
    found = re.search(r'name="made_from" value="(\w+)"', client.get(address).text)
    assert found is not None
    return found[1]


def save(client: StudioClient, upload: Upload | None = SHOT, /, **fields: str) -> Answer:
    form = {"made_from": made_from(client), **GIVEN, **fields}
    return client.post(ADDRESS, form, {"picture": upload} if upload else None)


def screens(root: Path) -> dict[str, bytes]:
    folder = root / "screenshots"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def fields(answer: Answer) -> list[str]:
    return re.findall(r'data-field="([\w-]+)"', answer.text)


def test_it_shows_where_the_screen_stands_and_its_legend(desk_of_city: StudioClient) -> None:
    text = desk_of_city.get(ADDRESS).text
    assert re.search(r"<h1[^>]*>\w+ 手順2 入れる</h1>", text)
    assert "「はい」を押します。" in text
    assert text.count('class="mark-row"') == 1
    assert "かいた絵に戻す" not in text


@pytest.mark.parametrize(
    ("options", "more"),
    [
        ([], {}),
        (["--by", "窓口の担当"], {"by": "窓口の担当"}),
        (
            ["--turn", "180", "--crop", "350,60,710,800", "--redact", "400,90,90,80", "--redact", "0,0,9,9"],
            {"turn": "2", "crop": "350,60,710,800", "covers": "400,90,90,80 0,0,9,9"},
        ),
    ],
)
def test_the_files_are_those_of_the_command(
    options: list[str],
    more: dict[str, str],
    desk_of_city: StudioClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = desk_of_city.desk.root
    before = screens(root)
    assert save(desk_of_city, **more).goes_to == f"{ADDRESS}?saved=yes"
    saved = screens(root)
    for name in saved:
        (root / "screenshots" / name).unlink()
    for name, data in before.items():
        (root / "screenshots" / name).write_bytes(data)
    monkeypatch.chdir(root)
    (root / "shot.png").write_bytes(picture())
    said = ["--device", "Tablet 1", "--os", "Android 14", "--on", "2031-01-20", "--text-height", "48"]
    assert (
        main(["screens", "add", "tablet/ask", "shot.png", *said, "--mark", "700,500,200,80", *options]) == 0
    )
    assert screens(root) == saved


def test_what_was_saved_is_shown_as_pages_show_it(desk_of_city: StudioClient) -> None:
    goes_to = save(desk_of_city).goes_to
    assert goes_to is not None
    text = desk_of_city.get(goes_to).text
    found = re.search(r'<img src="(/files/[^"?]+/pictures/[^"?]+)"', text)
    assert found is not None
    answer = desk_of_city.get(found[1])
    with Image.open(io.BytesIO(answer.data)) as image:
        assert image.width == 720
    assert "かいた絵に戻す" in text
    source = re.search(r'data-source="([^"?]+)', text)
    assert source is not None
    assert desk_of_city.get(source[1]).data == screens(desk_of_city.desk.root)["tablet/ask.png"]


def test_marks_of_a_capture_that_is_there(desk_of_city: StudioClient) -> None:
    save(desk_of_city)
    before = screens(desk_of_city.desk.root)
    assert save(desk_of_city, None, marks="690,490,220,100").status == 200
    after = screens(desk_of_city.desk.root)
    assert after["tablet/ask.png"] == before["tablet/ask.png"]
    assert b"690, 490, 220, 100" in after["tablet/ask.toml"]


def test_the_drawing_comes_back(desk_of_city: StudioClient) -> None:
    before = screens(desk_of_city.desk.root)
    save(desk_of_city)
    answer = desk_of_city.post(f"{ADDRESS}/drawing", {"made_from": made_from(desk_of_city)})
    assert answer.goes_to == ADDRESS
    assert screens(desk_of_city.desk.root) == before


def test_a_day_as_the_office_writes_it(desk_of_city: StudioClient) -> None:
    assert save(desk_of_city, on="令和13年1月20日").status == 200
    capture = load_spec(desk_of_city.desk.root / "screenshots", "tablet/ask")[1].capture
    assert capture is not None
    assert str(capture.on) == "2031-01-20"


REFUSED: dict[str, tuple[Upload | None, dict[str, str], list[str]]] = {
    "no picture": (None, {}, ["picture"]),
    "no picture at all": (("a.png", b"hello"), {}, ["picture"]),
    "nothing said": (("a.png", picture()), {"device": "", "os": "", "on": ""}, ["device", "os", "on"]),
    "no height": (("a.png", picture()), {"text_height": ""}, ["text-height"]),
    "no number": (("a.png", picture()), {"text_height": "tall"}, ["text-height"]),
    "small": (("a.png", picture()), {"text_height": "20"}, ["text-height"]),
    "several": (
        None,
        {"text_height": "0", "on": "13/40", "marks": ""},
        ["picture", "on", "text-height", "marks"],
    ),
    "no mark": (("a.png", picture()), {"marks": ""}, ["marks"]),
    "two marks": (("a.png", picture()), {"marks": "0,0,9,9 20,20,9,9"}, ["marks"]),
    "outside": (("a.png", picture()), {"marks": "1000,500,200,80"}, ["marks"]),
    "no such day": (("a.png", picture()), {"on": "2031-02-30"}, ["on"]),
    "no day": (("a.png", picture()), {"on": "yesterday"}, ["on"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_told_at_its_field(case: str, desk_of_city: StudioClient) -> None:
    upload, changes, at = REFUSED[case]
    before = screens(desk_of_city.desk.root)
    answer = save(desk_of_city, upload, **changes)
    assert answer.status == 422
    assert fields(answer) == at
    shown = re.sub(r"<details.*?</details>", "", answer.text, flags=re.DOTALL)
    assert "--" not in shown
    assert "TOML" not in shown
    assert screens(desk_of_city.desk.root) == before


def test_a_file_that_was_changed_elsewhere_is_not_overwritten(desk_of_city: StudioClient) -> None:
    form = {"made_from": made_from(desk_of_city), **GIVEN}
    path = desk_of_city.desk.root / "screenshots/tablet/ask.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    before = screens(desk_of_city.desk.root)
    answer = desk_of_city.post(ADDRESS, form, {"picture": ("a.png", picture())})
    assert answer.status == 422
    assert "ほかの場所で変わりました" in answer.text
    assert screens(desk_of_city.desk.root) == before


@pytest.mark.parametrize(
    "address",
    [
        "/2031/screens/tablet/none",
        "/2031/screens/..%2Ftablet/ask",
        f"{ADDRESS}?language=..%2F..%2Fdocs",
        f"{ADDRESS}?variant=..%2Fx",
        f"{ADDRESS}?language=xx",
    ],
)
def test_no_address_leads_elsewhere(address: str, desk_of_city: StudioClient) -> None:
    assert desk_of_city.get(address).status in {404, 422}


def test_a_name_of_a_file_leads_nowhere(desk_of_city: StudioClient) -> None:
    before = set(screens(desk_of_city.desk.root))
    assert save(desk_of_city, ("../../conf.py", picture())).status == 200
    assert set(screens(desk_of_city.desk.root)) - before == {"tablet/ask.png"}


def test_every_word_is_there_in_both_languages() -> None:
    for key, texts in room_texts("screen_editor").items():
        assert set(texts) == {"ja", "en"}, key
        assert set(re.findall(r"\{(\w+)[|}]", texts["ja"])) == set(re.findall(r"\{(\w+)[|}]", texts["en"])), (
            key
        )


def test_every_word_of_the_script_is_one_of_the_room() -> None:
    static = Path(__file__).parents[2] / "tools/tebiki/studio/static"
    scripts = [static / "rooms/screen_editor.js", *sorted(static.glob("screen_*.js"))]
    text = "".join(script.read_text(encoding="utf-8") for script in scripts)
    said = set(re.findall(r'say\("([\w-]+)"', text))
    # Those whose key is put together: of a tool, of a kind of box, of what was taken back, of a verdict.
    said |= {"hint-crop", "hint-cover", "hint-mark", "hint-measure", "mark", "crop", "undone"}
    said |= {"nothing-undone", "nothing-redone", "too-small", "enough"}
    assert said == {key.removeprefix("js-") for key in room_texts("screen_editor") if key.startswith("js-")}


def test_a_capture_of_one_language(desk_of_city: StudioClient) -> None:
    address = f"{ADDRESS}?language=ja"
    form = {"made_from": made_from(desk_of_city, address), **GIVEN, "language": "ja"}
    goes_to = desk_of_city.post(ADDRESS, form, {"picture": SHOT}).goes_to
    assert goes_to == f"{address}&saved=yes"
    assert "tablet/ja/ask.png" in screens(desk_of_city.desk.root)
    assert "日本語のための画面です。" in desk_of_city.get(goes_to).text
    found = re.search(r'<a href="([^"]+)">日本語</a>', desk_of_city.get(ADDRESS).text)
    assert found is not None
    assert found[1] == address


def test_a_version_of_the_system(desk_of_city: StudioClient) -> None:
    address = f"{ADDRESS}?variant=tablet-9"
    form = {"made_from": made_from(desk_of_city, address), **GIVEN, "variant": "tablet-9"}
    assert desk_of_city.post(ADDRESS, form, {"picture": SHOT}).status == 200
    assert "tablet/tablet-9/ask.png" in screens(desk_of_city.desk.root)
    assert "tablet 9 すべてのことば" in desk_of_city.get(ADDRESS).text


def test_the_drawing_is_seen_until_there_is_a_capture(desk_of_city: StudioClient) -> None:
    assert "今、マニュアルに出ている絵" in desk_of_city.get(ADDRESS).text
    assert save(desk_of_city).goes_to is not None
    assert "今、マニュアルに出ている絵" not in desk_of_city.get(ADDRESS).text


def test_what_changed_elsewhere_is_led_to(desk_of_city: StudioClient) -> None:
    form = {"made_from": made_from(desk_of_city), **GIVEN}
    assert save(desk_of_city).goes_to is not None
    answer = desk_of_city.post(ADDRESS, form, {"picture": SHOT})
    assert answer.status == 422
    assert f'href="{ADDRESS}">新しいものを見る' in answer.text
    answer = desk_of_city.post(f"{ADDRESS}/drawing", {"made_from": form["made_from"]})
    assert f'href="{ADDRESS}">新しいものを見る' in answer.text


def test_a_screen_that_is_not_there_names_no_keys(desk_of_city: StudioClient) -> None:
    answer = desk_of_city.get("/2031/screens/tablet/none")
    assert answer.status == 422
    assert "一覧から、もう一度選んでください。" in answer.text
    assert "tablet/ask" not in answer.text
    assert 'href="/2031/screens">「画面」へ' in answer.text
