"""Where text may stand on a page: beyond it, on each side, and upon other text, it is told."""

from __future__ import annotations

import pytest

from tebiki.output.text_block import Bounds, PlacedRun, Side, stray_runs

MM = 72 / 25.4


def run(left: float, top: float, right: float, bottom: float, *, content: bool = True) -> PlacedRun:
    """A run of text; mm from the upper left corner of an A4 page."""
    bounds = Bounds(left * MM, (297 - bottom) * MM, right * MM, (297 - top) * MM)
    return PlacedRun("文", bounds, content)


def sides(*runs: PlacedRun, page: int = 2) -> list[Side]:
    return [stray.side for stray in stray_runs(runs, page)]


@pytest.mark.parametrize(
    ("places", "side"),
    [
        ((18.5, 100, 60, 105), "left"),
        ((150, 100, 193.5, 105), "right"),
        ((20, 23, 60, 28), "top"),
        ((20, 274, 60, 278.5), "bottom"),
        ((20, 300, 60, 305), "bottom"),
        ((215, 100, 260, 105), "right"),
    ],
)
def test_each_side(places: tuple[float, float, float, float], side: Side) -> None:
    assert sides(run(*places)) == [side]


@pytest.mark.parametrize(
    ("places", "content", "page"),
    [
        ((20, 25, 192, 277), True, 2),
        ((19.3, 24.5, 192.4, 277.5), True, 2),  # the foot of a j, the blank half of a sign
        ((20, 18.6, 192, 25), True, 1),  # a cover begins higher
        ((20, 12, 192, 19), False, 2),  # header
        ((20, 281, 192, 286), False, 2),  # footer
        ((20, 23.6, 60, 30), True, 2),  # marks over the letters of a heading, as Burmese has them
        ((90, 5, 120, 11), False, 2),  # the mark of a draft
    ],
)
def test_what_stands_right(places: tuple[float, float, float, float], content: bool, page: int) -> None:
    assert sides(run(*places, content=content), page=page) == []


@pytest.mark.parametrize(
    ("places", "side"),
    [
        ((12, 10, 198, 288), None),
        ((10.5, 100, 60, 105), "left"),
        ((150, 100, 199.5, 105), "right"),
        ((20, 8, 60, 14), "top"),
        ((20, 284, 60, 289.5), "bottom"),
    ],
)
def test_a_page_for_the_wall_fills_its_sheet(
    places: tuple[float, float, float, float], side: Side | None
) -> None:
    found = [stray.side for stray in stray_runs([run(*places)], 1, is_wall=True)]
    assert found == ([side] if side else [])


def test_a_header_may_not_leave_the_paper_either() -> None:
    assert sides(run(150, 12, 212, 18, content=False)) == ["right"]
    assert sides(run(20, 285, 60, 292, content=False)) == ["bottom"]


def test_a_side_is_told_once_with_its_first_words() -> None:
    found = list(stray_runs([run(150, 30 + n * 6, 200, 35 + n * 6) for n in range(30)], 3))
    assert [(stray.page, stray.side, stray.text) for stray in found] == [(3, "right", "文" * 16)]


@pytest.mark.parametrize(
    ("second", "content", "told"),
    [
        ((40, 100, 80, 105), True, ["over"]),  # a word reaches into the next column
        ((60.5, 100, 80, 105), True, []),  # letters that touch
        ((20, 104.7, 60, 110), True, []),  # lines that touch
        ((40, 97, 80, 103), True, ["over"]),
        ((20, 99, 60, 101), False, []),  # a reading stands over its word
    ],
)
def test_text_upon_text(second: tuple[float, float, float, float], content: bool, told: list[Side]) -> None:
    assert sides(run(20, 100, 61, 105), run(*second, content=content)) == told


@pytest.mark.parametrize(
    ("text", "elements", "told"),
    [
        ("कि", (4, 4), []),
        ("कि", (4, 5), ["over"]),
        ("कि", (0, 0), ["over"]),
        ("文", (4, 4), ["over"]),
        ("Wi", (4, 4), ["over"]),
    ],
)
def test_signs_of_one_element_may_reach_over_their_neighbours(
    text: str, elements: tuple[int, int], told: list[Side]
) -> None:
    """Devanagari and Burmese have them so; in two cells of a table it is a word that is too wide."""
    places = (20, 100, 61, 105), (58, 100, 80, 105)
    runs = (
        run(*place)._replace(text=text, element=element)
        for place, element in zip(places, elements, strict=True)
    )
    assert sides(*runs) == told
