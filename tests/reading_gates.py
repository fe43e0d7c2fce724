"""Readings on a page in a browser: whether one touches a line of text or another reading."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Page

#: Texts of readings and of what they touch. A letter's ink lies within nine tenths of its size; the box that
#: a browser tells of is as high as the font's line. Text that cannot be seen has none;
#: what only screen readers are told is cut to a pixel.
_TOUCHED = r"""() => {
  const boxes = (text, size) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    return [...range.getClientRects()].filter(r => r.width > 0).map(r => {
      const middle = (r.top + r.bottom) / 2
      return {left: r.left, right: r.right, top: middle - size * 0.45, bottom: middle + size * 0.45, text}
    })
  }
  const shown = element => element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
  const width = element => element.getBoundingClientRect().width
  const isThere = element => !element || (width(element) > 1 && isThere(element.parentElement))
  const readings = [], lines = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode, above = text.parentElement
    if (!text.data.trim() || !shown(above) || !isThere(above)) continue
    const into = above.closest('rt') ? readings : lines
    into.push(...boxes(text, parseFloat(getComputedStyle(above).fontSize)))
  }
  const touches = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5
  const found = []
  readings.forEach((reading, index) => {
    for (const other of [...lines, ...readings.slice(index + 1)])
      if (other.text !== reading.text && touches(reading, other))
        found.push([reading.text.data.trim(), other.text.data.trim().slice(0, 20)])
  })
  return {count: readings.length, found}
}"""


def touched(page: Page) -> tuple[int, list[list[str]]]:
    """How many readings a page shows, and each that touches something, with what it touches."""
    told = page.evaluate(_TOUCHED)
    return told["count"], cast(list[list[str]], told["found"])
