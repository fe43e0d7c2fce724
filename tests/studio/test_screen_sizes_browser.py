"""What the editor of captures reckons in the browser is what the engine reckons; no box leaves its frame."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from studio_client import StudioClient
from studio_fixtures import OpenPage
from web_gates import chromium_path

from tebiki.content.legibility import crop_for, measures, reading
from tebiki.content.screen_files import within
from tebiki.content.screens import Capture, CaptureMark, Shape, captured_shape

pytestmark = [pytest.mark.browser, pytest.mark.skipif(chromium_path() is None, reason="no chromium")]

ADDRESS = "/2031/screens/tablet/ask"


def boxes(rng: random.Random, width: int, height: int) -> list[tuple[int, int, int, int]]:
    found = []
    for _ in range(rng.randint(1, 5)):
        w, h = rng.randint(1, width // 2), rng.randint(1, height // 2)
        found.append((rng.randint(0, width - w), rng.randint(0, height - h), w, h))
    return found


def reckoned(case: dict[str, Any]) -> dict[str, Any]:
    """What the engine says of a case."""
    size, shape = tuple(case["size"]), case["shape"]
    capture = Capture.model_validate(
        {
            "sha256": "0" * 64,
            "device": "x",
            "os": "x",
            "on": date(2031, 1, 20),
            "text_height": case["text"],
            "crop": case["crop"],
            "marks": [CaptureMark(box=box) for box in case["marks"]],
        }
    )
    found = reading(shape, capture, (size[0], size[1]))
    assert found is not None
    return {
        "web": found.web,
        "print": found.print,
        "widest": found.widest,
        "needed": found.needed,
        "smallOnWeb": found.small_on_web,
        "smallInPrint": found.small_in_print,
        "told": [found.words["web"], found.words["print"]],
        "crop": list(crop_for(capture, (size[0], size[1]), found.widest))
        if found.needed <= found.widest
        else None,
    }


def test_sizes_are_reckoned_as_the_engine_does(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    rng = random.Random(17)  # noqa: S311 -- cases, no secret
    cases: list[dict[str, Any]] = []
    for _ in range(2000):
        width, height = rng.randint(60, 4000), rng.randint(60, 4000)
        crop = None if rng.random() < 0.5 else (3, 5, width - 10, height - 20)
        shape: Shape = rng.choice(("phone", "window"))
        text = rng.randint(1, 200)
        cases.append({
            "size": [width, height], "crop": crop, "shape": shape, "text": text,
            "marks": boxes(rng, width, height),
        })  # fmt: skip
    page = open_studio(desk_of_city, ADDRESS)
    found = page.evaluate(
        """async ([measures, cases]) => {
          const { cropFor, reading, told } = await import("/static/legibility.js");
          return cases.map(({ size, crop, shape, text, marks }) => {
            const frame = crop ?? [0, 0, ...size];
            const found = reading(measures, shape, text, frame[2], marks);
            const cut = found.needed <= found.widest ? cropFor(frame, marks, found.widest) : null;
            return { ...found, told: [told(found.web), told(found.print)], crop: cut };
          });
        }""",
        [{**measures(), "shape": ""}, cases],
    )
    assert found == [reckoned(case) for case in cases]


SYSTEMS = (
    "Windows 11", "Android 14", "macOS 15", "Mac OS X", "日本語Windows", "windows_11", "iOS 18", "ChromeOS 1",
)  # fmt: skip


def test_the_shape_follows_from_the_system(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    page = open_studio(desk_of_city, ADDRESS)
    said = page.evaluate(
        """async ([it, systems]) => {
          const { shapeOf } = await import("/static/legibility.js");
          return systems.map((system) => shapeOf(it, system));
        }""",
        [{**measures(), "shape": ""}, SYSTEMS],
    )
    fields = {"sha256": "0" * 64, "device": "x", "on": date(2031, 1, 20)}
    assert said == [captured_shape(Capture.model_validate({**fields, "os": system})) for system in SYSTEMS]


def test_no_move_leads_out_of_the_frame(desk_of_city: StudioClient, open_studio: OpenPage) -> None:
    rng = random.Random(18)  # noqa: S311 -- cases, no secret
    cases: list[list[object]] = []
    for _ in range(1000):
        left, top, wide, high = (rng.randint(*ends) for ends in ((0, 50), (0, 50), (20, 900), (20, 900)))
        width, height = rng.randint(4, wide), rng.randint(4, high)
        box = [rng.randint(left, left + wide - width), rng.randint(top, top + high - height), width, height]
        way = rng.choice(["n", "ne", "e", "se", "s", "sw", "w", "nw"])
        cases.append([box, way, rng.uniform(-2000, 2000), rng.uniform(-2000, 2000), [left, top, wide, high]])
    page = open_studio(desk_of_city, ADDRESS)
    found = page.evaluate(
        """async (cases) => {
          const { fitted, moved, sized, spanned } = await import("/static/marks.js");
          return cases.map(([box, way, dx, dy, frame]) => [
            moved(box, dx, dy, frame),
            sized(box, way, dx, dy, frame),
            fitted([Math.abs(Math.round(dx)), Math.abs(Math.round(dy)), 2 * box[2], 2 * box[3]], frame),
            spanned([box[0], box[1]], [box[0] + dx, box[1] + dy], frame) ?? box,
          ]);
        }""",
        cases,
    )
    for (before, handle, _, _, frame), (moved, *others) in zip(cases, found, strict=True):
        assert isinstance(before, list)
        assert isinstance(frame, list)
        assert moved[2:] == before[2:]
        for box in (moved, *others):
            assert all(isinstance(part, int) for part in box)
            assert within(tuple(box), tuple(frame)), (before, handle, box)
            assert min(box[2:]) > 0


def test_the_layer_is_small() -> None:
    static = Path(__file__).parents[2] / "tools/tebiki/studio/static"
    assert len((static / "marks.js").read_text(encoding="utf-8").splitlines()) <= 300
