"""``tebiki migrate`` on projects of older engines: what it writes, and what stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from old_projects import FACTS, Said, held, migrate, record, replace
from repositories import begin, git

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.content import edition, format_numbers, formats
from tebiki.content.edition import Edition, load_edition
from tebiki.content.format_numbers import numbered_files, older_files
from tebiki.content.formats import Format, Step, Table
from tebiki.content.settings import load_config
from tebiki.editions import edition_file
from tebiki.messages import say
from tebiki.pipeline.build import Outcome, build
from tebiki.pipeline.request import Request


def test_each_file_is_named_with_what_changes(old_project: Path, capsys: Said) -> None:
    assert migrate() == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/editions/2031.toml: format 1 → 2 (its format number is written down)",
        "docs/labels/tablet.toml: format 1 → 2 (its format number is written down)",
        "screenshots/tablet/ask.toml: format 1 → 2 (its format number is written down)",
        "conf.py: format 1 → 2 (its format number is written down)",
        "Files brought to today's format: 4.",
    ]
    assert older_files(old_project) == ()


def test_only_the_number_is_new(old_project: Path) -> None:
    before = held(old_project)
    assert migrate() == 0
    after = held(old_project)
    assert after.keys() == before.keys()
    for name, data in before.items():
        lines = [line for line in after[name].splitlines() if line]
        rest = [line for line in data.splitlines() if line]
        new = [line for line in lines if not line.startswith((b"format = 2", b"tebiki_format = 2", b"#: "))]
        assert new == [line for line in rest if not line.startswith(b"#: ")]
    assert len([name for name in before if before[name] != after[name]]) == 4


def test_a_second_run_has_nothing_to_do(old_project: Path, capsys: Said) -> None:
    assert migrate() == 0
    capsys.readouterr()
    before = held(old_project)
    for options in ((), ("--check",)):
        assert migrate(*options) == 0
        assert capsys.readouterr().out == "There is nothing to change; files looked at: 4.\n"
    assert held(old_project) == before


def test_check_writes_nothing_and_ends_with_1(old_project: Path, capsys: Said) -> None:
    before = held(old_project)
    assert migrate("--check") == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith(f"{FACTS}: format 1 → 2")
    assert said[-1] == "Files in an older format: 4. Nothing was written; tebiki migrate changes them."
    assert held(old_project) == before


def test_both_projects_make_the_same_pages(old_project: Path, tmp_path: Path) -> None:
    """The number is on no page; and an old project is told of once, at the end of a build."""

    def built(target: Path) -> Outcome:
        return build(Request(old_project, formats=("html",), output=target), lambda _: None)

    told = [line for line in built(tmp_path / "before").told if "migrate" in line]
    wanted = "Notice: files in an older format: 4, conf.py among them. They are still read; "
    assert told == [wanted + "tebiki migrate brings them to today's."]
    assert migrate() == 0
    assert not [line for line in built(tmp_path / "after").told if "migrate" in line]
    assert held(tmp_path / "before") == held(tmp_path / "after")


def test_check_of_the_content_tells_once_that_files_are_old(old_project: Path) -> None:
    def findings() -> list[tuple[str, object]]:
        found = check(Asked(old_project, outputs=False)).findings
        return [(f.severity, f.problem.values["count"]) for f in found if f.rule == "format/older"]

    assert findings() == [("warning", 4)]
    assert migrate() == 0
    assert findings() == []


def test_a_file_that_todays_reader_would_refuse_is_migrated(old_project: Path) -> None:
    """A later engine knows other keys: a migration reads by the number, not by today's model."""
    replace(old_project / FACTS, "year = 2031\n", 'year = 2031\nformer_key = "…"\n')
    replace(old_project / "conf.py", "tebiki_settings = {", 'tebiki_settings = {\n    "former": 1,')
    assert migrate() == 0
    assert older_files(old_project) == ()


