"""Measures papers and releases: ``make bench ARGS="--release"``.

A project of its own, in a folder: an engine, a content and a repository. Its unconfirmed facts are given
invented values and confirmed (rehearse_facts.py); then the edition is reviewed and released, and a
correction of it too, which is compared with the release before. Also by an engine of an earlier commit:
what that does not know yet (decisions, check numbers) is left out.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

from rehearse_facts import missing, unconfirmed, with_value

#: What is measured, in this order.
STEPS: Final = ("review", "release", "review of a correction", "release of a correction")
_CONTENT: Final = ("conf.py", "docs", "screenshots")
_ENGINE: Final = ("tools/tebiki", "requirements.lock", "pyproject.toml")
#: Nobody; for commits of the project.
_NAMES: Final = {"GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@example.com"}
#: As ``edition review`` tells it, in any language of the messages.
_CHECK_NUMBER: Final = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)")
_APPROVAL: Final = ("--number", "1")
#: Tells what is missing, by the engine's own function.
_LACKS: Final = """
import sys
from pathlib import Path
from tebiki.content.project import Project
from tebiki.editions.decide import lacks
project = Project(Path.cwd())
print(*(one.about for one in lacks(project, project.edition_of(sys.argv[1]))))
"""
_BY: Final = ("--by", "試験係")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one command took, with all that it started; None: not told by the system."""

    wall_s: float
    cpu_s: float | None
    peak_mib: float | None


def measure_release(python: Path, engine: Path, content: Path, folder: Path) -> dict[str, Taken]:
    """What each of `STEPS` takes.

    ``python``: has the packages of the engine's lock; ``engine``: a checkout; ``content``: holds conf.py,
    docs and screenshots; ``folder``: not there yet, stays as the last step left it. Ends the program where
    a command refuses.
    """
    project = _Project(python, folder)
    project.make(engine, content)
    project.confirm()
    return {**project.release(STEPS[:2], ()), **project.release(STEPS[2:], project.revise())}


@dataclass(slots=True)
class _Project:
    python: Path
    root: Path
    _knows: dict[str, bool] = field(default_factory=dict)

    @property
    def year(self) -> str:
        return str(self._conf()["tebiki_edition"])

    @property
    def facts(self) -> Path:
        return self.root / "docs" / "editions" / f"{self.year}.toml"

    def make(self, engine: Path, content: Path) -> None:
        """The folder, as a repository with all in its first commit."""
        self.root.mkdir(parents=True)
        for start, names in ((content, _CONTENT), (engine, _ENGINE)):
            for name in names:
                _copy(start / name, self.root / name)
        (self.root / ".gitignore").write_text("/build/\n/dist/\n__pycache__/\n", encoding="utf-8")
        self._git("init", "--quiet", "--initial-branch=main")
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", "content")

    def confirm(self) -> None:
        """Give each unconfirmed fact a value, confirm all, and decide that nobody needs to walk."""
        keys = unconfirmed(self.facts.read_text(encoding="utf-8"))
        languages = self._conf()["tebiki_settings"].get("languages", ["ja"])
        for key in missing(self.facts.read_text(encoding="utf-8")):
            text = with_value(self.facts.read_text(encoding="utf-8"), key, languages)
            self.facts.write_text(text, encoding="utf-8", newline="\n")
        if keys:
            self._tebiki("edition", "confirm", *keys, *_BY, "--on", f"{self.year}-03-20")
        for about in self._lacks():
            said = ("--role", "課長", "--on", f"{self.year}-03-21", "--reason", "試験です。")
            self._tebiki("edition", "decide", about, *said)

    def release(self, names: tuple[str, ...], more: tuple[str, ...]) -> dict[str, Taken]:
        """Review the edition and release it; ``names``: of the two steps."""
        review, said = self._tebiki("edition", "review", self.year)
        words = ("--approved", f"{self.year}-03-25", *_APPROVAL, *more)
        if self._can("release", option="--check-number"):
            words += ("--check-number", _CHECK_NUMBER.findall(said)[-1])
        release, _ = self._tebiki("release", self.year, *words)
        return dict(zip(names, (review, release), strict=True))

    def revise(self) -> tuple[str, ...]:
        """Open a correction of all manuals; what its release is asked for besides."""
        manuals = [word for name in self._edition()["manuals"] for word in ("--manual", name)]
        said = ("--reason", "事実を直しました。", "--on", f"{self.year}-09-10", "--yes")
        self._tebiki("edition", "revise", self.year, *manuals, *said)
        return ()

    def _tebiki(self, *words: str) -> tuple[Taken, str]:
        command = [str(self.python), "-m", "tebiki", *words]
        with TemporaryFile("w+", encoding="utf-8", errors="replace") as told:
            begun = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603 -- a project's own engine
                command, cwd=self.root, env=self._environment(), stdout=told, stderr=told
            )
            code, cpu, peak = _wait(process)
            taken = Taken(time.perf_counter() - begun, cpu, peak)
            told.seek(0)
            said = told.read()
        if code:
            sys.exit(f"{said}\ntebiki {' '.join(words)} ended with {code}; nothing was measured")
        return taken, said

    def _lacks(self) -> list[str]:
        """What a release is refused for unless somebody decides; nothing by an engine that does not ask."""
        ended = subprocess.run(  # noqa: S603 -- a project's own engine
            [str(self.python), "-c", _LACKS, self.year],
            cwd=self.root,
            env=self._environment(),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        return ended.stdout.decode().split()

    def _can(self, *words: str, option: str = "") -> bool:
        """Whether the engine knows a command, or an option of it."""
        name = " ".join((*words, option))
        if name not in self._knows:
            ended = subprocess.run(  # noqa: S603 -- a project's own engine
                [str(self.python), "-m", "tebiki", *words, "--help"],
                cwd=self.root,
                env=self._environment(),
                check=False,
                capture_output=True,
            )
            self._knows[name] = not ended.returncode and option.encode() in ended.stdout
        return self._knows[name]

    def _conf(self) -> dict[str, Any]:
        return runpy.run_path(str(self.root / "conf.py"))

    def _edition(self) -> dict[str, Any]:
        return tomllib.loads(self.facts.read_text(encoding="utf-8"))

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *words], cwd=self.root, env=self._environment(), check=True)  # noqa: S603, S607

    def _environment(self) -> dict[str, str]:
        """The project's own engine, not the one that is installed, and a name for commits.

        Bytecode is kept as everybody's Python keeps it, but beside the project: there it would be a change.
        """
        names = {name.replace("AUTHOR", "COMMITTER"): said for name, said in _NAMES.items()} | _NAMES
        names["PYTHONPATH"] = str(self.root / "tools")
        names["PYTHONPYCACHEPREFIX"] = str(self.root.with_name(f"{self.root.name}-bytecode"))
        usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**usual, **names}


def _copy(start: Path, end: Path) -> None:
    end.parent.mkdir(parents=True, exist_ok=True)
    if start.is_dir():
        shutil.copytree(start, end, ignore=shutil.ignore_patterns("__pycache__"))
    elif start.is_file():
        shutil.copyfile(start, end)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float | None, float | None]:
    if sys.platform == "win32":
        return process.wait(), None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 2**20 if sys.platform == "darwin" else 2**10  # bytes on macOS, KiB elsewhere
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit
