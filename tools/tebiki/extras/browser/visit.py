"""One page in a browser: each window, scheme, zoom and medium, and a walk by keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from ...log import timed
from .observations import Fault, Seen
from .walk import Left, walk

Scheme = Literal["light", "dark"]
WIDTHS: Final = (320, 360, 1280)
SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
HEIGHT: Final = 740
#: Where the walk by keyboard is taken: each width's own layout, each scheme's own ring.
WALKS: Final = {(360, "light"), (1280, "dark")}
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: Rules that axe leaves off, and that tell of WCAG 2.1 or 2.2 AA.
SWITCHED_ON: Final = ("target-size", "css-orientation-lock", "label-content-name-mismatch")
#: Seconds until a page must have been loaded.
LOADING: Final = 20.0


@cache
def _script() -> str:
    return files(__package__).joinpath("page.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser, the address at which the site is served, and what is looked at."""

    browser: Browser
    address: str
    widths: tuple[int, ...] = WIDTHS
    loading: float = LOADING

    def see(self, name: str) -> Seen:
        """All looks at the page ``name``. Raises playwright's errors: one that hangs, a browser that dies."""
        with timed("extras", "page %s in a browser", name):
            return self._see(name)

    def _see(self, name: str) -> Seen:
        seen = Seen(name)
        try:
            for width in self.widths:
                with self.opened(name, seen, width) as page:
                    self.window(page, seen, width)
            # 1280 × 740 at 400 %.
            with self.opened(name, seen, 320, HEIGHT // 4, 4) as page:
                _lost(page, seen, "zoom", "1280, 400%")
        except Left:
            return seen
        seen.whole = True
        return seen

    def window(self, page: Page, seen: Seen, width: int) -> None:
        """All looks in a window of one width."""
        seen.facts = {**page.evaluate("tebiki.facts()")}
        seen.add("picture", page.evaluate("tebiki.unpainted()"))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            _axe(page, seen, f"{width} {scheme}")
            if (width, scheme) in WALKS:
                walk(page, seen, f"{width} {scheme}")
        _lost(page, seen, "reflow", f"{width}")
        _while(page, "tebiki.enlarge(200)", "tebiki.enlarge(0)", seen, ("text-size", f"{width}"))
        _while(page, "tebiki.space(true)", "tebiki.space(false)", seen, ("text-spacing", f"{width}"))
        if width == max(self.widths):
            page.emulate_media(media="print")
            for kind, found in page.evaluate("tebiki.printed()").items():
                seen.add(f"print-{kind}", found)

    @contextmanager
    def opened(
        self, name: str, seen: Seen, width: int, height: int = HEIGHT, scale: int = 1
    ) -> Iterator[Page]:
        """The page in a window of its own, with everything that opens opened, and its complaints noted."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=scale, service_workers="block"
        )
        context.set_default_timeout(self.loading * 1000)
        try:
            page = context.new_page()
            _listen(page, seen, self.address)
            answer = page.goto(self.address + name, wait_until="load", timeout=self.loading * 1000)
            if answer is not None and not answer.ok:  # what is shown says that there is no such page
                raise Left
            page.evaluate(_script())
            page.evaluate("tebiki.open()")
            yield page
        finally:
            context.close()


def _listen(page: Page, seen: Seen, address: str) -> None:
    origin = "/".join((address or seen.page).split("/")[:3])

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            kind = "policy" if "Content Security Policy" in message.text else "console"
            note(kind, message.text)

    def request(asked: Request) -> None:
        if not asked.url.startswith(origin + "/"):
            note("outside", asked.url)

    def response(answer: Response) -> None:
        # The page for a wrong address is itself looked at by its name, and answers 200.
        if answer.status >= 400:
            note("failed", f"{answer.status} {answer.url.removeprefix(origin)}")

    def note(kind: str, text: str) -> None:
        fault = Fault(kind, None, text.replace(origin, "")[:200])
        if fault not in seen.faults:
            seen.faults.append(fault)

    page.on("console", console)
    page.on("pageerror", lambda error: note("console", str(error)))
    page.on("request", request)
    page.on("response", response)


def _axe(page: Page, seen: Seen, setting: str) -> None:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {name: {"enabled": True} for name in SWITCHED_ON},
        "resultTypes": ["violations", "incomplete"],
    }
    found = page.evaluate("options => axe.run(options).then(r => [r.violations, r.incomplete])", options)
    for rule in found[0]:
        criteria = tuple(number for tag in rule["tags"] if (number := criterion(tag)))
        kind = "axe" if criteria else "axe-practice"
        for node in rule["nodes"]:
            element = " ".join(str(part) for part in node["target"])
            seen.faults.append(Fault(kind, element, f"{rule['id']}: {rule['help']}", setting, criteria))
    unsure = Counter[str]()
    for rule in found[1]:
        unsure.update({number: len(rule["nodes"]) for tag in rule["tags"] if (number := criterion(tag))})
    seen.open = {number: max(unsure[number], seen.open.get(number, 0)) for number in {*unsure, *seen.open}}


def criterion(tag: str) -> str | None:
    """The criterion that a tag of axe names: ``wcag1410`` → ``1.4.10``; None for others."""
    match = re.fullmatch(r"wcag(\d)(\d)(\d+)", tag)
    return ".".join(match.groups()) if match else None


def _lost(page: Page, seen: Seen, kind: str, setting: str) -> None:
    found: dict[str, Any] = page.evaluate("tebiki.lost()")
    for how, elements in found.items():
        seen.faults.extend(Fault(kind, element, f"{how}: {words}", setting) for element, words in elements)


def _while(page: Page, begin: str, end: str, seen: Seen, what: tuple[str, str]) -> None:
    page.evaluate(begin)
    _lost(page, seen, *what)
    page.evaluate(end)


#: What sees a page, as the crew calls it.
See = Callable[[str], Seen]
