"""Every shortcut past upstream: told when upstream changes, off by one switch, the same bytes without it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from upstream import GONE, RELIANCES

from tebiki import plain
from tebiki.pipeline import workers
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.pipeline.sphinx_patches import lean_sphinx, needed

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "dev" / "patches.md").read_text(encoding="utf-8")
#: The rows of its tables: a name in the first column, a test in another.
ROWS = dict(re.findall(r"(?m)^\| `([\w-]+)` \|(.*)$", PAGE))


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", RELIANCES)
def test_upstream_is_as_we_need_it(name: str) -> None:
    assert RELIANCES[name].holds(), f"upstream has changed: see the row {name} of docs/dev/patches.md"


@pytest.mark.parametrize("name", RELIANCES)
def test_a_change_upstream_would_be_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = RELIANCES[name]
    if one.then is GONE:
        monkeypatch.delattr(one.place, one.name)
    else:
        monkeypatch.setattr(one.place, one.name, one.then)
    try:
        held = one.holds()
    except (AttributeError, TypeError, ValueError, KeyError):
        held = False
    assert not held


def test_every_reliance_has_its_row_and_every_row_its_test() -> None:
    assert set(RELIANCES) <= set(ROWS)
    for name, row in ROWS.items():
        tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row)
        assert tests, name
        for path, function in tests:
            assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), f"{name}: {function}"


@pytest.mark.parametrize("name", ["city", "shiomi"])
def test_without_the_shortcuts_the_same_bytes(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    root: Path = request.getfixturevalue(name)
    usual: Path = request.getfixturevalue(f"built_{name}")
    monkeypatch.setenv(plain.SWITCH, "1")
    monkeypatch.setattr(workers, "_LATER", None)  # nobody may ask the server to fork
    assert build(Request(root), lambda _: None).fresh
    assert files(root / "build" / "site") == files(usual / "build" / "site")
    monkeypatch.undo()
    assert not build(Request(root), lambda _: None).fresh  # the switch is part of no key


def test_the_switch_reaches_every_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place asks `is_plain`; one that did not would be a shortcut that stays."""
    from myst_parser.mdit_to_docutils import base  # noqa: PLC0415
    from sphinx import application  # noqa: PLC0415

    monkeypatch.setenv(plain.SWITCH, "1")
    theirs = (application.builtin_extensions, vars(base.DocutilsRenderer)["setup_render"])
    with lean_sphinx():
        assert (application.builtin_extensions, vars(base.DocutilsRenderer)["setup_render"]) == theirs
    assert needed() == tuple(application.builtin_extensions)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process was given is read from /proc")
@pytest.mark.parametrize(("switch", "given"), [("1", "None"), ("", "2")])
def test_the_switch_reaches_what_a_worker_is_given(
    switch: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from pathlib import Path\n"
        "from time import sleep\n"
        "from tebiki.pipeline import workers\n"
        "worker = workers.Worker()\n"
        "while worker.process.pid is None:  # the server has not forked it yet\n"
        "    sleep(0.001)\n"
        "about = Path(f'/proc/{worker.process.pid}')\n"
        "while b'multiprocessing' not in (about / 'cmdline').read_bytes():  # until then it is a copy of us\n"
        "    sleep(0.001)\n"
        "text = (about / 'environ').read_text()\n"
        "worker.stop()\n"
        "given = dict(line.split('=', 1) for line in text.split(chr(0)) if line)\n"
        "print(given.get('MALLOC_ARENA_MAX'))\n"
    )
    monkeypatch.setenv(plain.SWITCH, switch)
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == given


COUNT = """
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from tebiki.pipeline import sphinx_patches as ours
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site
from tebiki.pipeline.worker import build_language

asked, made = Counter(), Counter()

def counted(counter, name, function):
    def call(*arguments, **named):
        counter[name] += 1
        return function(*arguments, **named)
    return call

ours._set_up_render = counted(asked, "documents", ours._set_up_render)
ours.markdown_parser.create_parser = counted(made, "parser", ours.markdown_parser.create_parser)
once, parsed = ours._once, ours._parsed_once
ours._once = lambda create: counted(asked, "parser", once(create))
ours._parsed_once = lambda theirs: counted(
    asked, "translations", parsed(counted(made, "translations", theirs)))
ours.Matcher.findall = counted(asked, "matcher", ours.Matcher.findall)
request = Request(Path(sys.argv[1]))
site = Site.open(request)
with TemporaryDirectory() as work:
    result = build_language(site.job(request, "en", Path(work) / "out", Path(work), 1), lambda _: None)
assert not result.problems, result.problems
for name in ("documents", "parser", "translations", "matcher"):
    print(name, asked[name], made[name])
"""


def test_upstream_still_comes_by_and_is_spared_something(shiomi: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(shiomi)], capture_output=True, text=True, check=True
    )
    found = {name: (int(asked), int(made)) for name, asked, made in map(str.split, done.stdout.splitlines())}
    assert found.pop("matcher")[0] > 10
    assert found.pop("documents")[0] > 30
    for name, (asked, made) in found.items():
        assert asked > made > 0, name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_the_server_has_imported_what_workers_need_and_ends(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from tebiki.pipeline import workers\n"
        "def told(pipe):\n"
        "    pipe.send('myst_parser.sphinx_ext.main' in sys.modules and 'typst' in sys.modules)\n"
        "if __name__ == '__main__':\n"
        "    ours, theirs = workers._LATER.Pipe()\n"
        "    process = workers._LATER.Process(target=told, args=(theirs,))\n"
        "    process.start()\n"
        "    print(ours.recv())\n"
        "    process.join()\n"
        "    from multiprocessing import forkserver\n"
        "    before = forkserver._forkserver._forkserver_pid\n"
        "    workers._end_server()\n"
        "    print(before is not None, forkserver._forkserver._forkserver_pid)\n"
    )
    path = tmp_path / "asks_server.py"
    path.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True", "None"]
