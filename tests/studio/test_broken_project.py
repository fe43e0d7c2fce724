"""The project is broken while the studio is open: every room says so in words, and none falls."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from conftest import speak
from release_years import YEAR, prepare
from spoilt_disk import spoilt
from studio_client import Answer, StudioClient, studio

from tebiki.studio.room import routes

TODAY: Final = date(2031, 3, 2)
#: What stands in an address's braces: what there is, and what there is not.
_THERE: Final = {
    "year:year": YEAR, "key": "links.form", "number:int": "1", "number": "1", "manual": "tablet",
    "language": "en", "platform": "tablet", "name": "ask", "about": "links.form",
}  # fmt: skip
_NOT_THERE: Final = dict.fromkeys(_THERE, "99") | {"year:year": "2035"}
#: What of a room depends on the rest of its address.
_MORE: Final = {
    "facts": ("?show=unknown", "?show=all&q=x"),
    "history": ("?since=release", "?since=begun"),
    "picture": ("?since=morning&screen=tablet/ask", "?entry=1&screen=tablet/ask"),
    "screens": ("?manual=tablet",),
    "name}": ("?saved=yes&variant=x", "?language=en"),
}
EDITION: Final = f"docs/editions/{YEAR}.toml"


def _write(name: str, text: str) -> Callable[[Path], AbstractContextManager[object]]:
    def spoil(root: Path) -> AbstractContextManager[object]:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return nullcontext()

    return spoil


def _bytes(name: str, data: bytes) -> Callable[[Path], AbstractContextManager[object]]:
    def spoil(root: Path) -> AbstractContextManager[object]:
        (root / name).write_bytes(data)
        return nullcontext()

    return spoil


def _remove(name: str) -> Callable[[Path], AbstractContextManager[object]]:
    def spoil(root: Path) -> AbstractContextManager[object]:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return nullcontext()

    return spoil


def _into_folder(name: str) -> Callable[[Path], AbstractContextManager[object]]:
    def spoil(root: Path) -> AbstractContextManager[object]:
        (root / name).unlink()
        (root / name).mkdir()
        return nullcontext()

    return spoil


def _locked(root: Path) -> AbstractContextManager[object]:
    return spoilt(root, "locked")


def _full(root: Path) -> AbstractContextManager[object]:
    return spoilt(root, "full")


BREAKAGES: Final[dict[str, Callable[[Path], AbstractContextManager[object]]]] = {
    "whole": lambda _: nullcontext(),
    "read-only folder": _locked,
    "full disk": _full,
    "no git": _remove(".git"),
    "no editions": _remove("docs/editions"),
    "no docs": _remove("docs"),
    "no conf": _remove("conf.py"),
    "conf raises": _write("conf.py", "raise SystemExit('x')\n"),
    "conf is no Python": _write("conf.py", "tebiki_edition = (\n"),
    "conf is empty": _write("conf.py", ""),
    "conf is another thing": _write("conf.py", "tebiki_settings = 3\ntebiki_edition = 'x'\n"),
    "year is no TOML": _write(EDITION, "a = [\n"),
    "year is empty": _write(EDITION, ""),
    "year is binary": _bytes(EDITION, b"\xff\xfe\x00"),
    "year is a folder": _into_folder(EDITION),
    "labels are no TOML": _write("docs/labels/tablet.toml", "= x\n"),
    "labels are other things": _write("docs/labels/tablet.toml", "[a]\nja = 3\n"),
    "no labels": _remove("docs/labels"),
    "catalogue is none": _write("docs/locales/en/LC_MESSAGES/manual.po", 'msgid "x\nmsgstr\n'),
    "catalogue is binary": _bytes("docs/locales/en/LC_MESSAGES/manual.po", b"\x00\xff"),
    "language is no TOML": _write("docs/locales/en/language.toml", "[\n"),
    "manual is binary": _bytes("docs/tablet.md", b"\xff\xfe\x00\x01"),
    "no manual": _remove("docs/tablet.md"),
    "screen is no TOML": _write("screenshots/tablet/ask.toml", "[\n"),
    "drawing is none": _write("screenshots/tablet/ask.typ", "#panic()\n"),
    "no screenshots": _remove("screenshots"),
    "records are none": _write(f"docs/releases/{YEAR}-review.toml", "[\n"),
    "walks are none": _write("docs/walks/x.toml", "[\n"),
    "journal is none": _write("build/studio/known.json", "{"),
    "notes are none": _write("build/studio/running.json", "{"),
    "glossary is none": _write("docs/glossary.toml", "[\n"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("whole") / "project"
    root.mkdir()
    prepare(root)
    speak(root, "ja", "en")
    return root


def addresses() -> Iterator[str]:
    """Every address that is looked at, with what there is and what there is not."""
    for route in routes():
        if route.method == "GET":
            for values in (_THERE, _NOT_THERE, _NOT_THERE | {"year:year": YEAR}):
                address = re.sub(r"\{([^}]+)\}", lambda name: values[name[1]], route.address)  # noqa: B023
                yield address
                if values is _THERE:
                    more = _MORE.get(route.address.rpartition("/")[2].lstrip("{"), ())
                    yield from (address + one for one in more)


def wrong_with(client: StudioClient, address: str) -> str:
    """What no answer may be; "" for none of it."""
    answer = client.get(address)
    if answer.status >= 500:
        return f"{answer.status}: {_failure(answer)}"
    if b"Traceback" in answer.data:
        return "traceback"
    if answer.headers.get("content-disposition") or answer.goes_to:
        return ""
    text = answer.text
    if answer.status >= 400 and not re.search(r"<(a|button|form)\b", text):
        return f"{answer.status}: no way on: {text[:300]}"
    if '<div class="frame"' in text and text.count("<h1") != 1:
        return f"{text.count('<h1')} headings"
    return ""


def _failure(answer: Answer) -> str:
    return " ".join(re.sub("<[^>]*>", " ", answer.text).split())[:300]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", BREAKAGES)
def test_every_room_answers_in_words(kind: str, language: str, whole: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(whole, root, symlinks=True)
    with studio(root, TODAY, language) as client, ExitStack() as stack:
        assert client.get(f"/{YEAR}/").status == 200
        stack.enter_context(BREAKAGES[kind](root))
        found = {address: told for address in addresses() if (told := wrong_with(client, address))}
    assert not found, "\n".join(f"{address}: {told}" for address, told in found.items())
