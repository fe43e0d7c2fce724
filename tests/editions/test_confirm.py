"""``tebiki edition list``, ``confirm`` and ``discard``."""

from __future__ import annotations

import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.edition import Edition, load_edition
from tebiki.content.settings import load_config
from tebiki.messages import LANGUAGES, area

SAID = ("--by", "山部 花子", "--on", "2032-02-20")
Told = pytest.CaptureFixture[str]


@pytest.fixture
def draft(city: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> Path:
    """A project with the current edition 2031 and a draft of 2032."""
    monkeypatch.chdir(city)
    certificate = ("--certificate", "YMB-2032-0301", "--published", "2032-03", "--yes")
    assert main(["edition", "new", "2032", *certificate]) == 0
    capsys.readouterr()
    return city


def edition(*arguments: str) -> int:
    return main(["edition", *arguments])


def loaded(root: Path, year: str = "2032") -> Edition:
    return load_edition(root / "docs" / "editions", year, load_config(root).settings)


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_the_list(draft: Path, capsys: Told) -> None:
    assert edition("list") == 0
    _, newest, oldest = capsys.readouterr().out.splitlines()
    assert newest.split()[:3] == ["2032", "draft", "YMB-2032-0301"]
    assert oldest.split()[:3] == ["2031", "current", "YMB-2031-0228"]
    conf = draft / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('"2031"', '"2032"'), encoding="utf-8")
    assert edition("list", "--json") == 0
    found = json.loads(capsys.readouterr().out)["editions"]
    assert [(one["year"], one["state"]) for one in found] == [("2032", "current"), ("2031", "earlier")]
    manual = {"version": 13, "published": "2032-03", "correction": 0, "corrected": None}
    assert found[0]["manuals"] == {"tablet": manual}


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_the_list_names_what_is_wrong(form: tuple[str, ...], draft: Path, capsys: Told) -> None:
    (draft / "docs/editions/2032.toml").write_text("year = 2032\n", encoding="utf-8")
    assert edition("list", *form) == 1
    told = capsys.readouterr()
    assert "2031" in told.out
    assert "certificate" in told.err


def test_facts_are_confirmed(draft: Path, capsys: Told) -> None:
    current = (draft / "docs/editions/2031.toml").read_bytes()
    assert edition("confirm", "links.form", "certificate.stored_name", *SAID) == 0
    told = capsys.readouterr().out
    assert "docs/editions/2032.toml" in told
    assert "3 facts left: mail_wait (time from the application to the mail), certificate.subject (" in told
    found = loaded(draft)
    assert found.unconfirmed == ("mail_wait", "certificate.subject", "certificate.opened")
    assert {key: (said.by, said.on) for key, said in found.confirmed.items()} == dict.fromkeys(
        ("links.form", "certificate.stored_name"), ("山部 花子", date(2032, 2, 20))
    )
    assert (draft / "docs/editions/2031.toml").read_bytes() == current


def test_the_last_fact(draft: Path, capsys: Told) -> None:
    path = draft / "docs/editions/2032.toml"
    text = path.read_text(encoding="utf-8")
    values = 'mail_wait = { ja = "1日" }\n\n[publisher]'
    opened = 'opened = [{device = "Sora 7", version = "13", on = 2032-02-20, by = "担当"}]'
    subject = f'id = "YMB-2032-0301"\nsubject = "CN=kaigo"\n{opened}'
    text = text.replace("[publisher]", values, 1).replace('id = "YMB-2032-0301"', subject, 1)
    path.write_text(text, encoding="utf-8")
    for key in loaded(draft).unconfirmed:
        assert edition("confirm", key, *SAID, "--edition", "2032") == 0
    assert "All facts" in capsys.readouterr().out
    assert len(loaded(draft).confirmed) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("mail_wait", *SAID), 1, "There is no value yet: time from the application to the mail"),
        (("links.form", "mail_wait", "links.from", *SAID), 1, "not among"),
        (("links.from", *SAID), 1, "not among"),
        (("publisher", *SAID), 1, "not among"),
        (("links.form", "--by", " ", "--on", "2032-02-20"), 2, "--by"),
        (("links.form", "--by", "山部", "--on", "2032-02-30"), 2, "--on"),
        (("links.form", "--by", "山部", "--on", "yesterday"), 2, "--on"),
        (("links.form", "--by", "山部"), 2, "--on"),
        (("links.form", *SAID, "--edition", "2033"), 2, "Editions: 2031, 2032"),
        ((*SAID,), 2, "KEY"),
    ],
)  # fmt: skip
def test_what_cannot_be_confirmed(
    arguments: tuple[str, ...], code: int, word: str, draft: Path, capsys: Told
) -> None:
    before = everything(draft)
    assert edition("confirm", *arguments) == code
    assert word in capsys.readouterr().err
    assert everything(draft) == before


