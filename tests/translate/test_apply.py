"""``tebiki translate apply``: what goes in, what does not, and that nothing gets worse."""

from __future__ import annotations

import io
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from translate_sample import BACK, HEADER, HELLO, OPEN, PO, PRESS, entries, po

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, tell
from tebiki.translate.apply import apply

BAD = sorted((Path(__file__).parent.parent / "bad" / "translate").glob("*.toml"))
DONE = "Các bước để vào hệ thống."
Write = Callable[..., None]
Told = pytest.CaptureFixture[str]


@pytest.fixture
def full(translated: Path) -> Path:
    """The project with a catalogue that asks for everything."""
    assert main(["translate", "update"]) == 0
    return translated


def send(translated: Path, *pairs: tuple[str, str] | str, header: str = HEADER) -> None:
    (translated / "sent.po").write_text(po(*pairs, header=header), encoding="utf-8")


def run(*arguments: str) -> int:
    return main(["translate", "apply", *(arguments or ("sent.po",))])


def test_what_is_right_goes_in_and_the_rest_is_told(full: Path, capsys: Told) -> None:
    send(full, (PRESS, "Nhấn {ui}`tablet.ask.ok`."), (BACK, "Xem <b>đây</b>."))
    assert run() == 1
    told = capsys.readouterr()
    assert "vi: 1 translation went into" in told.out
    assert "sent.po" in told.err
    assert BACK[:10] in told.err
    assert "<b>" in told.err
    found = entries(full)
    assert found[PRESS].used
    assert not found[BACK].msgstr
    assert found[HELLO].msgstr == DONE
    assert found[PRESS].notes  # the catalogue's own words stay


def test_nothing_gets_worse(full: Path, capsys: Told) -> None:
    fuzzy = f'#, fuzzy\nmsgid "{PRESS}"\nmsgstr "Nhấn {{ui}}`tablet.ask.ok`."\n'
    before = (full / PO).read_bytes()
    send(full, (HELLO, ""), fuzzy)
    assert run() == 0
    assert f"left out, marked as needing work: {PRESS}" in capsys.readouterr().out
    send(full, f'#, fuzzy\nmsgid "{HELLO}"\nmsgstr "Khác."\n', f'#~ msgid "{PRESS}"\n#~ msgstr "Nhấn."\n')
    assert run("sent.po", "--fuzzy") == 0
    assert (full / PO).read_bytes() == before


def test_fuzzy_ones_go_in_when_asked_for_and_stay_fuzzy(full: Path) -> None:
    send(full, f'#, fuzzy\nmsgid "{PRESS}"\nmsgstr "Nhấn {{ui}}`tablet.ask.ok`."\n')
    assert run("sent.po", "--fuzzy") == 0
    assert entries(full)[PRESS].fuzzy


def test_a_translation_ends_what_was_fuzzy(translated: Path, write_po: Write) -> None:
    write_po(f'#, fuzzy\n#| msgid "前の文"\nmsgid "{HELLO}"\nmsgstr "Cũ."\n')
    send(translated, (HELLO, DONE))
    assert run() == 0
    entry = entries(translated)[HELLO]
    assert (entry.used, entry.former) == (True, "")


def test_a_better_translation_takes_the_place_of_the_old(full: Path, capsys: Told) -> None:
    send(full, (HELLO, "Cách vào hệ thống."))
    assert run() == 0
    assert f"took another translation's place: {HELLO}" in capsys.readouterr().out
    assert entries(full)[HELLO].msgstr == "Cách vào hệ thống."


