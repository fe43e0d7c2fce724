"""Gates of lines of Japanese in a browser: where each breaks, and what it must not begin or end with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

WIDTHS = (320, 360, 390, 768, 1280)
#: Chromium's own rule of phrases, which pages must not need.
WITHOUT_OWN_PHRASES = "--disable-blink-features=CSSPhraseLineBreak"
_SMALL = re.compile(r"[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー]")
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")


@dataclass(frozen=True, slots=True)
class LineBreak:
    """Where a browser has broken a line of Japanese.

    ``before``, ``after``: the whole lines. ``allowed``: whether the page says so, or signs alone do.
    ``wide``: whether the phrase that is broken is wider than its line.
    """

    before: str
    after: str
    allowed: bool
    wide: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """One block's lines, and where they break."""

    lines: tuple[str, ...]
    breaks: tuple[LineBreak, ...]


def read_lines(page: Page) -> list[Lines]:
    """The lines of every block in Japanese with more than one, with all that opens opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return [
        Lines(tuple(found["lines"]), tuple(LineBreak(**one) for one in found["breaks"]))
        for found in page.evaluate(_READ)
    ]


def line_faults(page: Page) -> list[str]:
    """What is wrong with the lines of a page in its window."""
    found = [fault for block in read_lines(page) for fault in _faults(block)]
    beyond = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["beyond the window"] if beyond else [])]


def _faults(block: Lines) -> Iterator[str]:
    for one in block.breaks:
        if not one.allowed and not one.wide:
            yield f"torn: {one.before}|{one.after}"
        if _SMALL.match(one.after):
            yield f"begins: {one.after}"
    last = [letter for letter in block.lines[-1] if letter.isalnum()]
    if len(last) == 1 and _JAPANESE.match(last[0]):
        yield f"alone: {block.lines[-1]}"


def faults_in_windows(
    browser: Browser, html: str, widths: Iterable[int] = WIDTHS, *, size: int = 100
) -> list[str]:
    """`line_faults` of a page in windows of these widths, with text of ``size`` percent."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content(html)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
    page.evaluate("document.body.offsetWidth && document.fonts.ready.then(() => 0)")
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{width}: {fault}" for fault in line_faults(page)]
    context.close()
    return found


def names_of(page: Page) -> list[str]:
    """The names that the browser tells a screen reader of links, headings, buttons and what opens."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    kinds = {"link", "heading", "button", "DisclosureTriangle", "cell", "rowheader", "columnheader"}
    return [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") in kinds]


#: Blocks of Japanese with their lines. A letter that begins a line stands left of and below the one before.
_READ = r"""() => {
  const found = []
  let run = []
  const shown = element => element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
  const begins = (one, two) =>
    two.top > one.bottom - Math.min(one.height, two.height) / 2 && two.left < one.right
  const finish = () => {
    const letters = run
    run = []
    if (!letters.length || !letters.some(one => /[ぁ-ヿ一-鿿]/.test(one.char))) return
    const lines = [[]]
    const breaks = []
    letters.forEach((one, at) => {
      if (at && begins(letters[at - 1].box, one.box)) { lines.push([]); breaks.push(at) }
      lines[lines.length - 1].push(one)
    })
    if (lines.length < 2) return
    const texts = lines.map(line => line.map(one => (one.blank ? " " : "") + one.char).join("").trim())
    const chance = at => {
      const one = letters[at - 1].char, two = letters[at].char
      return letters[at].wbr || letters[at].blank || /[!-~]/.test(one) && /[!-~]/.test(two)
    }
    found.push({lines: texts, breaks: breaks.map((at, line) => {
      let first = at, last = at
      while (first > 0 && !chance(first)) first -= 1
      while (last < letters.length && (last === at || !chance(last))) last += 1
      const phrase = letters.slice(first, last)
      const width = phrase.reduce((sum, one) => sum + one.box.width, 0)
      const room = letters[at].room
      return {before: texts[line], after: texts[line + 1], allowed: chance(at), wide: width > room - 2}
    })})
  }
  let wbr = false, blank = false
  const range = document.createRange()
  const room = element => {
    let block = element
    while (/^(inline|ruby|contents)$/.test(getComputedStyle(block).display)) block = block.parentElement
    const its = getComputedStyle(block)
    return block.clientWidth - parseFloat(its.paddingLeft) - parseFloat(its.paddingRight)
  }
  const read = (node, wide) => {
    for (let at = 0; at < node.data.length; at += 1) {
      if (/\s/.test(node.data[at]) && node.data[at] !== "\u3000") { blank = true; continue }
      range.setStart(node, at)
      range.setEnd(node, at + 1)
      const boxes = range.getClientRects()
      if (!boxes.length) continue
      run.push({char: node.data[at], box: boxes[boxes.length - 1], wbr, blank, room: wide})
      wbr = blank = false
    }
  }
  const walk = element => {
    const display = getComputedStyle(element).display
    if (display === "none" || !shown(element) || /^(RT|RP|SCRIPT|STYLE)$/.test(element.tagName)) return
    if (getComputedStyle(element).clipPath === "inset(50%)") return
    if (element.tagName === "WBR") { wbr = true; return }
    if (element.tagName === "BR") { finish(); return }
    const apart = !/^(inline|ruby|contents)$/.test(display)
    if (apart) { finish(); wbr = blank = false }
    const wide = room(element)
    for (const child of element.childNodes) {
      if (child.nodeType === 3) read(child, wide)
      else if (child.nodeType === 1) walk(child)
    }
    if (apart) { finish(); wbr = blank = false }
  }
  walk(document.body)
  return found
}"""