def test_a_later_format_is_read_and_written_by_the_same_steps(
    old_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """Facts have come to format 3, in which ``issuer`` is called ``publisher``; all else is of format 2."""

    def renamed(table: Table) -> Table:
        return {"publisher" if key == "issuer" else key: value for key, value in table.items()}

    later = Format("edition", (*formats.EDITION.steps, Step("cli/none", renamed)))
    for module in (format_numbers, edition, edition_file):
        monkeypatch.setattr(module, "EDITION", later)
    replace(old_project / FACTS, "[publisher]", "# who\n[issuer]  # a word")
    replace(old_project / FACTS, "year = ", "# one\nyear = ")

    def read() -> Edition:
        return load_edition(old_project / "docs" / "editions", "2031", load_config(old_project).settings)

    before = read()
    assert before.publisher == {"ja": "山辺市福祉課"}
    assert migrate() == 0
    said = f"its format number is written down, {say('cli/none')}"
    assert f"{FACTS}: format 1 → 3 ({said})" in capsys.readouterr().out
    text = (old_project / FACTS).read_text(encoding="utf-8")
    assert text.startswith("format = 3\n\n# one\nyear = 2031\n")
    assert "issuer" not in text
    assert "# who\n" in text
    assert read() == before
    assert migrate("--check") == 0


def test_the_facts_of_a_released_edition_stay_as_they_are(old_project: Path, capsys: Said) -> None:
    """Their hash is in the record. They are read by their number for ever, and nobody is told to migrate."""
    record(old_project)
    before = (old_project / FACTS).read_bytes()
    assert migrate() == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-2].startswith(f"{FACTS}: stays in format 1.")
    assert said[-1] == "Files brought to today's format: 3."
    assert (old_project / FACTS).read_bytes() == before
    assert older_files(old_project) == ()
    outcome = build(Request(old_project, formats=("html",)), lambda _: None)
    assert not [line for line in outcome.told if "migrate" in line]
    assert migrate("--check") == 0
    assert "nothing to change" in capsys.readouterr().out


def test_facts_with_an_open_correction_are_migrated(old_project: Path) -> None:
    """They are not as they were released any more; the next release records them anew."""
    record(old_project)
    replace(old_project / FACTS, "version = 12\n", "version = 13\n")
    assert migrate() == 0
    assert (old_project / FACTS).read_text(encoding="utf-8").startswith("format = 2\n")


def test_a_checkout_with_windows_line_ends_is_migrated(old_project: Path) -> None:
    begin(old_project)
    git(old_project, "add", ".")
    git(old_project, "commit", "-qm", "all")
    for path in [*(one.path for one in numbered_files(old_project)), old_project / "conf.py"]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert migrate() == 0
    for path in [*(one.path for one in numbered_files(old_project)), old_project / "conf.py"]:
        data = path.read_bytes()
        assert b"format = 2\r\n" in data
        assert data.count(b"\r\n") == data.count(b"\n")
    build(Request(old_project, formats=("html",)), lambda _: None)


def test_commands_write_todays_number_into_an_old_file(old_project: Path, capsys: Said) -> None:
    """A year that begins from old facts, and a fact that is confirmed in them."""
    year = ("--certificate", "YMB-2032-0301", "--published", "2032-03", "--yes")
    assert main(["edition", "new", "2032", *year]) == 0
    assert (
        (old_project / "docs/editions/2032.toml")
        .read_text(encoding="utf-8")
        .startswith("format = 2\nyear = 2032\n")
    )
    assert not (old_project / FACTS).read_text(encoding="utf-8").startswith("format")
    replace(old_project / FACTS, "[certificate]\n", '[certificate]\nsubject = "CN=Yamabe"\n')
    confirmed = ["edition", "confirm", "certificate.subject", "--edition", "2031", "--by", "福祉課"]
    assert main([*confirmed, "--on", "2031-01-20"]) == 0, capsys.readouterr()
    assert (old_project / FACTS).read_text(encoding="utf-8").startswith("format = 2\nyear = 2031\n")


def test_the_root_may_be_elsewhere(
    old_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert migrate("--root", str(old_project)) == 0
    assert older_files(old_project) == ()


@pytest.mark.skipif(os.name == "nt", reason="on Windows not everybody may make a link")
def test_a_link_stays_one(old_project: Path, tmp_path: Path) -> None:
    """Of a file, and of a folder that others share."""
    for name, there in (("conf.py", tmp_path / "ours.py"), ("screenshots", tmp_path / "shared")):
        (old_project / name).rename(there)
        (old_project / name).symlink_to(there)
    begin(old_project)
    assert migrate() == 0
    assert (old_project / "conf.py").is_symlink()
    assert "tebiki_format = 2" in (tmp_path / "ours.py").read_text(encoding="utf-8")
    assert older_files(old_project) == ()
