"""What the kit draws of iOS and Windows: elements lie where they are drawn, words are labels."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from invented_screens import HEAD
from PIL import Image

from tebiki.content.screens import Drawing, Inputs
from tebiki.errors import TebikiError
from tebiki.render.drawing import Drawn, compile_drawing, inputs_of

RED = (255, 0, 0)
LABELS = {"test.body": "{host} での認証に使用する証明書を選択してください"}


def compiled(body: str) -> Drawn:
    drawing = Drawing(Path("x.typ"), HEAD + body)
    return compile_drawing(drawing, inputs_of(drawing, Inputs("ja", LABELS, {})))


def image_of(drawn: Drawn) -> Image.Image:
    return Image.open(io.BytesIO(drawn.png)).convert("RGB")


def pixels(image: Image.Image) -> list[tuple[int, int, int]]:
    raw = image.tobytes()
    return list(zip(raw[::3], raw[1::3], raw[2::3], strict=True))


@pytest.mark.parametrize(
    "frame",
    [
        "#show: ios.screen\n#ios.group(ios.row({}, open: true))",
        "#show: ios.sheet\n#ios.nav(right: {})",
        "#show: ios.screen.with(dimmed: true)\n#ios.alert([a], none, [b], {})",
        "#show: ios.screen\n#ios.actions([a], {})",
        "#show: ios.safari\n#{}",
        "#windows.wizard([a], [b], {}, (windows.button([c]),))",
        "#windows.wizard([a], [b], [c], (windows.button([d]), {}), plain: true)",
        "#windows.picker([a], [b], windows.list-row({}), ([c],))",
        "#windows.picker([a], [b], windows.picker-row({}), ([c],), columns: ([d], [e], [f]))",
        "#windows.picker([a], [b], none, ([c],), columns: ([d], [e], [f]), beside: {})",
        "#windows.plain-window(windows.branch({}, depth: 2))",
        "#windows.browser({})",
    ],
)
def test_an_element_lies_where_it_is_drawn(frame: str) -> None:
    red = 'target("red", 14pt, block(width: 60pt, height: 20pt, fill: rgb("#FF0000")))'
    drawn = compiled(frame.format(red))
    image = image_of(drawn)
    spots = [(i % image.width, i // image.width) for i, p in enumerate(pixels(image)) if p == RED]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    found = (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
    assert drawn.elements["red"].rect == pytest.approx(found, abs=1.01)


def test_a_long_name_is_cut_at_the_edge_of_its_column() -> None:
    """As the browser cuts it: it covers neither the issuer nor the edge of the window."""
    row = "#windows.picker([], [], windows.picker-row({}), ([a],), columns: ([b], [c], [d]))"
    long, short = (row.format(f"box(fill: rgb(255, 0, 0), width: {w}pt, height: 9pt)") for w in (400, 30))
    reds = [
        [i % 736 for i, p in enumerate(pixels(image_of(compiled(text)))) if p == RED]
        for text in (long, short)
    ]
    assert max(reds[0]) > max(reds[1])
    assert max(reds[0]) < 736 / 2


def test_a_place_in_a_label_takes_a_bar() -> None:
    frame = '#show: windows.desktop\n#label("test.body", host: {})'
    assert RED in pixels(image_of(compiled(frame.format("bar(60pt, fill: rgb(255, 0, 0))"))))
    assert RED not in pixels(image_of(compiled(frame.format("bar(60pt)"))))


def test_a_place_in_a_label_is_not_left_open() -> None:
    with pytest.raises(TebikiError) as caught:
        compiled('#show: windows.desktop\n#label("test.body")')
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["name"]) == ("screens/placeholder", "host")


@pytest.mark.parametrize("words", ["次へ(N)", "Weiter zur nächsten Seite"])
def test_a_button_grows_with_its_words(words: str) -> None:
    drawn = compiled(f'#show: windows.desktop\n#windows.button("{words}", name: "b")')
    left, _, right, _ = drawn.elements["b"].rect
    assert right - left >= 2 * 86
    assert (right - left > 2 * 86 + 1) == (len(words) > 10)


@pytest.mark.parametrize(("width", "radius"), [(300, 0), (343.5, 8), (332, 26), (60, 14), (20, 8), (7, 0)])
@pytest.mark.parametrize("height", [24, 61.3, 200])
def test_a_shadow_is_filled_where_it_is_seen_only(width: float, height: float, radius: float) -> None:
    """Its frames have holes under the block that throws it: the pixels are those of whole frames."""
    whole = f"""#for step in range(9) {{
      let grow = 1pt + 1pt * step
      place(dx: -grow, dy: 3pt - grow, rect(width: {width}pt + 2 * grow, height: {height}pt + 2 * grow,
        radius: {radius}pt + grow, fill: black.transparentize(98.7%)))
    }}
    #block(width: {width}pt, height: {height}pt, radius: {radius}pt, fill: white)"""
    thrown = f"#ios.raised({width}pt, {radius}pt, 0pt, white, block(height: {height}pt))"
    frame = "#show: android\n#pad(x: 13.3pt, y: 15.2pt, [{raised}])\n"
    holed, plain = (image_of(compiled(frame.format(raised=raised))) for raised in (thrown, whole))
    assert holed.tobytes() == plain.tobytes()
