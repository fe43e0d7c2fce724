"""Years in other hands: the engine and the packages go on, and what was released stays within reach.

The engine of the first release is that of commit cb68959, as the repository has it. Every environment
is made for real, by pip, from wheels made here.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY
from repositories import begin, git
from signed_papers import signed
from web_gates import unmarked
from wheels import make_update

import tebiki
from tebiki.content.releases import load_releases
from tebiki.editions.engine import CONTRACT, Engine, call_engine
from tebiki.editions.environments.make import python_for
from tebiki.editions.git import Repository

FIRST = "cb68959"
APPROVED = ("--approved", "2031-02-20", "--number", "12")


class Hands:
    """A project, the engine that it holds, and the Python that people have installed for it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.wheels = folder / "project", folder / "wheels"
        self.version, self.python = "", Path()
        self.wheels.mkdir(parents=True)
        self.said: list[str] = []
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(self.wheels))
        monkeypatch.setenv("TEBIKI_DATA", str(folder / "data"))

    def take_first_engine(self) -> None:
        """The project of an invented city as it was at the first commit, with that commit's engine."""
        repository = Repository.of(REPOSITORY)
        commit = repository.resolve(FIRST)
        assert commit, "the whole history is needed: git fetch --unshallow"
        old = self.root.parent / "first"
        repository.export(commit, old, below=("tools/tebiki/", "tests/roots/yamabe/"))
        shutil.copytree(old / "tests" / "roots" / "yamabe", self.root)
        shutil.copytree(old / "tools", self.root / "tools")
        (self.root / ".gitignore").write_text("/build/\n/dist/\n__pycache__/\n")
        self.version = "0.1.0"

    def take_todays_engine(self) -> None:
        """What an upgrade does: another engine, committed by the maintainer."""
        shutil.rmtree(self.root / "tools")
        shutil.copytree(
            Path(tebiki.__file__).parent,
            self.root / "tools" / "tebiki",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        self.version = tebiki.__version__

    def update_packages(self, version: str) -> None:
        """Another version of a package, in the lock and in what is installed."""
        (self.root / "requirements.lock").write_text(make_update(self.wheels, version))
        self.python = python_for(
            self.root / "requirements.lock", "linux x86_64 Python 3.11.7", self.said.append
        )

    def commit(self, words: str) -> None:
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", words)

    def run(self, *words: str, code: int = 0) -> str:
        """A command of the project's own engine, in the Python that is installed for it; what it said."""
        engine = Engine(self.root / "tools" / "tebiki", self.python, self.version)
        if words[0] == "release" and self.version != "0.1.0" and "verify" not in words:
            words = (*words, *signed(self.root, words))
        said: list[str] = []
        ended = call_engine(engine, [*words, "--root", str(self.root)], self.root, said.append)
        assert ended == code, "\n".join(said)
        return "\n".join(said)


@pytest.fixture
def hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """A project that the first engine has released, with the packages of that time."""
    made = Hands(tmp_path, monkeypatch)
    made.take_first_engine()
    begin(made.root)
    made.update_packages("1.0")
    made.commit("content and engine")
    made.run("edition", "review", "2031")
    made.run("release", *APPROVED)
    [release] = load_releases(made.root / "docs", "2031")
    assert (release.contract, release.tebiki) == (1, "0.1.0")
    return made


def decide(facts: Path, *about: str) -> None:
    """What the first engine did not ask for yet goes out without by somebody's decision."""
    rows = (f'\n[[decisions]]\nabout = "{name}"\nrole = "係長"\nday = 2032-01-20\n' for name in about)
    text = facts.read_text(encoding="utf-8") + "".join(f'{row}reason = "準備中のため"\n' for row in rows)
    facts.write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_release_outlives_its_engine_and_its_packages(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = hands.root
    first = tree(root / "dist" / "2031")
    shutil.move(root / "dist", root.parent / "dist-of-the-old-pc")

    hands.take_todays_engine()
    hands.update_packages("2.0")
    hands.commit("update of the engine and of a package")
    new = ("--certificate=YMB-2032-0229", "--published=2032-03", "--changes=新しい証明書です。", "--yes")
    hands.run("edition", "new", "2032", *new)
    said = hands.run("edition", "compare", "2031", "2032")
    assert "once more" in said  # nothing of it was left here
    table = unmarked((root / "build" / "compare" / "2031-2032" / "index.html").read_text(encoding="utf-8"))
    assert "YMB-2032-0229" in table
    hands.run("edition", "confirm", "links.form", "--edition=2032", "--by=係員", "--on=2032-01-15")
    facts = root / "docs" / "editions" / "2032.toml"
    decide(facts, "contact", "hours", "walked.tablet")
    hands.run("edition", "review", "2032")
    hands.run("release", "2032", *APPROVED)
    assert "YMB-2032-0229" in facts.read_text(encoding="utf-8")
    [release] = load_releases(root / "docs", "2032")
    assert (release.contract, release.tebiki) == (CONTRACT, tebiki.__version__)
    recorded = root / "docs" / "releases"
    assert {p.name for p in recorded.iterdir()} >= {"2031-1", "2032-1", "pictures", "2032.toml"}
    assert Repository.of(root).changed() == []

    assert "all" in hands.run("release", "verify", "2032") + " all"
    hands.run("release", "verify", "2031")
    assert tree(root / "dist" / "2031") == first  # made by the first engine, with the packages of then

    hands.update_packages("3.0")
    hands.commit("update of a package")
    nothing = root.parent / "nothing"
    nothing.mkdir()
    monkeypatch.setenv("PIP_FIND_LINKS", str(nothing))
    monkeypatch.setenv("TEBIKI_DATA", str(nothing))
    shutil.rmtree(root / "build")
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write('tebiki_settings["archive"] = [2031]\n')
    hands.run(
        "edition", "revise", "2032", "--manual=tablet", "--reason=誤字です。", "--on=2032-09-01", "--yes"
    )
    page = root / "docs" / "tablet.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("に入る手順です", "に入る方法です"), encoding="utf-8"
    )
    hands.run("edition", "compare", "2032")  # what the release recorded is enough
    errata = unmarked((root / "build" / "compare" / "2032" / "index.html").read_text(encoding="utf-8"))
    assert "<ins>方法</ins>" in errata
    assert "<del>手順</del>" in errata
    assert list(nothing.iterdir()) == []
    # What the first engine released has no form for the archive: that needs its environment once more.
    hands.run("edition", "review", "2032")
    assert "2031" in hands.run("release", "2032", *APPROVED, code=3)
    monkeypatch.setenv("PIP_FIND_LINKS", str(hands.wheels))
    hands.run("release", "2032", *APPROVED)
    assert subprocess.run(["git", "tag"], cwd=root, capture_output=True, check=True).stdout.split() == [
        b"edition-2031",
        b"edition-2032",
        b"edition-2032-2",
    ]
    assert [path.name for path in nothing.iterdir()] == ["environments"]
