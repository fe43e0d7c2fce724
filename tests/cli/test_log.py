"""The log: what ran and how long, on request and where a command was stopped; and what it never holds."""

from __future__ import annotations

import argparse
import logging
import os
import pickle
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from certificates import PASSWORD, p12, put

from tebiki.cli import dispatch
from tebiki.cli.arguments import Parser
from tebiki.cli.command_log import LOG
from tebiki.cli.dispatch import COMMANDS, main, parser
from tebiki.editions.git import Repository
from tebiki.log import Records, line_of, listening, pass_line_on, pass_on, timed, without_folders
from tebiki.messages.console import Console

LINE = re.compile(r" *\d+\.\d{3} (?:DEBUG|INFO) +tebiki\.\w+ +\S.*")
PERSON = "Mikage Sample"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEBIKI_LANG", "en")


@pytest.fixture
def at_home(shiomi: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the home folder of a person, whose name is in the path; the working folder."""
    home = tmp_path / "home" / PERSON
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    root = home / "manuals"
    shiomi.rename(root)
    monkeypatch.chdir(root)
    return root


def of_commands(given: Parser) -> Iterator[tuple[str, Parser]]:
    """Every command, and each command within one, with its parser."""
    for action in given._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, one in action.choices.items():
                yield name, one
                yield from of_commands(one)


def test_every_command_takes_it() -> None:
    found = dict(of_commands(parser()))
    assert COMMANDS.keys() < found.keys()
    for one in found.values():
        assert "--verbose" in one.format_help()


@pytest.mark.parametrize(
    "words", [["--verbose", "translate", "status"], ["translate", "--verbose", "status"],
              ["translate", "status", "--verbose"], ["build", "--verbose"]], ids=" ".join
)  # fmt: skip
def test_it_may_stand_anywhere(words: list[str]) -> None:
    assert parser().parse_args(words).verbose is True


def test_a_build_says_nothing_of_it_without_being_asked(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    assert main(["build", "--format", "html"]) == 0
    told = capsys.readouterr()
    assert not any(LINE.fullmatch(line) for line in [*told.err.splitlines(), *told.out.splitlines()])
    assert not (city / LOG).exists()


def test_a_build_tells_every_step_of_every_language(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--verbose", "--output", str(at_home.parent / "elsewhere" / "site")]) == 0
    told, text = capsys.readouterr(), (at_home / LOG).read_text(encoding="utf-8")
    lines = text.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    assert sorted(float(line.split()[0]) for line in lines) == [float(line.split()[0]) for line in lines]
    for step in ("content read", "content verified", "whole site checked", "swapped in", "exit code 0"):
        assert step in text
    for language in ("ja", "en"):
        for step in ("read", "Sphinx' builder tebiki-pdf", "Sphinx' builder html", "rules on", "made in"):
            assert f" {language}: {step}" in text
        assert f"-{language}.pdf: " in text
    assert "screen shared/request-form in ja" in text
    # What came from a worker is in the order of its steps.
    assert text.index("ja: read") < text.index("-ja.pdf") < text.index("ja: rules on")
    shown = [line for line in told.err.splitlines() if LINE.fullmatch(line)]
    assert sorted(shown) == sorted(line for line in lines if " DEBUG " not in line)
    assert "Log: build/log/last.txt" in told.err
    assert told.out.count("\n") == 1


def test_what_stopped_a_build_is_kept_by_code_and_place(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = at_home / "docs" / "meeting_room.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{fact}`planted.secret`\n", encoding="utf-8")
    assert main(["build"]) == 1
    told, text = capsys.readouterr(), (at_home / LOG).read_text(encoding="utf-8")
    assert "planted.secret" in told.err
    assert not any(LINE.fullmatch(line) for line in told.err.splitlines())
    assert re.search(r"problem source/fact docs/meeting_room\.md:\d+", text)
    assert "planted" not in text


def test_neither_names_nor_passwords_nor_folders(
    at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []
    certificate = put(at_home.parent, f"{PERSON}.p12", p12())
    monkeypatch.setattr("sys.stdin", StringIO(PASSWORD + "\n"))
    commands = (
        ["edition", "inspect", str(certificate), "--password-stdin"],
        ["edition", "confirm", "contact.phone", f"--by={PERSON}", "--on", "2041-04-02"],
        ["edition", "confirm", "contact.phone", "--by", PERSON],
        ["check", "--site", str(at_home.parent / "nowhere")],
        ["build", "--output", str(at_home.parent)],
        ["handover"],
    )
    for words in commands:
        main([*words, "--verbose"])
        kept.append((at_home / LOG).read_text(encoding="utf-8"))
    for text in kept:
        assert "ended with" in text or "tebiki.cli" in text
        for secret in (PASSWORD, PERSON, *PERSON.split(), str(tmp_path), "2041-04-02", str(Path.home())):
            assert secret not in text
    assert "tebiki edition confirm --by --on --verbose" in kept[1]


@pytest.mark.parametrize("folder", ["..", "{home}", "{tmp}/{person}"])
def test_a_file_elsewhere_is_not_named(
    at_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    where = Path(folder.format(home=at_home.parent, tmp=tmp_path, person=PERSON))
    where.mkdir(exist_ok=True)
    put(where, f"{PERSON.split(maxsplit=1)[0]}-pass.p12", p12())
    monkeypatch.setattr("sys.stdin", StringIO("wrong\n"))
    file = str(where / f"{PERSON.split(maxsplit=1)[0]}-pass.p12")
    assert main(["edition", "inspect", file, "--password-stdin", "--verbose"]) == 1
    text = (at_home / LOG).read_text(encoding="utf-8")
    assert "problem certificate/password …/*.p12\n" in text
    assert not any(name in text for name in PERSON.split())


def test_of_an_unforeseen_error_its_kind_and_frames(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def run(self, _: argparse.Namespace, __: Console) -> int:
            raise KeyError(PERSON)

    wanted = parser("build")
    monkeypatch.setattr(dispatch, "parser", lambda _: wanted)
    monkeypatch.setattr(dispatch, "load", lambda _: Broken())
    with pytest.raises(KeyError):
        main(["build"])
    text = (at_home / LOG).read_text(encoding="utf-8")
    assert "stopped by KeyError: test_log.py:" in text
    assert PERSON not in text


def test_a_log_that_cannot_be_written_stops_nothing(
    city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(city)
    (city / "build").mkdir()
    (city / "build" / "log").write_text("a file in its place", encoding="utf-8")
    assert main(["screens", "status", "--verbose"]) == 0
    assert "The log could not be written" in capsys.readouterr().err


def test_no_project_no_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--verbose"]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("{root}/docs/a.md and {root}", "docs/a.md and "),
        ("in {home}/x y/z.txt: 3", "in …/x y/z.txt: 3"),
        ("in {home}", "in …/home"),
        ("/srv/people/mikage/site", "…/site"),
        (r"D:\people\mikage\index.html", "…/index.html"),
        ("https://example.jp/a/b android/password 1/2", "https://example.jp/a/b android/password 1/2"),
        ("{root}-old/docs", "…/docs"),
    ],
)
def test_paths(text: str, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home" / PERSON
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    root = tmp_path / "srv" / "manuals"
    assert without_folders(text.format(root=root, home=home), root) == kept


def test_records_of_another_process_come_in_order(caplog: pytest.LogCaptureFixture) -> None:
    worker, here = Records(), Records()
    with listening(worker):
        with timed("pipeline", "%s: read", "ja"):
            logging.getLogger("tebiki.render").debug("%s of %d", object(), 2)
        with pytest.raises(ValueError, match="words"), timed("checks", "rules"):
            raise ValueError("words")
    sent = pickle.loads(pickle.dumps(worker.take()))  # noqa: S301 -- our own
    assert worker.take() == []
    with listening(here):
        pass_on(sent)
    first, second, third = (line_of(record, 0, Path()) for record in here.take())
    assert "of 2" in first
    assert re.search(r"INFO +tebiki\.pipeline +ja: read: \d+\.\d\d s", second)
    assert re.search(r"tebiki\.checks +rules: stopped after \d+\.\d\d s by ValueError$", third)
    assert caplog.records == []  # nobody else gets them while somebody listens


def test_without_a_listener_nothing_is_collected(capsys: pytest.CaptureFixture[str]) -> None:
    pass_on([logging.LogRecord("tebiki.pipeline", logging.INFO, "", 1, "words", None, None)])
    with timed("pipeline", "words"):
        pass
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


def test_the_log_of_a_commits_engine_goes_on_in_this_one() -> None:
    here = Records()
    with listening(here):
        assert pass_line_on("   1.250 INFO    tebiki.pipeline  ja: read: 1.02 s\n")
        assert not pass_line_on("ja is built (1 of 6)\n")
    [record] = here.take()
    assert (record.name, record.getMessage()) == ("tebiki.pipeline", "engine: ja: read: 1.02 s")


def test_of_git_only_what_it_did(tmp_path: Path) -> None:
    here = Records()
    with listening(here):
        os.system(f"git init -q {tmp_path}")  # noqa: S605 -- a folder of this test
        Repository.of(tmp_path)
    told = [record.getMessage() for record in here.take()]
    assert told
    assert all(re.fullmatch(r"git [\w-]+: \d+\.\d\d s", line) for line in told)
