"""What tests do on the page of the editor of captures, as people do it: drop, drag, type."""

from __future__ import annotations

import base64
import io
import re

from PIL import Image
from playwright.sync_api import Page, expect

#: Puts a picture on the page as a file manager or a clipboard does.
GIVE = """([name, data, how]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name, { type: "image/png" }));
  const form = document.querySelector(".screen-editor");
  if (how === "drop") {
    form.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
  } else {
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, cancelable: true }));
  }
}"""


def picture(size: tuple[int, int] = (1080, 900)) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste("red", (100, 100, 400, 160))
    image.paste("blue", (720, 510, 880, 570))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def give(page: Page, how: str = "drop", data: bytes | None = None) -> None:
    sent = base64.b64encode(picture() if data is None else data).decode()
    page.wait_for_selector(".screen-editor")
    page.wait_for_load_state("networkidle")
    page.evaluate(GIVE, ["shot.png", sent, how])
    page.wait_for_selector(".stage-view:not([hidden])")


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of the picture to another, both in its own pixels."""
    stage = page.locator(".stage").bounding_box()
    wide = page.locator(".stage-picture").evaluate("(canvas) => canvas.width")
    assert stage is not None
    zoom = stage["width"] / wide
    places = [(stage["x"] + x * zoom, stage["y"] + y * zoom) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move((places[0][0] + places[1][0]) / 2, (places[0][1] + places[1][1]) / 2)
    page.mouse.move(*places[1])
    page.mouse.up()


def numbers(page: Page, kind: str = "mark", at: int = 0) -> list[int]:
    inputs = page.locator(f'[data-numbers="{kind}"][data-at="{at}"] input')
    return [int(inputs.nth(part).input_value()) for part in range(4)]


def spoken(page: Page, begins: str) -> str:
    expect(page.locator("#spoken")).to_have_text(re.compile(f"^{re.escape(begins)}"))
    return page.locator("#spoken").inner_text()


def fill_rest(page: Page) -> None:
    for field, text in (("text-height", "48"), ("device", "Tablet 1"), ("os", "Android 14")):
        page.fill(f"#{field}", text)


def saved(page: Page) -> None:
    page.wait_for_selector(".saved-box")
