"""``tebiki migrate`` on frozen projects of older engines and on spoilt ones: all is written, or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import REPOSITORY
from repositories import begin, git

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.content import edition, format_numbers, formats, write_files
from tebiki.content.edition import Edition, load_edition
from tebiki.content.format_numbers import numbered_files, older_files
from tebiki.content.formats import Format, Step, Table
from tebiki.content.settings import load_config
from tebiki.editions import edition_file
from tebiki.messages import say
from tebiki.pipeline.build import Outcome, build
from tebiki.pipeline.request import Request

OLD = REPOSITORY / "tests" / "formats" / "cb68959-yamabe"
FACTS, SCREEN = "docs/editions/2031.toml", "screenshots/tablet/ask.toml"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city's project as an engine without numbers left it; the working folder."""
    root = tmp_path / "old"
    shutil.copytree(OLD, root)
    monkeypatch.chdir(root)
    return root


def held(root: Path) -> dict[str, bytes]:
    """Every file and what it holds."""
    paths = [path for path in sorted(root.rglob("*")) if path.is_file() and ".git" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def migrate(*options: str) -> int:
    return main(["migrate", *options])


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def test_each_file_is_named_with_what_changes(old: Path, capsys: Said) -> None:
    assert migrate() == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/editions/2031.toml: format 1 → 2 (its format number is written down)",
        "docs/labels/tablet.toml: format 1 → 2 (its format number is written down)",
        "screenshots/tablet/ask.toml: format 1 → 2 (its format number is written down)",
        "conf.py: format 1 → 2 (its format number is written down)",
        "Files brought to today's format: 4.",
    ]
    assert older_files(old) == ()


def test_only_the_number_is_new(old: Path) -> None:
    before = held(old)
    assert migrate() == 0
    after = held(old)
    assert after.keys() == before.keys()
    for name, data in before.items():
        lines = [line for line in after[name].splitlines() if line]
        rest = [line for line in data.splitlines() if line]
        new = [line for line in lines if not line.startswith((b"format = 2", b"tebiki_format = 2", b"#: "))]
        assert new == [line for line in rest if not line.startswith(b"#: ")]
    assert len([name for name in before if before[name] != after[name]]) == 4


def test_a_second_run_has_nothing_to_do(old: Path, capsys: Said) -> None:
    assert migrate() == 0
    capsys.readouterr()
    before = held(old)
    for options in ((), ("--check",)):
        assert migrate(*options) == 0
        assert capsys.readouterr().out == "There is nothing to change; files looked at: 4.\n"
    assert held(old) == before


def test_check_writes_nothing_and_ends_with_1(old: Path, capsys: Said) -> None:
    before = held(old)
    assert migrate("--check") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{FACTS}: format 1 → 2")
    assert said[-1] == "Files in an older format: 4. Nothing was written; tebiki migrate changes them."
    assert held(old) == before


def test_both_projects_make_the_same_pages(old: Path, tmp_path: Path) -> None:
    """The number is on no page; and an old project is told of once, at the end of a build."""

    def built(target: Path) -> Outcome:
        return build(Request(old, formats=("html",), output=target), lambda _: None)

    told = [line for line in built(tmp_path / "before").told if "migrate" in line]
    wanted = "Notice: files in an older format: 4, conf.py among them. They are still read; "
    assert told == [wanted + "tebiki migrate brings them to today's."]
    assert migrate() == 0
    assert not [line for line in built(tmp_path / "after").told if "migrate" in line]
    assert held(tmp_path / "before") == held(tmp_path / "after")


def test_check_of_the_content_tells_once_that_files_are_old(old: Path) -> None:
    def findings() -> list[tuple[str, object]]:
        found = check(Asked(old, outputs=False)).findings
        return [(f.severity, f.problem.values["count"]) for f in found if f.rule == "format/older"]

    assert findings() == [("warning", 4)]
    assert migrate() == 0
    assert findings() == []