def test_what_no_page_holds_is_told(full: Path, capsys: Told) -> None:
    send(full, ("もうない文です。", "Không còn nữa."))
    assert run() == 0
    assert "no page holds this any more: もうない文です。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2031-05-06 07:08+0900", "2031-05-06 07:08+0900"),
        ("2030-05-06 07:08+0900", "2031-02-03 10:00+0900"),
        ("YEAR-MO-DA HO:MI+ZONE", "2031-02-03 10:00+0900"),
    ],
)
def test_the_later_date_counts_and_no_name_is_taken(full: Path, sent: str, kept: str) -> None:
    send(full, (PRESS, "Nhấn {ui}`tablet.ask.ok`."), header=HEADER.replace("2031-02-03 10:00+0900", sent))
    assert run() == 0
    text = (full / PO).read_text(encoding="utf-8")
    assert f"PO-Revision-Date: {kept}\\n" in text
    assert "@" not in text


def test_a_package_comes_back(full: Path) -> None:
    assert main(["translate", "package", "vi", "--output", "sent.zip"]) == 0
    with zipfile.ZipFile(full / "sent.zip") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    text = members["guide-vi.po"].decode()
    filled = text.replace(
        f'msgid "{PRESS}"\nmsgstr ""', f'msgid "{PRESS}"\nmsgstr "Nhấn {{ui}}`tablet.ask.ok`."'
    )
    members["guide-vi.po"] = filled.replace("\n", "\r\n").encode()  # as Windows saves it
    with zipfile.ZipFile(full / "sent.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"guide-vi/{name}", data)
    assert run("sent.zip") == 0
    assert entries(full)[PRESS].used
    assert not entries(full)[OPEN].msgstr


def archive(case: dict[str, Any], good: Callable[..., bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(case.get("many", 0)):
            made.writestr(f"{number}.txt", b"")
        for member in case.get("member", []):
            info = zipfile.ZipInfo(member["name"])
            info.filename = member["name"]
            info.external_attr = member.get("mode", 0o100644) << 16
            data = good(member) if "po" in member else member["text"].encode() * member.get("times", 1)
            packing = {"deflated": zipfile.ZIP_DEFLATED, "bzip2": zipfile.ZIP_BZIP2}
            kind = next((value for key, value in packing.items() if member.get(key)), zipfile.ZIP_STORED)
            made.writestr(info, data, kind)
    data = out.getvalue()
    if word := case.get("spoil", "").encode():
        data = data.replace(word, word[:-1] + b"n", 1)
    return data[: len(data) - case.get("cut", 0)]


def plant(translated: Path, case: dict[str, Any]) -> Path:
    """Make the file that somebody sent."""

    def good(table: dict[str, Any]) -> bytes:
        header = HEADER.replace("Language: vi", case.get("header", "Language: vi"))
        return po(*map(tuple, table["po"]), header=header).encode()

    path: Path = translated / case.get("file", "sent.zip")
    if "po" in case:
        path.write_bytes(good(case))
    elif "text" in case:
        path.write_bytes(case["text"].encode(case.get("encoding", "utf-8")))
    elif "file" not in case:
        path.write_bytes(archive(case, good))
    return path


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_whole(bad: Path, full: Path) -> None:
    case = tomllib.loads(bad.read_text(encoding="utf-8"))
    path = plant(full, case)
    before = {p: p.read_bytes() for p in sorted(full.rglob("*")) if p.is_file()}
    with pytest.raises(TebikiError) as caught:
        apply(Project(full), path, case.get("language"))
    assert {problem.code for problem in caught.value.problems} == {case["code"]}
    assert all(tell(problem, language) for problem in caught.value.problems for language in LANGUAGES)
    assert {p: p.read_bytes() for p in sorted(full.rglob("*")) if p.is_file()} == before


def test_controls_of_a_terminal_are_not_passed_on(full: Path, capsys: Told) -> None:
    send(full, ("\x1b[31mもうない", "Không."))
    assert run() in (0, 1)
    told = capsys.readouterr()
    assert "\x1b" not in told.out + told.err


MENDED = "Nhấn {ui}`tablet.ask.ok`."


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Language: vi_VN", "the header's Language, vi_VN, is taken for vi"),
        ("Language: Vietnamese", "the header's Language, Vietnamese, is taken for vi"),
        ("Language: vi", ""),
    ],
)
def test_a_region_makes_no_second_language(header: str, said: str, full: Path, capsys: Told) -> None:
    send(full, (PRESS, MENDED), header=HEADER.replace("Language: vi", header))
    assert run() == 0
    told = capsys.readouterr().out
    assert told.count("mended:") == bool(said)
    assert said in told
    assert entries(full)[PRESS].msgstr == MENDED
    assert "Language: vi\\n" in (full / PO).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "header", ["Language: ", "Language: vi_VN", "Language: ja", "X-Language: vi", "Language: ?"]
)
def test_the_option_counts_before_the_header(header: str, full: Path, capsys: Told) -> None:
    send(full, (PRESS, MENDED), header=HEADER.replace("Language: vi", header))
    assert run("sent.po", "--language", "vi") == 0
    assert "as --language says" in capsys.readouterr().out
    assert entries(full)[PRESS].msgstr == MENDED


