"""The project that faults are planted in, and what `tebiki check --json` says of a copy."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOTS, speak, table_city
from faults import At, Batch

from tebiki.cli.dispatch import main
from tebiki.pipeline import record
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

#: What is unconfirmed in the unharmed project: it has facts that nobody knows, as real ones have.
KNOWN = {"fact/unknown", "fact/unreviewed", "picture/unverified", "walk/unwalked"}


class Found(NamedTuple):
    """A finding as it is told."""

    rule: str
    file: str
    line: int | None
    key: str | None

    def is_at(self, at: At) -> bool:
        """Whether it names the place of a fault."""
        return at in (self.line, self.key) if at is not None else (self.line, self.key) == (None, None)


def make(root: Path) -> None:
    """The invented city's project in two languages, with a glossary, built."""
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    speak(root, "ja", "en")
    shutil.copytree(ROOTS / "yamabe_planted", root, dirs_exist_ok=True)
    build(Request(root), lambda _: None)


def make_table(root: Path) -> None:
    """The invented city's project with two manuals and a table of what they must say, built."""
    table_city(root)
    build(Request(root), lambda _: None)


#: What faults may be planted in.
PROJECTS = {"yamabe_planted": make, "yamabe_required": make_table}


def planted(project: Path, into: Path, batch: Batch) -> tuple[Path, list[At]]:
    """A copy with a batch's faults, and where each was put."""
    root = into / "yamabe"
    shutil.copytree(project, root)
    cache, built = root / "build" / ".cache", project / "build" / "site"
    if batch.keep:  # its name tells of the output's path
        record.path_of(cache, built).rename(record.path_of(cache, root / "build" / "site"))
    else:
        record.path_of(cache, built).unlink()
    if not batch.site:
        shutil.rmtree(root / "build" / "site")
    return root, [fault.plant(root) for fault in batch.faults]


def check(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[Found]]:
    """The exit code and the findings of the real command."""
    monkeypatch.chdir(root)
    code = main(["check", "--json"])
    told = json.loads(capsys.readouterr().out)
    rows = told["findings"]
    return code, [Found(row["rule"], row["file"], row["line"], row["key"]) for row in rows]
