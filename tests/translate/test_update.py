"""``tebiki translate update``: what changes in a catalogue, and what must not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from translate_sample import BACK, HELLO, LABEL, MESSAGES, OPEN, PO, PRESS, edited, entries

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.translation import Message
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.translate.update import update

DONE = "Các bước để vào hệ thống."
Write = Callable[..., None]
Ask = Callable[..., None]


def run(*arguments: str) -> int:
    return main(["translate", "update", *arguments])


def test_a_catalogue_asks_for_what_pages_hold(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    told = capsys.readouterr().out
    assert f"vi: 5 new, 0 fuzzy, 0 obsolete; {PO} was written." in told
    found = entries(translated)
    assert list(found) == [m.msgid for m in MESSAGES[:-1]]  # in reading order, without the lone fact
    assert found[HELLO].used
    assert found[HELLO].msgstr == DONE
    assert found[PRESS].places == (("docs/tablet.md", 41),)


def test_translators_are_told_where_and_what(translated: Path) -> None:
    run()
    notes = {msgid: entry.notes for msgid, entry in entries(translated).items()}
    assert notes[BACK] == (
        "タブレット 手順2（注意） / Tablet, step 2 (caution)",
        "図 / picture: screenshots/tablet/ask",
    )
    assert notes[LABEL][-2:] == (
        "{ui}`tablet.ask.title`: 「{app}を入れますか」",
        "{fact}`certificate.file`: （年度版の値） / (a value of the edition)",
    )
    assert notes["端末を選んでください。"] == ("入口のページ / first page",)


def test_a_page_is_read_anew_for_each_run(translated: Path) -> None:
    run()
    page = translated / "docs" / "tablet.md"
    page.write_text(page.read_text(encoding="utf-8").replace("(step-2)=", "(step-9)="), encoding="utf-8")
    run()
    assert entries(translated)[BACK].notes[0].endswith("Tablet, step 9 (caution)")


def test_a_second_run_changes_nothing(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    before = (translated / PO).read_bytes()
    capsys.readouterr()
    assert run("vi") == 0
    assert "nothing to change" in capsys.readouterr().out
    assert (translated / PO).read_bytes() == before
    assert b"\r" not in before


def test_the_header_keeps_the_date_and_nobody(translated: Path) -> None:
    run()
    text = (translated / PO).read_text(encoding="utf-8")
    assert '"PO-Revision-Date: 2031-02-03 10:00+0900\\n"' in text
    assert '"Project-Id-Version: guide\\n"' in text
    assert '"X-Poedit-Basepath: ../../../..\\n"' in text
    assert "@" not in text
    assert "Lan" not in text.replace("Language", "")


def test_a_close_match_becomes_fuzzy_and_the_rest_obsolete(
    translated: Path, pages_ask: Ask, write_po: Write
) -> None:
    write_po((HELLO, DONE), ("もうない文です。", "Không còn nữa."), ("訳のない文です。", ""))
    new = HELLO.replace("入る", "はいる")
    pages_ask(edited(HELLO, new))
    (one,) = update(Project(translated), ["vi"])
    assert [e.msgid for e in one.fuzzy] == [new]
    assert [e.msgid for e in one.obsolete] == ["もうない文です。", "訳のない文です。"]
    found = entries(translated)
    assert (found[new].msgstr, found[new].fuzzy, found[new].former) == (DONE, True, HELLO)
    assert found["もうない文です。"].obsolete
    assert found["もうない文です。"].msgstr == "Không còn nữa."
    assert "訳のない文です。" not in found  # nothing to keep
    text = (translated / PO).read_text(encoding="utf-8")
    assert f'#| msgid "{HELLO}"' in text
    update(Project(translated), ["vi"])
    assert (translated / PO).read_text(encoding="utf-8") == text


def test_what_comes_back_finds_its_translation(translated: Path, pages_ask: Ask) -> None:
    pages_ask(MESSAGES[:1])
    run()
    assert entries(translated)[HELLO].obsolete
    pages_ask(MESSAGES)
    run()
    assert entries(translated)[HELLO].used


def test_comments_of_translators_stay(translated: Path, write_po: Write) -> None:
    write_po(f'# Lan: checked by phone\n#. old note\n#: docs/old.md:1\nmsgid "{HELLO}"\nmsgstr "{DONE}"\n')
    run()
    entry = entries(translated)[HELLO]
    assert entry.comments == ("Lan: checked by phone",)
    assert entry.notes == ("タブレット / Tablet",)


@pytest.mark.parametrize("text", ['a "b" \\ c', "a\tb", "one\ntwo\n", "a\u2028b", "絵文字😀"])
def test_any_text_survives(translated: Path, pages_ask: Ask, text: str) -> None:
    pages_ask([Message("tablet", text, ("docs/tablet.md", 4), "text")])
    run()
    before = (translated / PO).read_bytes()
    assert text in entries(translated)
    run()
    assert (translated / PO).read_bytes() == before


def test_one_broken_catalogue_keeps_all_as_they_were(translated: Path) -> None:
    other = translated / "docs/locales/id/LC_MESSAGES/manual.po"
    other.parent.mkdir(parents=True)
    other.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    before = (translated / PO).read_bytes()
    with pytest.raises(TebikiError) as caught:
        update(Project(translated), ["id", "vi"])
    assert {problem.code for problem in caught.value.problems} == {"catalog/conflict"}
    assert (translated / PO).read_bytes() == before


@pytest.mark.usefixtures("translated")
def test_an_unknown_language_is_a_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("fr") == 2
    assert "tebiki translate add fr" in capsys.readouterr().err


def test_a_language_of_conf_without_a_catalogue(translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = translated / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace('"city":', '"languages": ["ja", "en"], "city":'))
    assert run() == 1
    assert "tebiki translate add en" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ((OPEN, OPEN.replace("開きます", "ひらきます")), None),
        ((OPEN, OPEN.replace("{fact}`published`", "{fact}`platform`")), "same-tokens"),
        ((HELLO, HELLO.replace("手順", "9つの手順")), "same-tokens"),
        ((PRESS, PRESS.replace("押し", "おし")), None),
    ],
)
def test_an_edit_that_keeps_the_meaning(
    translated: Path, pages_ask: Ask, write_po: Write, edit: tuple[str, str], why: str | None
) -> None:
    old, new = edit
    write_po(
        (HELLO, DONE),
        (OPEN, "Mở biểu mẫu. Phiên bản {fact}`version`, {fact}`published`."),
        (PRESS, "Nhấn {ui}`tablet.ask.ok`."),
    )
    pages_ask(edited(old, new))
    (one,) = update(Project(translated), ["vi"], same_meaning=True)
    assert [judged.why for judged in one.judged] == [why]
    assert old not in {entry.msgid for entry in one.obsolete}
    found = entries(translated)[new]
    assert found.fuzzy == (why is not None)
    assert found.former == (old if why else "")


def test_a_text_that_is_still_there_gives_nothing_away(translated: Path, pages_ask: Ask) -> None:
    more = Message("tablet", HELLO.replace("入る", "はいる"), ("docs/tablet.md", 5), "text")
    pages_ask([*MESSAGES, more])
    (one,) = update(Project(translated), ["vi"], same_meaning=True)
    assert [judged.why for judged in one.judged] == ["same-there"]
    assert entries(translated)[HELLO].used


def test_a_text_that_became_two_stays_fuzzy(translated: Path, pages_ask: Ask) -> None:
    first, second = HELLO.replace("入る", "はいる"), HELLO.replace("手順", "てじゅん")
    pages_ask([Message("tablet", text, ("docs/tablet.md", 4), "text") for text in (first, second)])
    (one,) = update(Project(translated), ["vi"], same_meaning=True)
    assert [judged.why for judged in one.judged] == ["same-several", "same-several"]


def test_what_was_not_done_is_not_carried(translated: Path, pages_ask: Ask, write_po: Write) -> None:
    write_po(f'#, fuzzy\nmsgid "{HELLO}"\nmsgstr "{DONE}"\n')
    pages_ask(edited("入る", "はいる"))
    (one,) = update(Project(translated), ["vi"], same_meaning=True)
    assert [judged.why for judged in one.judged] == ["same-open"]


def test_a_translation_that_the_guard_refuses_is_not_carried(
    translated: Path, pages_ask: Ask, write_po: Write
) -> None:
    write_po((HELLO, "Vào <b>mạng</b>."))
    pages_ask(edited("入る", "はいる"))
    (one,) = update(Project(translated), ["vi"], same_meaning=True)
    assert [judged.why for judged in one.judged] == ["same-guard"]


def test_the_pages_themselves_are_asked(city: Path, write_po: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """With Sphinx; and a year's new facts leave every translation as it was."""
    monkeypatch.chdir(city)
    write_po((HELLO, DONE), (PRESS, "Nhấn {ui}`tablet.ask.ok`."))
    (one,) = update(Project(city), ["vi"])
    assert not one.fuzzy
    assert not one.obsolete
    found = entries(city)
    assert found[PRESS].used
    assert found[PRESS].places == (("docs/tablet.md", 41),)
    assert "図 / picture: screenshots/tablet/ask" in found[PRESS].notes
    edition = city / "docs/editions/2031.toml"
    facts = edition.read_text(encoding="utf-8")
    edition.write_text(facts.replace("YMB-2031-0228", "YMB-2031-0301"), encoding="utf-8")
    (one,) = update(Project(city), ["vi"])
    assert (one.new, one.fuzzy, one.obsolete) == ((), (), ())
    assert {msgid: entry.msgstr for msgid, entry in entries(city).items()} == {
        msgid: entry.msgstr for msgid, entry in found.items()
    }


