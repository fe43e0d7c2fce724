"""Several browsers at once, a thread each; one that dies is replaced, one that hangs is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

from playwright.sync_api import Browser, Error, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as Late

from ...errors import Place, TebikiError, fail
from .observations import Fault, Seen
from .visit import LOADING, WIDTHS, Visit

#: No name but this machine's leads anywhere: a page that asks another server gets no answer, and is told of.
_ARGUMENTS: Final = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-gpu",
    "--no-proxy-server",
)
#: Published pages are asked for as everybody asks for them, by whatever way out this machine has.
_OUTWARD: Final = ("--disable-gpu",)
#: How the driver tells that a server gave no answer, or none that could be read.
_UNREACHED: Final = "net::ERR_"
#: Seconds without any page done after which all is given up.
SILENCE: Final = 240.0
#: How often a page is tried with a new browser.
_TRIES: Final = 2
_STARTING: Final = 30.0


@dataclass(frozen=True, slots=True)
class Crew:
    """The browser's program, the address of the site, and how many browsers there are.

    ``isolated``: whether no server but this machine's is asked; else pages are whole addresses, and
    ``address`` is empty.
    """

    program: Path
    address: str
    size: int = 1
    widths: tuple[int, ...] = WIDTHS
    loading: float = LOADING
    silence: float = SILENCE
    isolated: bool = True

    def see(self, pages: Sequence[str], told: Callable[[str, int], None] = lambda *_: None) -> list[Seen]:
        """What was seen of each page, in their order; ``told`` is given each as it is done, and their count.

        Raises `TebikiError` (``browser/launch``) where the browser does not start. Threads
        that hang are left behind and end with the process.
        """
        todo: SimpleQueue[str] = SimpleQueue()
        done: SimpleQueue[Seen | TebikiError] = SimpleQueue()
        ended = Event()
        for page in pages:
            todo.put(page)
        for _ in range(min(self.size, len(pages))):
            Thread(target=self._work, args=(todo, done, ended), daemon=True).start()
        found: dict[str, Seen] = {}
        try:
            while len(found) < len(pages):
                one = done.get(timeout=self.silence)
                if isinstance(one, TebikiError):
                    raise one
                found[one.page] = one
                told(one.page, len(found))
        except Empty:
            pass
        finally:
            ended.set()
        return [found.get(page, Seen(page, [Fault("hung", None, f"{self.silence:g}")])) for page in pages]

    def _work(self, todo: SimpleQueue[str], done: SimpleQueue[Seen | TebikiError], ended: Event) -> None:
        try:
            with sync_playwright() as playwright:
                browser = _launch(playwright, self.program, isolated=self.isolated)
                while not ended.is_set():
                    page = todo.get_nowait()
                    browser, seen = self._see(playwright, browser, page)
                    done.put(seen)
                with suppress(Error):
                    browser.close()
        except Empty:
            pass
        except TebikiError as error:
            done.put(error)

    def _see(self, playwright: Playwright, browser: Browser, page: str) -> tuple[Browser, Seen]:
        """Look at one page; with a new browser where this one has died on it."""
        for _ in range(_TRIES):
            try:
                return browser, Visit(browser, self.address, self.widths, self.loading).see(page)
            except Late:
                return self._renewed(playwright, browser), Seen(
                    page, [Fault("hung", None, f"{self.loading:g}")]
                )
            except Error as error:
                why = str(error).partition("\n")[0][:120]
                if not self.isolated and _UNREACHED in why:
                    return browser, Seen(page, [Fault("failed", None, why)])
                browser = self._renewed(playwright, browser)
        return browser, Seen(page, [Fault("died", None, why)])

    def _renewed(self, playwright: Playwright, browser: Browser) -> Browser:
        with suppress(Error):
            browser.close()
        return _launch(playwright, self.program, isolated=self.isolated)


@contextmanager
def launched(playwright: Playwright, program: Path) -> Iterator[Browser]:
    """A browser, for as long as it is needed. Raises `TebikiError` (``browser/launch``)."""
    browser = _launch(playwright, program)
    try:
        yield browser
    finally:
        with suppress(Error):
            browser.close()


def _launch(playwright: Playwright, program: Path, *, isolated: bool = True) -> Browser:
    arguments = list(_ARGUMENTS if isolated else _OUTWARD)
    try:
        return playwright.chromium.launch(executable_path=program, args=arguments, timeout=_STARTING * 1000)
    except (Error, OSError) as error:
        # The driver tells a whole log; its first line says what is wrong.
        why = str(error).partition("\n")[0].removeprefix("BrowserType.launch: ")[:200]
        fail("browser/launch", Place(str(program)), why=why)