def test_a_file_that_todays_reader_would_refuse_is_migrated(old: Path) -> None:
    """A later engine knows other keys: a migration reads by the number, not by today's model."""
    replace(old / FACTS, "year = 2031\n", 'year = 2031\nformer_key = "…"\n')
    replace(old / "conf.py", "tebiki_settings = {", 'tebiki_settings = {\n    "former": 1,')
    assert migrate() == 0
    assert older_files(old) == ()


def test_a_later_format_is_read_and_written_by_the_same_steps(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """Facts have come to format 3, in which ``issuer`` is called ``publisher``; all else is of format 2."""

    def renamed(table: Table) -> Table:
        return {"publisher" if key == "issuer" else key: value for key, value in table.items()}

    later = Format("edition", (*formats.EDITION.steps, Step("cli/none", renamed)))
    for module in (format_numbers, edition, edition_file):
        monkeypatch.setattr(module, "EDITION", later)
    replace(old / FACTS, "[publisher]", "# who\n[issuer]  # a word")
    replace(old / FACTS, "year = ", "# one\nyear = ")

    def read() -> Edition:
        return load_edition(old / "docs" / "editions", "2031", load_config(old).settings)

    before = read()
    assert before.publisher == {"ja": "山辺市福祉課"}
    assert migrate() == 0
    said = f"its format number is written down, {say('cli/none')}"
    assert f"{FACTS}: format 1 → 3 ({said})" in capsys.readouterr().out
    text = (old / FACTS).read_text(encoding="utf-8")
    assert text.startswith("format = 3\n\n# one\nyear = 2031\n")
    assert "issuer" not in text
    assert "# who\n" in text
    assert read() == before
    assert migrate("--check") == 0


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
    old: Path, capsys: Said, fault: str
) -> None:
    spoil, sentence, place = SPOILT[fault]
    spoil(old)
    before = held(old)
    assert migrate() == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert place in said.err
    assert held(old) == before


def test_all_faults_are_told_at_once(old: Path, capsys: Said) -> None:
    for fault in ("negative", "taken", "protected", "conf that works it out"):
        SPOILT[fault][0](old)
    assert migrate("--check") == 1
    said = capsys.readouterr().err
    sentences = ("must be a whole", "A table is called format", "write-protected", "Write tebiki_format = 2")
    assert [sentence for sentence in sentences if sentence not in said] == []


def test_a_swap_that_fails_leaves_all_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    before, swapped = held(old), list[str]()
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
    assert held(old) == before