def test_names_alone_make_no_match(translated: Path, pages_ask: Ask, write_po: Write) -> None:
    write_po((PRESS, "Nhấn {ui}`tablet.ask.ok`."))
    other = "{ui}`tablet.ask.ok`のボタンがある画面"
    pages_ask([Message("tablet", other, ("docs/tablet.md", 4), "text")])
    (one,) = update(Project(translated), ["vi"])
    assert [entry.msgid for entry in one.new] == [other]
    assert [entry.msgid for entry in one.obsolete] == [PRESS]
    found = entries(translated)
    assert not found[other].msgstr
    assert found[PRESS].obsolete
    assert found[PRESS].msgstr == "Nhấn {ui}`tablet.ask.ok`."


def test_comments_stay_where_nothing_is_translated(
    translated: Path, write_po: Write, pages_ask: Callable[..., None]
) -> None:
    asked = ("Which button?", "", "The blue one?", "", "Which button?")
    above = "\n".join(f"# {line}".rstrip() for line in asked)
    write_po(f'{above}\nmsgid "{PRESS}"\nmsgstr ""\n', f'# | no msgid "x"\nmsgid "{HELLO}"\nmsgstr "Chào."\n')
    assert main(["translate", "update"]) == 0
    found = entries(translated)
    assert (found[PRESS].comments, found[HELLO].comments) == (asked, ('| no msgid "x"',))
    pages_ask(edited("を押します。", "を軽く押します。"))
    assert main(["translate", "update"]) == 0
    heir = entries(translated)[PRESS.replace("を押します。", "を軽く押します。")]
    assert (heir.comments, heir.obsolete) == (asked, False)


