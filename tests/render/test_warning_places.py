"""What stops a wrong act stands on the page of its picture and actions, whatever that leaves empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_filling import page_filling
from pdf_samples import WHEN, document
from PIL import Image
from warning_places import given_way, torn_warnings, warnings

from tebiki.render.pdf import compile_pdf

TITLES = {"注意", "止めるもの"}
BEFORE = 'h1("s", "手順")', 'v(85mm), p("ここまで")'


def box(kind: str, title: str, height: int = 30) -> str:
    return f'remark("{kind}", "{title}", v({height}mm), p("終わりまで読みます"))'


def row(*boxes: str, warned: int = 0) -> str:
    """A row whose picture is 88 mm high."""
    legend = 'legend(p("押します"), p("閉じます"))'
    parts = [
        '"phone"',
        'p("画面が出ます")',
        'screen("/pictures/a.png", "画面の例", "例")',
        legend,
        f"warned: {warned}",
    ]
    return f"row({', '.join([*parts, *boxes])})"


def step(*parts: str) -> str:
    return f'step(1, "手順1", "step-1", "終わらせる", {", ".join(parts)})'


def saved(folder: Path, *calls: str) -> Path:
    Image.new("RGB", (720, 900), "#C9CAD1").save(folder / "a.png")
    path = folder / "manual.pdf"
    path.write_bytes(compile_pdf(document(*calls, pictures={"pictures/a.png": folder / "a.png"}), WHEN).data)
    return path


CAUTION = box("caution", "注意", 70)
MORE = box("info", "参考", 60), box("differs", "画面が違うとき", 60)


@pytest.mark.parametrize("title", sorted(TITLES))
def test_a_warning_stands_with_its_picture(tmp_path: Path, title: str) -> None:
    kind = "caution" if title == "注意" else "stop"
    path = saved(tmp_path, *BEFORE, step(row(box(kind, title, 70), *MORE, warned=1)))
    (found,) = warnings(path, TITLES)
    assert [part.role for part in found.before] == ["H2", "P", "Figure", "P", "Lbl", "P", "Lbl", "P"]
    assert torn_warnings(path, TITLES) == []


def test_what_informs_before_a_warning_stays_with_it(tmp_path: Path) -> None:
    path = saved(tmp_path, *BEFORE, step(row(MORE[0], CAUTION, MORE[1], warned=2)))
    assert torn_warnings(path, TITLES) == []


def test_what_opens_a_step_stays_with_its_warning(tmp_path: Path) -> None:
    path = saved(tmp_path, *BEFORE, step('p("はじめに"), v(40mm)', row(CAUTION, *MORE, warned=1)))
    assert torn_warnings(path, TITLES) == []


def test_a_warning_on_the_next_page_is_told(tmp_path: Path) -> None:
    """The fault: a box like any other, which moves where it has no room."""
    path = saved(tmp_path, *BEFORE, step(row(CAUTION, *MORE)))
    told = torn_warnings(path, TITLES)
    assert told
    assert told[0].startswith("page 3: 注意 stands apart from page 2: H2")


def test_a_page_that_gives_way_is_named_with_its_reason(tmp_path: Path) -> None:
    path = saved(tmp_path, *BEFORE, step(row(box("caution", "注意", 130), *MORE, warned=1)))
    assert page_filling(path) != []
    (reason,) = given_way(path, TITLES).values()
    assert reason.startswith("page 2: 41% full: 1終わらせる needs")
    assert page_filling(path, given_way(path, TITLES)) == []


def test_a_page_with_room_for_the_warning_gives_no_way(tmp_path: Path) -> None:
    """The fault: the step would have had room, to the end of its warning, where the page before ends."""
    calls = 'h1("s", "手順")', 'p("ここまで")', "pagebreak()", step(row(box("caution", "注意", 5), warned=1))
    path = saved(tmp_path, *calls)
    assert given_way(path, TITLES) == {}
    assert [found.split(":")[0] for found in page_filling(path, given_way(path, TITLES))] == ["page 2"]
