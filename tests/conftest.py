"""What all tests share: projects to build, built outputs, the plugin that allows no skip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tebiki.build.run import Request, build

pytest_plugins = ["no_skip", "translate_plugin"]

REPOSITORY = Path(__file__).resolve().parent.parent
ROOTS = REPOSITORY / "tests" / "roots"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in one language, whatever the machine's."""
    monkeypatch.setenv("TEBIKI_LANG", "en")


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's own content: conf.py, docs, screenshots."""
    root = tmp_path_factory.mktemp("content")
    shutil.copy(REPOSITORY / "conf.py", root)
    for name in ("docs", "screenshots"):
        shutil.copytree(REPOSITORY / name, root / name)
    return root


@pytest.fixture(scope="session")
def site(content: Path) -> Path:
    """The repository's own content, built."""
    return build(Request(content), lambda _: None).target


@pytest.fixture(scope="session")
def built_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented city's project, built once; its site is ``build/site``."""
    root = tmp_path_factory.mktemp("yamabe") / "root"
    shutil.copytree(ROOTS / "yamabe", root)
    build(Request(root), lambda _: None)
    return root


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A copy of the invented city's project, not built, to be spoilt."""
    root = tmp_path / "yamabe"
    shutil.copytree(ROOTS / "yamabe", root)
    return root