def test_comments_on_what_no_page_holds_become_obsolete(
    translated: Path, write_po: Write, pages_ask: Callable[..., None]
) -> None:
    write_po(f'# Which?\nmsgid "{BACK}"\nmsgstr ""\n')
    pages_ask([message for message in MESSAGES if message.msgid != BACK])
    for _ in range(2):
        assert main(["translate", "update"]) == 0
        kept = entries(translated)[BACK]
        assert (kept.comments, kept.obsolete) == (("Which?",), True)
    pages_ask(MESSAGES)
    assert main(["translate", "update"]) == 0
    back = entries(translated)[BACK]
    assert (back.comments, back.obsolete, back.msgstr) == (("Which?",), False, "")


def test_a_comment_goes_to_no_other_sentence(translated: Path, write_po: Write, pages_ask: Ask) -> None:
    write_po(f'# Which?\nmsgid "{HELLO}"\nmsgstr "{DONE}"\n')
    more = Message("tablet", HELLO.replace("入る", "はいる"), ("docs/tablet.md", 5), "text")
    pages_ask([*MESSAGES, more])
    assert run() == 0
    found = entries(translated)
    assert found[HELLO].comments == ("Which?",)
    assert (found[more.msgid].former, found[more.msgid].comments) == (HELLO, ())


def test_an_obsolete_comment_stays_though_another_came_of_its_sentence(
    translated: Path, write_po: Write
) -> None:
    fuzzy = f'#, fuzzy\n#| msgid "前の文"\nmsgid "{HELLO}"\nmsgstr "{DONE}"\n'
    write_po(fuzzy, '# Which?\n#~ msgid "前の文"\n#~ msgstr ""\n')
    assert run() == 0
    found = entries(translated)
    assert (found["前の文"].comments, found["前の文"].obsolete) == (("Which?",), True)
    assert found[HELLO].former == "前の文"
