"""``tebiki edition inspect``: what the file says, whether it fits, and that nothing of it gets out."""

from __future__ import annotations

import io
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from certificates import PASSWORD, SUBJECT, p12, planted, put

from tebiki.cli.dispatch import main
from tebiki.messages import LANGUAGES, area

BAD = sorted((Path(__file__).parents[1] / "bad" / "certificates").glob("*.toml"))
NAME = "YMB-2031-0228.pfx"
Told = pytest.CaptureFixture[str]
Inspect = Callable[..., int]


@pytest.fixture
def inspect(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inspect:
    """Inspects a file that lies beside the project; a program gives the password."""
    monkeypatch.chdir(city)

    def run(data: bytes, *more: str, name: str = NAME, password: str = PASSWORD) -> int:
        file = put(tmp_path, name, data)
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{password}\n"))
        return main(["edition", "inspect", str(file), "--password-stdin", *more])

    return run


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_what_the_file_says(inspect: Inspect, city: Path, capsys: Told) -> None:
    before = everything(city)
    assert inspect(p12()) == 0
    told = capsys.readouterr()
    assert told.err == ""
    for text in ("yamabe-kaigo", SUBJECT, "CAFE", "2032-03-31 09:00 in Japan (2032-03-31 00:00 UTC)"):
        assert text in told.out
    rows = {line.split()[0]: line for line in told.out.splitlines() if line.startswith("certificate.")}
    assert [row.split("  ")[-1].strip() for row in rows.values()] == [
        "agrees",
        "agrees",
        *["not in the edition"] * 5,
    ]
    assert f"docs/editions/2031.toml can be told certificate.subject: {SUBJECT}" in told.out
    assert everything(city) == before


def test_what_agrees_and_is_unconfirmed_can_be_confirmed(inspect: Inspect, city: Path, capsys: Told) -> None:
    path = city / "docs/editions/2031.toml"
    stored = 'stored_name = "yamabe-kaigo"'
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(stored, f'{stored}\nsubject = "{SUBJECT}"'), encoding="utf-8")
    assert inspect(p12(), "--edition", "2031") == 0
    assert "tebiki edition confirm certificate.subject --edition 2031" in capsys.readouterr().out


def test_a_name_with_a_day_that_is_none(inspect: Inspect, capsys: Told) -> None:
    assert inspect(p12(), name="YMB-2032-0230.pfx") == 1
    assert "The date within the certificate's id YMB-2032-0230 does not exist" in capsys.readouterr().err


def test_a_folder(city: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.chdir(city)
    assert main(["edition", "inspect", "docs", "--password-stdin"]) == 1
    assert "docs: This is a folder, not a file." in capsys.readouterr().err


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
@pytest.mark.parametrize("to", LANGUAGES)
def test_what_is_wrong(
    path: Path, to: str, inspect: Inspect, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEBIKI_LANG", to)
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    assert inspect(planted(case), name=case.get("name", NAME), password=case.get("password", PASSWORD)) == 1
    told = capsys.readouterr()
    where, _, name = case["code"].partition("/")
    wrong = area(where)[name][to].split("{")[0]
    assert wrong in told.err
    assert "→" in told.err
    assert "Traceback" not in told.err
    shown = told.out + told.err
    assert "\x1b" not in shown
    assert PASSWORD not in shown
    assert "PRIVATE" not in shown


def test_a_file_that_is_not_there(inspect: Inspect, tmp_path: Path, capsys: Told) -> None:
    inspect(p12())
    assert main(["edition", "inspect", str(tmp_path / "gone.p12"), "--password-stdin"]) == 1
    assert main(["edition", "inspect", str(tmp_path), "--password-stdin"]) == 1
    assert "gone.p12" in capsys.readouterr().err


def test_a_file_within_the_project_must_go(inspect: Inspect, city: Path, capsys: Told) -> None:
    assert inspect(p12(), name=f"{city.name}/{NAME}") == 1
    assert "must not lie here" in capsys.readouterr().err


def test_a_person_is_asked_on_the_terminal_alone(
    inspect: Inspect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    inspect(p12())
    asked = ["edition", "inspect", str(tmp_path / NAME)]
    assert main(asked) == 2
    assert "--password-stdin" in capsys.readouterr().err
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _: PASSWORD)
    assert main(asked) == 0
    told = capsys.readouterr()
    assert told.err.startswith("Password of the certificate")
    assert PASSWORD not in told.out + told.err


def test_a_password_is_no_argument(inspect: Inspect, tmp_path: Path) -> None:
    inspect(p12())
    assert main(["edition", "inspect", str(tmp_path / NAME), "--password", PASSWORD]) == 2


def test_an_edition_that_is_not_there(inspect: Inspect, capsys: Told) -> None:
    assert inspect(p12(), "--edition", "2032") == 2
    assert "Editions: 2031" in capsys.readouterr().err
