"""What stops ``tebiki migrate``, and what a stopped one leaves: all is written, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from old_projects import FACTS, SCREEN, Said, held, migrate, record, replace
from repositories import begin, git

from tebiki.content import write_files
from tebiki.content.format_numbers import older_files
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

SPOILT: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "newer": (lambda r: replace(r / FACTS, "year", "format = 3\nyear"), "of format 3;", f"{FACTS}:1: format"),
    "newer conf": (
        lambda r: replace(r / "conf.py", "tebiki_edition", "tebiki_format = 9\ntebiki_edition"),
        "of format 9;",
        "conf.py:5: tebiki_format",
    ),
    "text": (lambda r: replace(r / FACTS, "year", 'format = "2"\nyear'), "must be a whole", f"{FACTS}:1"),
    "negative": (lambda r: replace(r / FACTS, "year", "format = -1\nyear"), "must be a whole", f"{FACTS}:1"),
    "place": (
        lambda r: replace(r / FACTS, "[publisher]\n", "[publisher]\nformat = 2\n"),
        "stands within a table",
        f"{FACTS}:6: publisher.format",
    ),
    "syntax": (lambda r: replace(r / FACTS, "year = ", "year "), "not valid TOML", f"{FACTS}:1"),
    "taken": (
        lambda r: replace(r / "docs/labels/tablet.toml", "[ask.title]", "[format.title]"),
        "A table is called format",
        "docs/labels/tablet.toml:6: format",
    ),
    "encoding": (
        lambda r: (r / FACTS).write_bytes("year = 2031 # 年".encode("cp932")), "Shift_JIS", f"{FACTS}:1",
    ),
    "conf that works it out": (
        lambda r: replace(r / "conf.py", 'tebiki_edition = "2031"', 'if True:\n    tebiki_edition = "2031"'),
        "Write tebiki_format = 2", "conf.py: tebiki_format",
    ),
    "conf that fails": (
        lambda r: replace(r / "conf.py", "tebiki_edition", "1 / 0\ntebiki_edition"), "failed", "conf.py",
    ),
    "conf that ends": (
        lambda r: replace(r / "conf.py", "tebiki_edition", "raise SystemExit\ntebiki_edition"),
        "failed (SystemExit", "conf.py",
    ),
    "conf with a slip": (
        lambda r: replace(r / "conf.py", "tebiki_edition", "extensions.add('x')\ntebiki_edition"),
        "failed (AttributeError", "conf.py",
    ),
    "conf of another encoding": (
        lambda r: (r / "conf.py").write_bytes((r / "conf.py").read_text(encoding="utf-8").encode("cp932")),
        "Shift_JIS", "conf.py:",
    ),
    "conf with two numbers": (
        lambda r: replace(
            r / "conf.py", "tebiki_edition", "tebiki_format = 1\ntebiki_format = 1\ntebiki_edition"
        ),
        "set it nowhere else", "conf.py:6: tebiki_format",
    ),
    "number in quotes": (
        lambda r: replace(r / FACTS, "year", 'format = "1"\nyear'), 'number "1" cannot', f"{FACTS}:1",
    ),
    "half a file": (
        lambda r: (r / FACTS).write_bytes((r / FACTS).read_bytes()[:400]), "not valid TOML", f"{FACTS}:",
    ),
    "a colleague's next year": (
        lambda r: (r / "docs/editions/2032.toml").write_text("format = 3\nyear = 2032\n"),
        "A newer tebiki has written it", "docs/editions/2032.toml:1: format",
    ),
    "what git leaves in a conflict": (
        lambda r: replace(r / SCREEN, "kind", "<<<<<<< HEAD\nkind"), "not valid TOML", f"{SCREEN}:1",
    ),
    "a number at the end": (
        lambda r: (r / FACTS).write_bytes((r / FACTS).read_bytes() + b"format = 2\n"),
        "stands within a table", f"{FACTS}:",
    ),
    "protected": (
        lambda r: (r / SCREEN).chmod(0o444), "write-protected", SCREEN,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT)
def test_what_cannot_be_read_or_changed_is_told_and_nothing_written(
    old_project: Path, capsys: Said, fault: str
) -> None:
    spoil, sentence, place = SPOILT[fault]
    spoil(old_project)
    before = held(old_project)
    assert migrate() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert place in said.err
    assert held(old_project) == before


def test_all_faults_are_told_at_once(old_project: Path, capsys: Said) -> None:
    for fault in ("negative", "taken", "protected", "conf that works it out"):
        SPOILT[fault][0](old_project)
    assert migrate("--check") == 1
    said = capsys.readouterr().err
    sentences = ("must be a whole", "A table is called format", "write-protected", "Write tebiki_format = 2")
    assert [sentence for sentence in sentences if sentence not in said] == []


def test_a_swap_that_fails_leaves_all_as_it_was(
    old_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    before, swapped = held(old_project), list[str]()
    replaced = Path.replace

    def full(self: Path, target: Path) -> Path:
        if len(swapped) == 2:
            raise OSError(28, "No space left on device")
        swapped.append(target.name)
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert migrate() == 1
    assert "No space left" in capsys.readouterr().err
    assert len(swapped) == 2
    assert held(old_project) == before


def test_a_migration_that_was_killed_goes_on(old_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file has its own number: between two of them the project is whole, only not of one format."""

    class KilledError(BaseException):
        pass

    def killed(staged: list[tuple[Path, Path]], _: object) -> None:
        for temporary, path in staged[:2]:
            temporary.replace(path)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(write_files, "_swap", killed)
        with pytest.raises(KilledError):
            migrate()
    assert len(older_files(old_project)) == 2
    assert {path.name for path in older_files(old_project)} == {"ask.toml", "conf.py"}
    build(Request(old_project, formats=("html",)), lambda _: None)
    assert migrate() == 0
    assert older_files(old_project) == ()


def test_a_record_that_cannot_be_read_stops_it(old_project: Path, capsys: Said) -> None:
    """Whether the facts are frozen is not known then."""
    record(old_project)
    replace(old_project / "docs/releases/2031.toml", "approved = 2031-03-20\n", "")
    before = held(old_project)
    assert migrate() == 1
    assert "docs/releases/2031.toml" in capsys.readouterr().err
    assert held(old_project) == before


def test_edits_that_git_does_not_have_yet_stop_it(old_project: Path, capsys: Said) -> None:
    begin(old_project)
    git(old_project, "add", "docs", "screenshots")  # conf.py is none of git's
    git(old_project, "commit", "-qm", "all but conf.py")
    replace(old_project / FACTS, "unconfirmed", "# a word\nunconfirmed")
    replace(old_project / "docs/index.md", "\n", "\n\n")  # no file that is changed
    before = held(old_project)
    assert migrate() == 1
    said = capsys.readouterr().err
    assert f"{FACTS}: " in said
    assert "changes that nobody has committed" in said
    assert "index.md" not in said
    assert held(old_project) == before
    git(old_project, "commit", "-qam", "a word")
    assert migrate() == 0