def test_a_migration_that_was_killed_goes_on(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file has its own number: between two of them the project is whole, only not of one format."""

    class KilledError(BaseException):
        pass

    def killed(staged: list[tuple[Path, Path]]) -> None:
        for temporary, path in staged[:2]:
            temporary.replace(path)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(write_files, "_swap", killed)
        with pytest.raises(KilledError):
            migrate()
    assert len(older_files(old)) == 2
    assert {path.name for path in older_files(old)} == {"ask.toml", "conf.py"}
    build(Request(old, formats=("html",)), lambda _: None)
    assert migrate() == 0
    assert older_files(old) == ()


RECORD = """\
[[release]]
number = 1
approved = 2031-03-20
approval = "山福 第1号"
commit = "{commit}"
tag = "edition-2031"
edition_sha256 = "{facts}"
engine_sha256 = "{commit}{commit:.24}"
tebiki = "0.1.0"
platform = "linux"

[release.manuals]
tablet = "1"
"""


def record(root: Path) -> None:
    """The record of a release of the facts that lie there."""
    facts = sha256((root / FACTS).read_bytes()).hexdigest()
    path = root / "docs" / "releases" / "2031.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(RECORD.format(commit="0" * 40, facts=facts), encoding="utf-8", newline="\n")


def test_the_facts_of_a_released_edition_stay_as_they_are(old: Path, capsys: Said) -> None:
    """Their hash is in the record. They are read by their number for ever, and nobody is told to migrate."""
    record(old)
    before = (old / FACTS).read_bytes()
    assert migrate() == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-2].startswith(f"{FACTS}: stays in format 1.")
    assert said[-1] == "Files brought to today's format: 3."
    assert (old / FACTS).read_bytes() == before
    assert older_files(old) == ()
    outcome = build(Request(old, formats=("html",)), lambda _: None)
    assert not [line for line in outcome.told if "migrate" in line]
    assert migrate("--check") == 0
    assert "nothing to change" in capsys.readouterr().out


def test_facts_with_an_open_correction_are_migrated(old: Path) -> None:
    """They are not as they were released any more; the next release records them anew."""
    record(old)
    replace(old / FACTS, "version = 12\n", "version = 13\n")
    assert migrate() == 0
    assert (old / FACTS).read_text(encoding="utf-8").startswith("format = 2\n")


def test_a_record_that_cannot_be_read_stops_it(old: Path, capsys: Said) -> None:
    """Whether the facts are frozen is not known then."""
    record(old)
    replace(old / "docs/releases/2031.toml", "approved = 2031-03-20\n", "")
    before = held(old)
    assert migrate() == 1
    assert "docs/releases/2031.toml" in capsys.readouterr().err
    assert held(old) == before


def test_edits_that_git_does_not_have_yet_stop_it(old: Path, capsys: Said) -> None:
    begin(old)
    git(old, "add", "docs", "screenshots")  # conf.py is none of git's
    git(old, "commit", "-qm", "all but conf.py")
    replace(old / FACTS, "unconfirmed", "# a word\nunconfirmed")
    replace(old / "docs/index.md", "\n", "\n\n")  # no file that is changed
    before = held(old)
    assert migrate() == 1
    said = capsys.readouterr().err
    assert f"{FACTS}: " in said
    assert "changes that nobody has committed" in said
    assert "index.md" not in said
    assert held(old) == before
    git(old, "commit", "-qam", "a word")
    assert migrate() == 0


def test_a_checkout_with_windows_line_ends_is_migrated(old: Path) -> None:
    begin(old)
    git(old, "add", ".")
    git(old, "commit", "-qm", "all")
    for path in [*(one.path for one in numbered_files(old)), old / "conf.py"]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert migrate() == 0
    for path in [*(one.path for one in numbered_files(old)), old / "conf.py"]:
        data = path.read_bytes()
        assert b"format = 2\r\n" in data
        assert data.count(b"\r\n") == data.count(b"\n")
    build(Request(old, formats=("html",)), lambda _: None)


def test_commands_write_todays_number_into_an_old_file(old: Path, capsys: Said) -> None:
    """A year that begins from old facts, and a fact that is confirmed in them."""
    year = ("--certificate", "YMB-2032-0301", "--published", "2032-03", "--yes")
    assert main(["edition", "new", "2032", *year]) == 0
    assert (
        (old / "docs/editions/2032.toml").read_text(encoding="utf-8").startswith("format = 2\nyear = 2032\n")
    )
    assert not (old / FACTS).read_text(encoding="utf-8").startswith("format")
    replace(old / FACTS, "[certificate]\n", '[certificate]\nsubject = "CN=Yamabe"\n')
    confirmed = ["edition", "confirm", "certificate.subject", "--edition", "2031", "--by", "福祉課"]
    assert main([*confirmed, "--on", "2031-01-20"]) == 0, capsys.readouterr()
    assert (old / FACTS).read_text(encoding="utf-8").startswith("format = 2\nyear = 2031\n")


def test_the_root_may_be_elsewhere(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert migrate("--root", str(old)) == 0
    assert older_files(old) == ()


@pytest.mark.skipif(os.name == "nt", reason="on Windows not everybody may make a link")
def test_a_link_stays_one(old: Path, tmp_path: Path) -> None:
    """Of a file, and of a folder that others share."""
    for name, there in (("conf.py", tmp_path / "ours.py"), ("screenshots", tmp_path / "shared")):
        (old / name).rename(there)
        (old / name).symlink_to(there)
    begin(old)
    assert migrate() == 0
    assert (old / "conf.py").is_symlink()
    assert "tebiki_format = 2" in (tmp_path / "ours.py").read_text(encoding="utf-8")
    assert older_files(old) == ()
