"""What all tests share: projects to build, built outputs, the plugin that allows no skip."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from terminals import Terminal
from web_gates import chromium

from tebiki.output.server import serve_folder
from tebiki.pipeline import workers
from tebiki.pipeline.build import build
from tebiki.pipeline.lock import exclusive
from tebiki.pipeline.request import Request

pytest_plugins = [
    "no_skip",
    "printed_rates",
    "translate_plugin",
    "environment_samples",
    "old_projects",
    "studio_fixtures",
]

REPOSITORY = Path(__file__).resolve().parent.parent
ROOTS = REPOSITORY / "tests" / "roots"
#: A folder's name and what fills it → the folder.
Shared = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in one language, whatever the machine's."""
    monkeypatch.setenv("TEBIKI_LANG", "en")


@pytest.fixture(autouse=True)
def own_data(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test finds, makes or removes environments of the person who runs it."""
    monkeypatch.setenv("TEBIKI_DATA", str(tmp_path_factory.getbasetemp() / "user data"))


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests of many small builds: the server that has imported Sphinx stays from one to the next."""
    monkeypatch.setattr(workers, "_end_server", lambda: None)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Somebody sits before the terminal and types these lines."""
    return lambda *lines: monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Makes a folder once for all processes of a run: a build of six languages takes both processors."""
    own = tmp_path_factory.getbasetemp()
    return partial(once, own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


def once(base: Path, name: str, make: Callable[[Path], object]) -> Path:
    """``base / name``, filled by ``make`` unless another process has done so; that one is waited for."""
    folder, done = base / name, base / f"{name}.done"
    with exclusive(base / f"{name}.lock", lambda _: None):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # of one that failed
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def built_city(shared: Shared) -> Path:
    """The invented city's project, built once and not to be changed; its site is ``build/site``."""

    def make(root: Path) -> None:
        shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
        build(Request(root), lambda _: None)

    return shared("yamabe", make)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the invented city's project, not built, to be spoilt."""
    root = tmp_path / "yamabe"
    shutil.copytree(ROOTS / "yamabe", root)
    return root


@pytest.fixture(scope="session")
def built_shiomi(shared: Shared) -> Path:
    """The other invented city's project, built once and not to be changed; its site is ``build/site``.

    Two manuals with names of two words, ja and en, a computer and a tablet, a table, shared chapters,
    pictures with marks, a certificate's id without a date, an earlier edition, no address.
    """

    def make(root: Path) -> None:
        shutil.copytree(ROOTS / "shiomi", root, dirs_exist_ok=True)
        build(Request(root), lambda _: None)

    return shared("shiomi", make)


@pytest.fixture
def shiomi(tmp_path: Path) -> Path:
    """A copy of the other invented city's project, not built, to be spoilt."""
    root = tmp_path / "shiomi"
    shutil.copytree(ROOTS / "shiomi", root)
    return root


#: What the second language adds to the invented city's conf.py and labels; its catalogue: ``yamabe_en``.
IN_ENGLISH = """
tebiki_settings["languages"] = {languages}
names = {{"city": "Yamabe", "system": "Care Net", "masthead": "Yamabe Care Net", "title": "Guide"}}
for key, text in names.items():
    tebiki_settings[key] |= {{"en": text}}
"""


@pytest.fixture
def bilingual(city: Path) -> Path:
    """The invented city's project with English, not built, to be spoilt."""
    speak(city, "ja", "en")
    return city


@pytest.fixture(scope="session")
def built_bilingual(shared: Shared) -> Path:
    """The same, built once and not to be changed."""

    def make(root: Path) -> None:
        shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
        speak(root, "ja", "en")
        build(Request(root), lambda _: None)

    return shared("yamabe_en", make)


def speak(root: Path, *languages: str) -> None:
    """Give a copy of the invented city's project languages: ``en`` has a catalogue and labels."""
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(IN_ENGLISH.format(languages=list(languages)))
    shutil.copytree(ROOTS / "yamabe_en", root, dirs_exist_ok=True)
    labels = root / "docs" / "labels" / "tablet.toml"
    text = labels.read_text(encoding="utf-8")
    text = text.replace('ja = "はい"', 'ja = "はい"\nen = "Yes"')
    text = text.replace("\n[ask.title]\n", '\n[ask.title]\nmeaning.en = "Install {app}?"\n')
    labels.write_text(text, encoding="utf-8", newline="\n")


def table_city(root: Path) -> None:
    """The invented city's project with a second manual, and a table of what both must say."""
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    shutil.copytree(ROOTS / "yamabe_required", root, dirs_exist_ok=True)


@pytest.fixture
def required_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, not built, to be spoilt; the working folder."""
    root = tmp_path / "yamabe"
    table_city(root)
    monkeypatch.chdir(root)
    return root


@pytest.fixture(scope="session")
def built_required(shared: Shared) -> Path:
    """The same, built once and not to be changed."""

    def make(root: Path) -> None:
        table_city(root)
        build(Request(root), lambda _: None)

    return shared("yamabe_required", make)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's browser; a module that asks for it skips itself where there is none."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the module's ``site`` is served, for a browser to look at."""
    with serve_folder(site) as found:
        yield found