def test_the_name_of_the_file_settles_what_its_header_does_not_say(full: Path, capsys: Told) -> None:
    send(full, (PRESS, MENDED), header=HEADER.replace("Language: vi", "Language: "))
    (full / "sent.po").rename(full / "guide-vi.po")
    assert run("guide-vi.po") == 0
    assert "by the name of the file or its folder it is vi" in capsys.readouterr().out


def test_another_script_is_another_language(full: Path, capsys: Told) -> None:
    send(full, (PRESS, MENDED), header=HEADER.replace("Language: vi", "Language: vi_Hani"))
    assert run() == 2
    assert "name it with --language" in capsys.readouterr().err


def test_what_was_mended_is_told_with_its_count(full: Path, capsys: Told) -> None:
    apart = unicodedata.normalize("NFD", MENDED)
    raw = po((PRESS, apart + "\\n"), header=HEADER.replace("2031-02-03 10:00+0900", "28.11.2032"))
    (full / "sent.po").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    assert run() == 0
    told = capsys.readouterr().out
    assert "the BOM at the beginning of the file was taken away" in told
    assert "stored apart were composed (1 line)" in told
    assert "line breaks at the ends of texts were made like those of the messages (1 entry)" in told
    assert entries(full)[PRESS].msgstr == MENDED
    assert "PO-Revision-Date: 2031-02-03 10:00+0900" in (full / PO).read_text(encoding="utf-8")


def test_messages_come_back_as_some_tools_keep_them(full: Path, capsys: Told) -> None:
    send(full, (f"{PRESS}\\n", f"{MENDED}\\n"))
    assert run() == 0
    assert "no page holds this" not in capsys.readouterr().out
    assert entries(full)[PRESS].msgstr == MENDED


def test_one_entry_that_contradicts_itself_keeps_no_other_out(full: Path, capsys: Told) -> None:
    send(full, (PRESS, MENDED), (HELLO, "Một."), (HELLO, "Hai."))
    assert run() == 1
    told = capsys.readouterr()
    assert "refused: 1" in told.out
    assert "The same msgid stands in line" in told.err
    found = entries(full)
    assert (found[PRESS].msgstr, found[HELLO].msgstr) == (MENDED, DONE)


def commented(comment: str, msgid: str, msgstr: str) -> str:
    return f'{comment}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'


def test_a_comment_is_kept_and_told_as_a_question(full: Path, capsys: Told) -> None:
    send(
        full,
        commented("# Which button? Ask lan@people.example\n#\n# Or the key?\n#\n# -- Lan", PRESS, ""),
        commented("# Sure.", BACK, "Xem {step}`1` hoặc {remedy}`nothing`."),
    )
    assert run() == 0
    told = capsys.readouterr().out
    assert "The translator's questions and comments: 2" in told
    order = [told.index(part) for part in (f"text: {PRESS}", "comment: Which button? Ask …", "Or the key?")]
    assert order == sorted(order)
    assert f"text: {BACK}" in told
    assert "translation: Xem {step}`1`" in told
    found = entries(full)
    assert found[PRESS].comments == ("Which button? Ask …", "", "Or the key?")
    assert not found[PRESS].msgstr
    assert found[BACK].comments == ("Sure.",)
    text = (full / PO).read_text(encoding="utf-8")
    assert "people.example" not in text
    assert "-- Lan" not in text


