"""A paper of all parts, of an invented city: what stands on its pages, in which order, in both outputs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOTS
from PIL import Image

from tebiki.content.papers import (
    Blank,
    Cell,
    Field,
    Line,
    Part,
    Report,
    Run,
    Sheet,
    Shot,
    Sign,
    Summary,
    Table,
    cell,
    line,
    shots,
)
from tebiki.editions.compare.sides import publication
from tebiki.output.page_tree import Element, read_tree
from tebiki.output.pdf_document import read_document
from tebiki.sphinxext.papers import write_report

NUMBER = "7K4M-2Q9B"
STAMPS = ("所長", "主査", "係員")


def picture(folder: Path) -> Shot:
    path = folder / "door.png"
    Image.new("RGB", (400, 300), "#ddeeff").save(path)
    return Shot("door.png", path, "とびらの画面", 400, 300, (33, 28))


def written_row(name: str) -> tuple[Cell, ...]:
    ticks = Line((Sign("box"), Run("同じ "), Sign("box"), Run("違う")))
    return (cell(name), (ticks, Line((Run("端末", tone="note"), Blank(24)), apart=True)))


def paper(shot: Shot, stamps: tuple[str, ...] = STAMPS) -> Report:
    names = Table(
        (30, 90), ("", "値"), ((cell("名前"), (Line((Run("かもめ九号", tone="large"),)),)),), look="list"
    )
    choice = Table((10, 60), (), ((cell("1"), cell("電話がまだありません。")),), look="decide")
    rows = tuple(written_row(f"画面その{n}") for n in range(1, 40))
    return Report(
        "paper",
        "確認表",
        "やまべ町のてびき",
        datetime(2031, 3, 1, tzinfo=UTC),
        (
            Sheet((Field("文書番号"), Field("起案日")), (Field("件名", cell("公開について")),), stamps),
            Summary(
                (
                    ("公開するもの", cell("タブレットの手順")),
                    ("確かめたこと", (Line((Sign("done"), Run("事実"))),)),
                )
            ),
            Part("name", "1 名前", (names,), Line((Sign("warn"), Run("1つ残っています")))),
            Part("choice", "2 決めること", (choice,)),
            Part(
                "look",
                "3 画面",
                (line("絵と比べます。"), Table((40, 60), ("画面", "結果"), rows, look="list", least=12)),
            ),
            Part("shot", "4 絵", (Table((40, 60), ("絵", "言葉"), (((shot,), cell("はい")),), look="list"),)),
            Summary((("付けたもの", cell("別紙1")),), "band"),
        ),
        date(2031, 2, 3),
        NUMBER,
        "Ver.13",
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("paper")
    out = folder / "out"
    out.mkdir()
    return write_report(paper(picture(folder)), publication(ROOTS / "yamabe", "2031"), out, folder / "cache")


def texts(pdf: Path) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def test_each_page_tells_its_number_of_all_and_what_the_approval_is_held_to(made: tuple[Path, Path]) -> None:
    pages = texts(made[1])
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"{number}／{len(pages)}" in text.replace(" ", "")
        assert NUMBER in text
        assert "照合番号" in text
        assert "令和13年2月3日 作成" in text
        assert "確認表 Ver.13" in text


def test_what_is_signed_stands_before_all_else(made: tuple[Path, Path]) -> None:
    first = texts(made[1])[0]
    places = [
        first.index(words)
        for words in ("文書番号", "件名", *STAMPS, "公開するもの", "1 名前", "2 決めること")
    ]
    assert places == sorted(places)


def test_a_heading_never_ends_a_page(made: tuple[Path, Path]) -> None:
    pages = texts(made[1])
    for title, follows in (("1 名前", "かもめ九号"), ("3 画面", "画面その1"), ("4 絵", "はい")):
        page = next(text for text in pages if title in text)
        assert follows in page


def test_a_listeners_text_has_every_word(made: tuple[Path, Path]) -> None:
    document = read_document(made[1])
    said = str(document.tags)
    for words in ("✓", "▲", "□", "かもめ九号", "とびらの画面", "付けたもの", *STAMPS):
        assert words in said, words
    titles = str(document.bookmarks)
    assert "1 名前" in titles
    assert "残って" not in titles


def test_the_page_has_the_same(made: tuple[Path, Path]) -> None:
    tree = read_tree(made[0].read_text(encoding="utf-8"))
    text = "".join(
        each.text for each in _all(tree) if each.tag in ("p", "dt", "dd", "li", "th", "td", "h1", "h2")
    )
    for words in (NUMBER, *STAMPS, "文書番号", "かもめ九号", "別紙1", "✓", "▲", "□"):
        assert words in text, words
    (image,) = (each for each in _all(tree) if each.tag == "img")
    assert (image.attrs["alt"], image.attrs["width"]) == ("とびらの画面", "125")
    assert ".paper-stamps" in (made[0].parent / "tebiki.css").read_text(encoding="utf-8")


def _all(root: Element) -> list[Element]:
    found, stack = [], [root]
    while stack:
        here = stack.pop()
        found.append(here)
        stack += [child for child in here.children if isinstance(child, Element)]
    return found


@pytest.mark.parametrize("count", [0, 1, 5, 6, 11])
def test_any_number_of_boxes_fits_the_paper(tmp_path: Path, count: int) -> None:
    names = tuple(f"役{n}" for n in range(count))
    out = tmp_path / "out"
    out.mkdir()
    report = paper(picture(tmp_path), names)
    _, pdf = write_report(report, publication(ROOTS / "yamabe", "2031"), out, tmp_path / "cache")
    first = texts(pdf)[0]
    assert all(name in first for name in names)
    assert not read_document(pdf).stray


def test_every_part_gives_its_pictures(tmp_path: Path) -> None:
    shot = picture(tmp_path)
    content = (
        Summary((("a", (shot,)),)),
        Part("p", "p", (Table((1,), (), (((shot,),),)),)),
        Sheet((), (Field("f", (shot,)),), ()),
    )
    assert shots(content) == [shot] * 3