def test_what_has_no_value_keeps_nothing_from_being_recorded(draft: Path, capsys: Told) -> None:
    """Somebody pastes all names that a build has listed."""
    assert edition("confirm", *loaded(draft).unconfirmed, *SAID) == 0
    told = capsys.readouterr().out
    assert "(certificate's name as devices show it)" in told
    assert "3 facts without a value, not recorded: mail_wait (" in told
    assert loaded(draft).unconfirmed == ("mail_wait", "certificate.subject", "certificate.opened")


def test_a_fact_goes_by_the_name_that_a_build_tells(draft: Path) -> None:
    assert edition("confirm", "端末に出る証明書の名前", *SAID) == 0
    assert "certificate.stored_name" not in loaded(draft).unconfirmed


@pytest.mark.parametrize("day", ["2032/2/20", "令和14年2月20日", "２０３２年２月２０日", "R14.2.20"])
def test_a_day_is_taken_as_people_write_it(draft: Path, day: str) -> None:
    """In the years of either calendar, with full-width letters on."""
    assert edition("confirm", "links.form", "--by", "山部", "--on", day, "--edition", "２０３２") == 0
    assert loaded(draft).confirmed["links.form"].on == date(2032, 2, 20)


def test_a_fact_is_confirmed_once(draft: Path, capsys: Told) -> None:
    edition("confirm", "links.form", *SAID)
    before = everything(draft)
    assert edition("confirm", "links.form", "--by", "別の人", "--on", "2032-02-21") == 1
    assert "山部 花子 confirmed this on 2032-02-20" in capsys.readouterr().err
    assert everything(draft) == before


def test_an_edition_that_is_over_stays_as_it_is(draft: Path, capsys: Told) -> None:
    conf = draft / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('"2031"', '"2032"'), encoding="utf-8")
    assert edition("confirm", "certificate.subject", *SAID, "--edition", "2031") == 1
    assert "is over" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ('[confirmed."links.nowhere"]', "no fact of this file"),
        ('[confirmed."mail_wait"]', "stands in confirmed and in unconfirmed"),
    ],
)
def test_a_file_that_contradicts_itself(table: str, code: str, draft: Path, capsys: Told) -> None:
    path = draft / "docs/editions/2032.toml"
    text = path.read_text(encoding="utf-8") + f'\n{table}\nby = "x"\non = 2032-01-01\n'
    path.write_text(text, encoding="utf-8")
    assert edition("confirm", "links.form", *SAID) == 1
    told = capsys.readouterr().err
    assert code in told
    assert "docs/editions/2032.toml:" in told


def test_a_draft_is_given_up(draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    path = draft / "docs/editions/2032.toml"
    path.write_text("not even TOML", encoding="utf-8")
    before = everything(draft)
    assert edition("discard", "2032") == 2
    assert "--yes" in capsys.readouterr().err
    for answer in ("\n", "no\n"):
        stdin = io.StringIO(answer)
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", stdin)
        assert edition("discard", "2032") == 0
        assert everything(draft) == before
    assert edition("discard", "2032", "--yes") == 0
    del before[str(path)]
    assert everything(draft) == before


@pytest.mark.parametrize(("year", "code"), [("2031", 1), ("2030", 2), ("../2032", 2)])
def test_what_is_no_draft_stays(year: str, code: int, draft: Path) -> None:
    before = everything(draft)
    assert edition("discard", year, "--yes") == code
    assert everything(draft) == before


@pytest.mark.usefixtures("draft")
def test_a_draft_that_another_has_begun_from(capsys: Told) -> None:
    said = ("--certificate", "YMB-2033-0301", "--published", "2033-03", "--yes")
    assert edition("new", "2033", *said) == 0
    assert edition("discard", "2032", "--yes") == 1
    assert "discard 2033" in capsys.readouterr().err
    assert edition("discard", "2033", "--yes") == edition("discard", "2032", "--yes") == 0


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_said(language: str, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.setenv("TEBIKI_LANG", language)
    assert edition("list") == 0
    assert edition("confirm", "links.form", *SAID) == 0
    assert "{" not in capsys.readouterr().out
    for name in ("edition-command", "certificate", "secret"):
        for words in area(name).values():
            assert {"ja", "en"} <= words.keys() <= {"ja", "en", "do_ja", "do_en"}
            assert ("do_ja" in words) == ("do_en" in words)