def test_comments_go_into_the_next_package_and_are_asked_once(full: Path, capsys: Told) -> None:
    send(full, commented("# Which button?", PRESS, ""))
    assert run() == 0
    assert main(["translate", "package", "vi", "--output", "next.zip"]) == 0
    with zipfile.ZipFile(full / "next.zip") as packed:
        text = packed.read("guide-vi.po").decode()
    assert "# Which button?" in text
    (full / "back.po").write_text(
        text.replace("# Which button?", "# Which button?\n# It is blue."), encoding="utf-8"
    )
    capsys.readouterr()
    assert run("back.po") == 0
    told = capsys.readouterr().out
    assert "comment: It is blue." in told
    assert "comment: Which button?" not in told
    assert entries(full)[PRESS].comments == ("Which button?", "It is blue.")


def test_no_comment_is_lost_whatever_becomes_of_its_entry(full: Path, capsys: Told) -> None:
    send(
        full,
        commented("# refused", BACK, "Xem <b>đây</b>."),
        commented("# left\n#, fuzzy", PRESS, MENDED),
        commented("# same", HELLO, DONE),
        commented("# gone", "もうない文です。", ""),
        header="# Translations of the manuals. …\n# Lan <lan@people.example>, 2031.\n# When is it due?\n"
        + HEADER,
    )
    assert run() == 1
    told = capsys.readouterr().out
    for comment in ("refused", "left", "same", "gone", "When is it due?"):
        assert f"comment: {comment}" in told
    assert told.count("no page holds this text any more; the comment is not kept") == 1
    assert "about the whole file" in told
    assert "Translations of the manuals" not in told
    assert "Lan" not in told
    found = entries(full)
    assert [found[msgid].comments for msgid in (BACK, PRESS, HELLO)] == [("refused",), ("left",), ("same",)]


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace("Lan <lan@", "Mẫu Lan <lan@"),
        "# Mẫu Lan <lan@people.example>, 2031.\n" + HEADER.replace("Lan <lan@people.example>", ""),
    ],
)
def test_who_is_named_in_the_header_or_above_it_is_named_in_no_comment(
    header: str, full: Path, capsys: Told
) -> None:
    send(full, commented("# As Mẫu Lan asked: which button?", PRESS, ""), header=header)
    assert run() == 0
    assert "comment: As … asked: which button?" in capsys.readouterr().out
    assert entries(full)[PRESS].comments == ("As … asked: which button?",)


def test_where_no_comment_was_kept_none_is_said_to_be(full: Path, capsys: Told) -> None:
    before = (full / PO).read_bytes()
    send(full, commented("# gone?", "もうない文です。", ""))
    assert run() == 0
    told = capsys.readouterr().out
    assert "comment: gone?" in told
    assert "are kept in the catalogue" not in told
    assert (full / PO).read_bytes() == before


def test_our_own_remark_is_no_question_where_a_program_has_folded_it(full: Path, capsys: Told) -> None:
    folded = "# Translations of the manuals. 翻訳の手引 / how to translate:\n# docs/locales/README.md\n"
    send(full, (BACK, "{remedy}`nothing`, {step}`1`."), header=folded + HEADER)
    assert run() == 0
    assert "questions and comments" not in capsys.readouterr().out


def test_what_asks_for_a_look_is_told(full: Path, capsys: Told) -> None:
    send(full, (BACK, "{remedy}`nothing`, {step}`1`."))
    assert run() == 0
    assert "1 of them asks for a look beside the message: tebiki translate seen vi" in capsys.readouterr().out
