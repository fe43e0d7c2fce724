"""The command as a person uses it: save, see; a mistake shows and goes; Ctrl-C ends it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from terminals import in_terminal
from web_gates import unmarked

from tebiki.pipeline.key import CONTENT, below
from tebiki.serve import watch
from tebiki.serve.loop import Loop

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGINT of one process is POSIX's")
PATIENCE = 60


@pytest.fixture
def serving(city: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    command = in_terminal("serve", "--port", "0")
    process = subprocess.Popen(command, cwd=city, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    lines = iter(process.stderr.readline, "")
    address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
    yield address, process
    process.kill()
    process.communicate()


def page(address: str) -> str:
    try:
        with urlopen(f"{address}ja/tablet.html", timeout=PATIENCE) as answer:  # noqa: S310 -- our own server
            return unmarked(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < end:
        time.sleep(0.1)
    return true()


def test_save_and_see(city: Path, serving: tuple[str, subprocess.Popen[str]]) -> None:
    address, process = serving
    assert "もう一度押します" in page(address)
    assert not (city / "build" / "site").exists()
    source = city / "docs" / "tablet.md"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("もう一度押します", "{{ x }}"), encoding="utf-8")
    assert until(lambda: "docs/tablet.md:" in page(address))
    assert "もう一度押します" in page(address)  # the last good page stays below
    source.write_text(text.replace("もう一度押します", "長く押します"), encoding="utf-8")
    os.utime(source, (1, 1))
    assert until(lambda: "長く押します" in page(address) and "docs/tablet.md:" not in page(address))
    with urlopen(f"{address}ja/guide-tablet-ver12-ja.pdf", timeout=PATIENCE) as answer:  # noqa: S310
        assert answer.read(4) == b"%PDF"
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
    assert not any("tebiki-new" in path.name for path in (city / "build").rglob("*"))


def test_an_edit_is_seen_whatever_its_time(city: Path) -> None:
    known = watch.look(city)
    assert watch.wait(city, known, lambda: True) == known
    source = city / "docs" / "tablet.md"
    source.write_bytes(source.read_bytes())
    os.utime(source, ns=(known[str(source)][0], known[str(source)][0]))
    if sys.platform != "win32":
        assert watch.wait(city, known, lambda: False) != known


def test_a_look_is_at_what_a_build_may_read(city: Path) -> None:
    docs = city / "docs"
    for name in (".hidden.md", "tablet.mo", "new.md"):
        (docs / name).write_text("x", encoding="utf-8")
    listed = {str(path) for name in CONTENT for path in below(city / name)}
    known = watch.look(city)
    assert set(known) == listed
    assert {str(city / "conf.py"), str(docs / "new.md")} < listed
    (docs / "tablet.mo").write_text("more", encoding="utf-8")
    assert watch.look(city) == known
    (docs / "new.md").unlink()
    assert set(watch.look(city)) == listed - {str(docs / "new.md")}
    shutil.rmtree(docs)
    assert set(watch.look(city)) == {path for path in listed if not path.startswith(str(docs))}


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ("raise RuntimeError(1)", "conf.py:"),
        ("raise SystemExit(1)", "conf.py:"),
        ("raise BaseException", "conf.py:"),
        ("print(", "conf.py:"),
        ('tebiki_settings["languages"] = []', "languages"),
        ('tebiki_settings["certificate_pattern"] = "("', "certificate_pattern"),
        ('tebiki_settings["colours"]["light"] = "#FEFEFE"', "#FEFEFE"),
    ],
)
def test_a_bad_save_of_conf_ends_nothing(
    city: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str, told: str
) -> None:
    """It is shown where the pages are, and the next good save heals it."""
    monkeypatch.chdir(city)
    lines: list[str] = []
    loop = Loop(city, lines.append, None)
    conf = city / "conf.py"
    good = conf.read_bytes()
    loop.known = watch.look(city)
    loop.pages()
    assert loop.folders
    conf.write_bytes(good + f"\n{spoilt}\n".encode())
    loop.known = watch.look(city)
    loop.pages()
    assert any(told in problem for problem in loop.state.problems), loop.state.problems
    conf.write_bytes(good)
    loop.known = watch.look(city)
    loop.pages()
    assert loop.state.problems == ()


def test_a_mistake_in_the_engine_ends_nothing(city: Path) -> None:
    """It is told as one, without what it says: that may hold what somebody typed."""
    lines: list[str] = []
    loop = Loop(city, lines.append, None)

    def fails() -> None:
        raise ZeroDivisionError("secret words")

    assert loop.tried(fails) is None
    (problem,) = loop.state.problems
    assert "ZeroDivisionError" in problem
    assert "secret words" not in problem
