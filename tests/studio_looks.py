"""What every room of the studio must hold in a browser: axe, no sideways scrolling, large text."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

#: Wider than the window by less than a pixel is no scrolling.
_SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
_WIDEST = """[...document.querySelectorAll("body *")].filter(
  (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1
).map((one) => one.outerHTML.slice(0, 120)).slice(0, 3)"""


def axe_findings(page: Page, *rules: str) -> list[str]:
    """What axe finds, as ``rule: element``; by these rules alone, where some are named."""
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def scrolls_sideways(page: Page) -> list[str]:
    """What is too wide for the window; empty where nothing is."""
    return list(page.evaluate(_WIDEST)) or ["?"] if page.evaluate(_SIDEWAYS) else []


def enlarge_text(page: Page) -> None:
    """Text at 200 %, as a browser's own setting makes it."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
