"""``tebiki translate package``: what a translator gets."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from translate_sample import HELLO, MESSAGES, PRESS

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import parse_catalog
from tebiki.content.png import header_of
from tebiki.translate.package import readme

Told = pytest.CaptureFixture[str]
READMES = [name.name for name in files("tebiki.translate").joinpath("readme").iterdir()]


def package(*arguments: str) -> int:
    return main(["translate", "package", *arguments])


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_open_goes_with_its_pictures(translated: Path, capsys: Told) -> None:
    assert package("vi") == 0
    path = translated / "build/translate/guide-vi.zip"
    assert "build/translate/guide-vi.zip was made (5 messages, 1 picture, 2 pages)" in capsys.readouterr().out
    found = members(path)
    lists = ["glossary.csv", "glossary.tbx", "glossary.txt"]
    outside = [name for name in found if not name.startswith("pages/")]
    assert outside == ["README.txt", *lists, "guide-vi.po", "memory.tmx", "pictures/tablet-ask.png"]
    assert {"pages/index.html", "pages/tablet.html"} <= set(found)
    catalog = parse_catalog(found["guide-vi.po"], path, "vi")
    assert [entry.msgid for entry in catalog.entries] == [m.msgid for m in MESSAGES[:-1] if m.msgid != HELLO]
    assert all(entry.notes for entry in catalog.entries)
    assert b"@" not in found["guide-vi.po"]
    assert b"Basepath" not in found["guide-vi.po"]
    assert header_of(found["pictures/tablet-ask.png"]) is not None


def test_all_goes_when_asked_for(translated: Path) -> None:
    assert package("vi", "--all", "--output", "all.zip") == 0
    assert HELLO.encode() in members(translated / "all.zip")["guide-vi.po"]


def test_nothing_open_is_no_package(translated: Path, pages_ask: Callable[..., None], capsys: Told) -> None:
    pages_ask([MESSAGES[1]])
    assert package("vi") == 0
    assert "nothing is open" in capsys.readouterr().out
    assert not (translated / "build/translate").exists()


def test_what_is_fuzzy_goes_with_its_former_text(translated: Path, write_po: Callable[..., None]) -> None:
    write_po(f'#, fuzzy\n#| msgid "前の文"\nmsgid "{PRESS}"\nmsgstr "Nhấn."\n')
    package("vi", "--output", "a.zip")
    text = members(translated / "a.zip")["guide-vi.po"].decode()
    assert f'#, fuzzy\n#| msgid "前の文"\nmsgid "{PRESS}"\nmsgstr "Nhấn."' in text


def test_the_same_bytes_twice(translated: Path) -> None:
    package("vi", "--output", "a.zip")
    package("vi", "--output", "b.zip")
    assert (translated / "a.zip").read_bytes() == (translated / "b.zip").read_bytes()


def test_the_glossary_opens_in_a_spreadsheet(translated: Path) -> None:
    package("vi", "--output", "a.zip")
    text = members(translated / "a.zip")["glossary.csv"].decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert ["{ui}`tablet.ask.ok`", "はい", "", ""] in rows
    assert ["{fact}`certificate.file`", "YMB-2031-0228.pfx", "YMB-2031-0228.pfx", ""] in rows
    assert all(len(row) == 4 for row in rows)


def test_terms_of_the_messages_are_in_the_glossary(translated: Path) -> None:
    terms = '[[terms]]\nja = "端末"\nvi = "thiết bị"\n[[terms]]\nja = "電柱"\nvi = "cột điện"\n'
    (translated / "docs" / "glossary.toml").write_text(terms, encoding="utf-8")
    package("vi", "--output", "a.zip")
    text = members(translated / "a.zip")["glossary.csv"].decode()
    assert "端末,端末,thiết bị" in text
    assert "電柱" not in text


#: What a program for translators offers for a term, of the one glossary that has marks.
TERM = (
    '<langSet xml:lang="ja"><tig><term>端末</term></tig></langSet>'
    '<langSet xml:lang="vi"><tig><term>{ours}</term></tig></langSet>'
)


def test_a_question_about_a_term_reaches_the_translator(
    translated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    term = '[[terms]]\nja = "端末"\nvi = "thiết bị"\nalso.vi = ["máy"]\nopen.vi = "Which?"\n'
    (translated / "docs" / "glossary.toml").write_text(term, encoding="utf-8")
    package("vi", "--output", "a.zip")
    lists = members(translated / "a.zip")
    text = lists["glossary.csv"].decode()
    assert "端末,端末,thiết bị,Which?\n端末,端末,máy,Which?\n" in text
    assert "端末\tthiết bị\tWhich?\n端末\tmáy\tWhich?\n" in lists["glossary.txt"].decode()
    for ours in ("thiết bị", "máy"):
        assert f"<note>Which?</note>{TERM.format(ours=ours)}" in lists["glossary.tbx"].decode()
    assert ": 端末 → thiết bị / máy\n" in lists["guide-vi.po"].decode()
    capsys.readouterr()
    assert main(["translate", "status", "vi"]) == 0
    assert "thiết bị / máy (Which?)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "sign"), [("vi", "Xin lưu ý"), ("ja_simple", "お願い"), ("zh_CN", "请注意")]
)
def test_the_readme_speaks_the_translators_language(code: str, sign: str) -> None:
    text = readme(code, "x.po")
    assert sign in text
    assert "x.po" in text
    assert "FILE.po" not in text


def test_else_english_and_japanese() -> None:
    assert "Please also note" in readme("my", "x.po")
    assert "お願い" in readme("my", "x.po")


@pytest.mark.parametrize("name", READMES)
def test_every_readme_tells_all_tokens(name: str) -> None:
    text = files("tebiki.translate").joinpath("readme", name).read_text(encoding="utf-8")
    tokens = (
        "{ui}`",
        "{fact}`",
        "{step}`4`",
        "{remedy}`",
        "{url}`",
        "](#step-1)",
        "**",
        "{nobreak}`iOS 14`",
        "pages/index.html",
        "glossary.csv",
        "glossary.txt",
        "glossary.tbx",
        "memory.tmx",
        "Poedit",
        "OmegaT",
        "Lokalize",
        "。",
    )
    assert not [token for token in tokens if token not in text]
    assert text.count("FILE.po") >= 4


@pytest.mark.usefixtures("translated")
def test_a_project_without_the_language(capsys: Told) -> None:
    assert package("fr") == 2
    assert "tebiki translate add fr" in capsys.readouterr().err
