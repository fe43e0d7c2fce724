"""The same year by commands, each typed as a person types it, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from certificates import PASSWORD
from signed_papers import number_on_papers
from studio_year import ROLE, SOURCE, YearPlan

from tebiki.pipeline.record import files_of


def run(root: Path, *words: str, typed: str = "") -> None:
    """A command of tebiki; one that refuses fails the test, with its own words."""
    done = subprocess.run(
        [sys.executable, "-m", "tebiki", *words, "--root", str(root)],
        input=typed.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, (words, done.stderr.decode())


def begin_by_commands(root: Path, plan: YearPlan) -> None:
    options = ("--p12", str(plan.file), "--published", plan.published, "--password-stdin", "--yes")
    run(root, "edition", "new", plan.year, *options, typed=PASSWORD + "\n")


def confirm_by_commands(root: Path, plan: YearPlan, *keys: str) -> None:
    """Facts compared with their source, in that order."""
    for key in keys:
        said = ("--by", ROLE, "--on", plan.day, "--source", SOURCE)
        run(root, "edition", "confirm", key, "--edition", plan.year, *said)


def write_fact_by_commands(root: Path, plan: YearPlan, key: str, value: str) -> None:
    run(root, "edition", "set", key, value, "--edition", plan.year)
    confirm_by_commands(root, plan, key)


def decide_by_commands(root: Path, plan: YearPlan, *about: str) -> None:
    said = [word for name, text in asdict(plan.decision).items() for word in (f"--{name}", text)]
    for one in about:
        run(root, "edition", "decide", one, "--edition", plan.year, *said)


def correct_by_commands(root: Path, plan: YearPlan, manual: str, reason: str) -> None:
    options = ("--manual", manual, "--reason", reason, "--on", plan.day, "--yes")
    run(root, "edition", "revise", plan.year, *options)


def release_by_commands(root: Path, plan: YearPlan) -> None:
    """The papers, then the release that they allow."""
    run(root, "edition", "review", plan.year)
    approved = ("--approved", plan.approved, "--number", plan.number)
    run(root, "release", plan.year, *approved, "--check-number", number_on_papers(root, plan.year))


def tree(root: Path) -> dict[str, str]:
    """Every file of the project but what anybody may delete, by its hash; commits and tags by theirs."""
    found = files_of(root)
    files = {name: found[name] for name in found if not name.startswith(("build/", ".git/"))}
    listed = subprocess.run(
        ["git", "for-each-ref", "--format=%(refname) %(objectname)"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    return files | dict(line.split() for line in listed.stdout.splitlines())


def differing(first: Path, second: Path) -> list[str]:
    """Names of what two projects do not share, byte for byte."""
    one, other = tree(first), tree(second)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
