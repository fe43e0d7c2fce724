"""The text that goes back to a translator: each refusal, in words of the translator's language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from translate_sample import BACK, HEADER, HELLO, OPEN, PRESS, entries, po

import tebiki.translate
from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import Entry
from tebiki.errors import Place, Problem
from tebiki.messages import area
from tebiki.translate.apply import Applied
from tebiki.translate.reply import KINDS, reply_text

TABLES = sorted((Path(tebiki.translate.__file__).parent / "reply").glob("*.toml"))
LANGUAGES = {"en", "ja", "zh_CN", "vi", "id"}
#: Of whole files: such a file is refused before any of its entries is looked at.
OF_FILES = {
    "folder",
    "size",
    "conflict",
    "line",
    "quote",
    "escape",
    "no-msgid",
    "no-msgstr",
    "context",
    "plural",
}
OF_FILES |= {"header", "language", "no-language", "charset", "encoding"}
REPLY = "build/translate/reply-vi.txt"
Told = pytest.CaptureFixture[str]


def table(path: Path) -> dict[str, dict[str, str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def refused(code: str, to: str, /, **values: str) -> str:
    entry = Entry(PRESS, "Nhấn.", 7, False, False, (), ())
    problem = Problem(code, Place.of(Path("secret-folder") / "sent.po", 7), values)
    return reply_text(Applied(to, Path("manual.po"), why=[(entry, problem)]))


def test_every_language_has_the_same_sentences() -> None:
    assert {path.stem for path in TABLES} == LANGUAGES
    wanted = {name: set(words) for name, words in table(TABLES[0]).items()}
    for path in TABLES:
        found = table(path)
        assert {name: set(words) for name, words in found.items()} == wanted
        assert all(text.strip() for words in found.values() for text in words.values())
        assert all(f"{{{name}}}" in found["letter"]["head"] for name in ("taken", "refused"))
        assert "{questions}" in found["letter"]["questions"]
    assert set(KINDS.values()) | {"letter"} == set(wanted)


def test_every_refusal_of_an_entry_has_its_sentence() -> None:
    codes = {f"catalog/{name}" for name in area("catalog") if name not in OF_FILES}
    assert {code for code in KINDS if code.startswith("catalog/")} <= codes
    for code in codes:
        values = dict.fromkeys(("text", "allowed", "role", "sign", "wanted", "found", "language"), "Q")
        values |= {"more": "Q", "less": "Q"}
        text = refused(code, "vi", **values, first="1", length="9", longest="8")
        assert PRESS in text
        assert "\n   * " in text


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("vi", "Hãy chép y nguyên"),
        ("zh_CN", "原样复制"),
        ("id", "Salin dari teks Jepang"),
        ("en", "Copy it from the Japanese text"),
        ("ja_simple", "そのまま写してください"),
        ("pt_BR", "Copy it from the Japanese text"),
        ("my", "Copy it from the Japanese text"),
    ],
)
def test_it_is_in_the_language_of_the_translator(language: str, word: str) -> None:
    text = refused("catalog/role-missing", language, text="{ui}`tablet.ask.ok`")
    assert word in text
    assert "{ui}`tablet.ask.ok`" in text


def test_it_names_nothing_of_the_office(translated: Path, capsys: Told) -> None:
    assert main(["translate", "update"]) == 0
    pairs = ((PRESS, "Nhấn."), (BACK, "Xem <b>đây</b>."), (HELLO, "Cách vào hệ thống."))
    (translated / "sent.po").write_text(po(*pairs, '# Hm?\nmsgid "x"\nmsgstr ""\n'), encoding="utf-8")
    assert main(["translate", "apply", "sent.po"]) == 1
    assert f"{REPLY} is a reply to the translator" in capsys.readouterr().out
    text = (translated / REPLY).read_text(encoding="utf-8")
    assert "Đã nhận 1 câu dịch. Còn 2 câu" in text
    assert "câu hỏi của bạn (1)" in text
    assert f"1. Tiếng Nhật: {PRESS}\n   Bản dịch của bạn: Nhấn.\n   * Bản dịch thiếu" in text
    assert f"2. Tiếng Nhật: {BACK}\n" in text
    assert HELLO not in text
    for word in ("sent.po", "manual.po", "docs", "tebiki", "msgid", "msgstr", str(translated)):
        assert word not in text


def test_where_nothing_is_refused_no_old_reply_stays(translated: Path, capsys: Told) -> None:
    assert main(["translate", "update"]) == 0
    for msgstr, code in (("Nhấn.", 1), ("Nhấn {ui}`tablet.ask.ok`.", 0)):
        (translated / "sent.po").write_text(po((PRESS, msgstr), header=HEADER), encoding="utf-8")
        assert main(["translate", "apply", "sent.po"]) == code
        assert (translated / REPLY).exists() == bool(code)
    assert "is a reply" not in capsys.readouterr().out.splitlines()[-1]
    assert entries(translated)[PRESS].used


def test_a_long_text_stands_whole(translated: Path) -> None:
    assert main(["translate", "update"]) == 0
    long = "Rất " * 100 + "dài."
    (translated / "sent.po").write_text(po((OPEN, long)), encoding="utf-8")
    assert main(["translate", "apply", "sent.po"]) == 1
    assert long in (translated / REPLY).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "options", "word"),
    [
        ("guide-vi.po", (), "Không đọc được tệp của bạn"),
        ("sent.po", ("--language", "vi_VN"), "Không đọc được tệp của bạn"),
        ("sent.po", (), "Your file could not be read"),
    ],
)
def test_a_file_that_cannot_be_read_has_a_reply_too(
    name: str, options: tuple[str, ...], word: str, translated: Path, capsys: Told
) -> None:
    (translated / name).write_text('msgid "a\n', encoding="utf-8")
    assert main(["translate", "apply", name, *options]) == 1
    told = capsys.readouterr()
    assert "is a reply to the translator" in told.out
    assert name in told.err
    reply = translated / "build/translate" / ("reply-vi.txt" if "Không" in word else "reply-en.txt")
    assert reply.read_text(encoding="utf-8").startswith(word)


def test_a_file_that_is_not_there_has_none(translated: Path) -> None:
    assert main(["translate", "apply", "none-vi.po"]) == 1
    assert not (translated / REPLY).exists()


def test_faults_of_one_kind_stand_together_and_no_text_twice(translated: Path) -> None:
    assert main(["translate", "update"]) == 0
    (translated / "sent.po").write_text(po((HELLO, "- Vào <b>đây</b> đi.")), encoding="utf-8")
    assert main(["translate", "apply", "sent.po"]) == 1
    text = (translated / REPLY).read_text(encoding="utf-8")
    assert text.count("- Vào") == 1
    assert "không dùng được: <b>, </b>\n" in text
    assert text.count("\n   * ") == text.count("\n     → ") == 2
