"""Marks: where boxes and badges stand, and that the pixels say so."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tebiki.render import marks
from tebiki.render.marks import (
    BADGE,
    GAP,
    LINE,
    MARGIN,
    RING,
    SMALLEST,
    VERMILION,
    WHITE,
    Badge,
    Rect,
    box_around,
    mark,
    place_badges,
)

SIZE = (720, 600)
ROWS: list[Rect] = [(150, 60 + 100 * i, 560, 110 + 100 * i) for i in range(5)]


def plain(colour: str = "#C9CAD1") -> Image.Image:
    return Image.new("RGB", SIZE, colour)


def badges_on(picture: Image.Image, targets: list[Rect]) -> list[Badge]:
    return place_badges(picture, targets, [box_around(t, picture.size) for t in targets])


def overlap(a: Rect, b: Rect) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def test_box_stands_apart_from_its_target() -> None:
    assert box_around((100, 100, 300, 200), SIZE) == (91, 91, 309, 209)


def test_a_small_target_gets_a_box_that_can_be_seen() -> None:
    left, top, right, bottom = box_around((300, 300, 310, 310), SIZE)
    assert (right - left, bottom - top) == (SMALLEST, SMALLEST)
    assert (left + right) / 2 == (top + bottom) / 2 == 305


def test_box_stays_within_the_picture() -> None:
    assert box_around((0, 0, 720, 600), SIZE) == (MARGIN, MARGIN, 720 - MARGIN, 600 - MARGIN)


def test_the_picture_itself_is_left_alone() -> None:
    picture = plain()
    mark(picture, ROWS)
    assert picture.getcolors() == [(SIZE[0] * SIZE[1], (0xC9, 0xCA, 0xD1))]


def test_without_targets_nothing_is_drawn() -> None:
    assert ImageChops.difference(mark(plain(), []), plain()).getbbox() is None


def test_line_and_casing() -> None:
    out = mark(plain(), [(200, 200, 400, 300)])
    y = 191 - LINE // 2 + 2
    assert out.getpixel((300, y)) == VERMILION
    assert out.getpixel((300, 191 + LINE // 2 + 1)) == WHITE
    assert out.getpixel((300, 191 - LINE // 2 - 2)) == WHITE
    assert out.getpixel((300, 250)) == (0xC9, 0xCA, 0xD1)


def test_a_badge_touches_its_box_and_nothing_else() -> None:
    badges = badges_on(plain(), ROWS)
    for i, badge in enumerate(badges):
        left, top, right, bottom = box_around(ROWS[i], SIZE)
        near = (min(max(badge.x, left), right), min(max(badge.y, top), bottom))
        assert abs(near[0] - badge.x) + abs(near[1] - badge.y) <= BADGE
        assert not any(overlap(badge.rect, row) for row in ROWS)
        assert not any(overlap(badge.rect, other.rect) for other in badges[:i])


def test_a_badge_goes_where_nothing_is_drawn() -> None:
    picture = plain("white")
    free = badges_on(picture, [(200, 200, 400, 260)])[0]
    ImageDraw.Draw(picture).rectangle((0, 100, 195, 400), fill="black")
    (moved,) = badges_on(picture, [(200, 200, 400, 260)])
    assert free.x < 200
    assert moved.x > 400


def test_a_badge_covers_the_empty_end_of_its_field_before_the_edge_of_a_word() -> None:
    picture = plain("white")
    pen = ImageDraw.Draw(picture)
    for y in (150, 290):  # words above and below a field as wide as the screen
        for x in range(10, 710, 12):
            pen.rectangle((x, y, x + 3, y + 40), fill="black")
    (badge,) = badges_on(picture, [(10, 200, 710, 280)])
    left, top, right, bottom = map(round, badge.rect)
    covered = picture.crop((left, top, right, bottom)).getcolors()
    assert covered == [((right - left) * (bottom - top), WHITE)]


@pytest.mark.parametrize(
    "target", [(0, 0, 60, 40), (690, 570, 720, 600), (0, 0, 720, 600), (0, 280, 720, 320)]
)
def test_a_badge_stays_within_the_picture(target: Rect) -> None:
    (badge,) = badges_on(plain(), [target])
    assert RING <= badge.x <= SIZE[0] - RING
    assert RING <= badge.y <= SIZE[1] - RING


def test_a_picture_hardly_larger_than_a_badge() -> None:
    assert mark(Image.new("RGB", (64, 64), "white"), [(2, 2, 60, 60)]).size == (64, 64)


@pytest.mark.parametrize("number", range(1, 6))
def test_the_digit_is_centred_by_its_ink(number: int) -> None:
    badge = badges_on(plain("black"), ROWS)[number - 1]
    out = mark(plain("black"), ROWS)
    core = 20
    left, top = round(badge.x) - core, round(badge.y) - core
    part = out.crop((left, top, left + 2 * core, top + 2 * core))
    ink = part.convert("L").point([0] * 128 + [255] * 128).getbbox()
    assert ink is not None
    assert abs((ink[0] + ink[2]) / 2 - core) <= 1
    assert abs((ink[1] + ink[3]) / 2 - core) <= 1


def test_the_same_marks_give_the_same_pixels() -> None:
    assert mark(plain(), ROWS).tobytes() == mark(plain(), ROWS).tobytes()


def scribbled(dice: Random, size: tuple[int, int]) -> Image.Image:
    """A picture with words, lines and areas in places of their own."""
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(dice.randrange(1, 80)):
        x, y = dice.randrange(-20, size[0]), dice.randrange(-20, size[1])
        grey = dice.randrange(256)
        pen.rectangle((x, y, x + dice.randrange(60), y + dice.randrange(30)), fill=(grey, grey, grey))
    return picture


@pytest.mark.parametrize("seed", range(8))
def test_what_is_drawn_below_a_badge_is_as_in_the_whole_picture(seed: int) -> None:
    dice = Random(seed)  # noqa: S311 -- no secret
    picture = scribbled(dice, (dice.randrange(20, 300), dice.randrange(20, 300)))
    drawn = marks._drawn(picture)
    whole = drawn.filter(ImageFilter.MaxFilter(GAP))
    for _ in range(40):
        x, y = dice.randrange(-70, picture.width + 10), dice.randrange(-70, picture.height + 10)
        box = (x, y, x + 2 * RING, y + 2 * RING)
        assert marks._busy(drawn, box).tobytes() == whole.crop(box).tobytes()


@pytest.mark.parametrize("seed", range(8))
def test_the_cheapest_place_is_that_of_all_prices(seed: int) -> None:
    """Looking only below places that could still be the cheapest changes no choice."""
    dice = Random(seed)  # noqa: S311 -- no secret
    for _ in range(50):
        known = [dice.choice((0.0, 0.02, 0.5, dice.random())) for _ in range(dice.randrange(1, 14))]
        further = [dice.choice((0.0, 0.5, dice.random())) for _ in known]
        sums = [a + b for a, b in zip(known, further, strict=True)]
        asked = [partial(float, price) for price in further]
        assert marks._cheapest(known, asked) == sums.index(min(sums))
