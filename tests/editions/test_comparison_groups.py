"""One change that is seen at many places is told once, by what it is; texts are cut around what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tebiki.content.papers import Line, Run
from tebiki.editions.compare.blocks import Token
from tebiki.editions.compare.form import Form
from tebiki.editions.compare.groups import ChangeGroup, SideValues, group_of, pairs_of
from tebiki.editions.compare.paper import first_words
from tebiki.editions.compare.rows import Detail
from tebiki.editions.compare.shorten import shortened
from tebiki.editions.compare.words import changed, tokens
from tebiki.render.marks import VERMILION
from tebiki.render.strips import strips

NEW = SideValues(
    {
        "": {"certificate.id": "SHIO-520", "links.form": "https://a.example/2", "mail_wait": "三日くらい"},
        "room": {"version": "Ver.3", "published": "令和24年5月", "previous.certificate": "SHIO-410"},
    }
)
OLD = SideValues(
    {
        "": {"certificate.id": "SHIO-410", "links.form": "https://a.example/1"},
        "room": {"version": "Ver.2", "published": "令和23年5月"},
    }
)


def group(new: str, old: str, what: str = "words", block: str = "paragraph") -> ChangeGroup:
    detail = Detail(what, "章", "s1", block, (new, old), (), page="room")
    return group_of(detail, pairs_of(NEW, OLD, "room"), ["Ver.3"], frozenset())


@pytest.mark.parametrize(
    ("new", "old", "kind", "key"),
    [
        ("SHIO-520を選びます。", "SHIO-410を選びます。", "certificate", ""),
        ("Ver.3（令和24年5月）", "Ver.2（令和23年5月）", "version", ""),
        ("SHIO-520 Ver.3", "SHIO-410 Ver.2", "version", ""),
        ("https://a.example/2を開きます。", "https://a.example/1を開きます。", "fact", "links.form"),
        ("届くまで三日くらいです。", "", "fact", "mail_wait"),
        ("古い証明書はSHIO-410です。", "", "fact", "previous.certificate"),
        ("SHIO-520を必ず選びます。", "SHIO-410を選びます。", "text", ""),
        ("新しい文です。", "", "text", ""),
    ],
)
def test_a_change_is_of_what_alone_makes_it(new: str, old: str, kind: str, key: str) -> None:
    assert group(new, old) == ChangeGroup(kind, key)  # type: ignore[arg-type]


def test_rows_of_the_history_and_moves_are_told_apart() -> None:
    assert group("Ver.3\n令和24年5月\n直しました。", "", block="row").kind == "history"
    assert group("表の行", "", block="row").kind == "text"
    assert group("同じ文", "同じ文", what="moved").kind == "order"


def test_a_section_that_is_new_is_no_value_that_became_known() -> None:
    assert (
        group("届くまで三日くらいです。\nフォームを開き直します。", "", what="added", block="section").kind
        == "text"
    )
    assert group("届くまで三日くらいです。", "", what="added").kind == "fact"


def cut(new: str, old: str) -> tuple[str, str]:
    words = tokens(new), tokens(old)
    marks = changed(words[0], words[1])
    sides = shortened((words[0], marks[0]), (words[1], marks[1]))
    return "".join(t.text for t in sides[0][0]), "".join(t.text for t in sides[1][0])


def test_what_is_far_from_a_change_is_left_out() -> None:
    long = "ここは長い前置きの文で、変わったところがありません。もう一つ、変わらない文が続いています。"
    new, old = cut(f"{long}名前の欄に春と入れます。{long}", f"{long}名前の欄に秋と入れます。{long}")
    assert new.startswith("…")
    assert new.endswith("…")
    assert "春" in new
    assert new.replace("春", "秋") == old
    assert cut(f"{long}新しい語", long) == (f"{long}新しい語", long)


def test_the_columns_stand_as_the_city_has_set() -> None:
    assert Form("sides").sides("新", "旧") == ("新", "旧")
    assert Form("sides", "right").sides("新", "旧") == ("旧", "新")
    assert Form("errata", "left").sides("正", "誤") == ("誤", "正")


def screen(path: Path, word: str) -> Path:
    image = Image.new("RGB", (720, 1200), "white")
    pen = ImageDraw.Draw(image)
    for row in range(40, 1200, 100):
        pen.text((80, row), "unchanged line of text", fill="black", font_size=28)
    pen.rectangle((60, 520, 660, 600), outline=VERMILION, width=6)
    pen.text((80, 560), word, fill="black", font_size=28)
    image.save(path)
    return path


def test_a_strip_holds_the_mark_whole_and_underlines_the_whole_word(tmp_path: Path) -> None:
    pair = strips(screen(tmp_path / "new.png", "NAME0301"), screen(tmp_path / "old.png", "NAME0299"))
    assert pair is not None
    for name, data in zip(("a.png", "b.png"), pair, strict=True):
        (tmp_path / name).write_bytes(data)
        with Image.open(tmp_path / name) as image:
            shown = image.convert("RGB")
        assert 80 < shown.height < 200
        marked = [y for y in range(shown.height) if shown.getpixel((300, y)) == VERMILION]
        assert marked[0] > 0
        assert marked[-1] < shown.height - 1
        black = [
            sum(shown.getpixel((x, y)) == (0, 0, 0) for x in range(shown.width)) for y in range(shown.height)
        ]
        assert max(black) > 90  # the line is as long as the word, not as its last digits
    assert strips(tmp_path / "new.png", tmp_path / "new.png") is None


def test_a_mark_for_what_is_left_out_is_no_change() -> None:
    assert Token("…") not in shortened(((Token("短い"),), [True]), ((Token("文"),), [True]))[0][0]


def test_cells_of_a_row_do_not_run_together_on_the_first_page() -> None:
    history = tuple(Line((Run(text, "new"),)) for text in ("Ver.3", "令和24年5月", "あ" * 80))
    lines = [
        "".join(run.text for run in each.runs) for each in first_words(history) if isinstance(each, Line)
    ]
    assert lines[:2] == ["Ver.3", "令和24年5月"]
    assert lines[2].endswith("…")
    assert len("".join(lines)) == 61
