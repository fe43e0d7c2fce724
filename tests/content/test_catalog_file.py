"""Catalogues as files: what is read, and what is refused with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from catalogs import BAD, cases, header, quoted, write

from tebiki.content.catalogs.catalog import LARGEST, LONGEST, read_catalog
from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, tell

ENTRIES = """#. what a tool says
# For phones.
#: docs/android.md:12 docs/ios.md:3
msgid "電話"
msgstr "Phone"

#| msgid "窓"
#, fuzzy
msgid ""
"窓"
"口"
msgstr "\\"Counter\\"\\n"

#~| msgid "old"
#~ msgid "受付"
#~ msgstr "Hours"
"""


def codes(path: Path) -> list[str]:
    with pytest.raises(TebikiError) as raised:
        read_catalog(path)
    return [problem.code for problem in raised.value.problems]


def test_entries(tmp_path: Path) -> None:
    catalog = read_catalog(write(tmp_path, "en", header("en") + ENTRIES))
    phone, counter, hours = catalog.entries
    assert catalog.language == "en"
    assert catalog.header["Language"] == "en"
    assert (phone.msgid, phone.msgstr, phone.line) == ("電話", "Phone", 9)
    assert phone.comments == ("For phones.",)
    assert phone.places == (("docs/android.md", 12), ("docs/ios.md", 3))
    assert (counter.msgid, counter.msgstr, counter.line) == ("窓口", '"Counter"', 14)
    assert counter.comments == ()
    assert (phone.fuzzy, counter.fuzzy, hours.fuzzy) == (False, True, False)
    assert [entry.obsolete for entry in catalog.entries] == [False, False, True]
    assert [entry.used for entry in catalog.entries] == [True, False, False]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(end: str, tmp_path: Path) -> None:
    text = header("en") + ENTRIES
    plain, other = write(tmp_path / "a", "en", text), write(tmp_path / "b", "en", text.replace("\n", end))
    assert read_catalog(plain).entries == read_catalog(other).entries


def test_a_template_just_made_is_no_mistake(tmp_path: Path) -> None:
    head = (
        '#, fuzzy\nmsgid ""\nmsgstr ""\n"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
        '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"\n"Language: ja_simple\\n"\n'
        '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    )
    assert len(read_catalog(write(tmp_path, "ja_simple", head + ENTRIES)).entries) == 3


@pytest.mark.parametrize("case", cases(BAD / "files.toml"), ids=lambda case: case["why"])
def test_a_broken_file_is_told_with_its_line(case: dict[str, Any], tmp_path: Path) -> None:
    if "bytes" in case:
        path = write(tmp_path, "en", bytes.fromhex(case["bytes"]))
    else:
        path = write(tmp_path, "en", (header("en") if case.get("head") else "") + case["text"])
    with pytest.raises(TebikiError) as raised:
        read_catalog(path)
    found = {(p.code, p.place and p.place.line, p.place and p.place.key) for p in raised.value.problems}
    told = {(code, line) for code, line, _ in found} | {(code, key) for code, _, key in found}
    assert (case["code"], case.get("line") or case["key"]) in told
    assert all(tell(problem, to) for problem in raised.value.problems for to in LANGUAGES)


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    text = header("vi") + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr ' + quoted("x" * (LONGEST + 1)) + "\n"
    assert codes(write(tmp_path, "en", text)) == ["catalog/language", "catalog/duplicate", "catalog/long"]


def test_a_run_of_broken_lines_is_told_once(tmp_path: Path) -> None:
    assert codes(write(tmp_path, "en", header("en") + "a letter\n" * 1000)) == ["catalog/line"]


def test_a_megabyte_in_one_message(tmp_path: Path) -> None:
    text = header("en") + f'msgid "電話"\nmsgstr "{"x" * 1_000_000}"\n'
    assert codes(write(tmp_path, "en", text)) == ["catalog/long"]


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    assert codes(write(tmp_path, "en", b"#" * (LARGEST + 1))) == ["catalog/size"]


def test_a_file_elsewhere_needs_its_language_said(tmp_path: Path) -> None:
    path = tmp_path / "manual.po"
    path.write_text(header("en") + ENTRIES, encoding="utf-8")
    assert codes(path) == ["catalog/folder"]
    assert read_catalog(path, "en").language == "en"
    assert codes(tmp_path / "none.po") == ["text/missing"]


def test_numbers_without_end_are_no_accident(tmp_path: Path) -> None:
    nines = "9" * 5000
    text = f'{header("en")}#: a.md:{nines}\nmsgid "電話"\nmsgstr[{nines}] "x"\n'
    assert codes(write(tmp_path, "en", text)) == ["catalog/plural"]
