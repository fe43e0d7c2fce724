"""What is mended while a catalogue is read, in the project's own and in a translator's file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from catalogs import header, quoted, write

from tebiki.content.catalogs.catalog import Catalog, parse_received, read_catalog
from tebiki.errors import TebikiError

PHONE = 'msgid "電話"\nmsgstr "Điện thoại"\n'
NAME = Path("sent.po")


def kinds(catalog: Catalog) -> list[str]:
    return [one.kind for one in catalog.mended]


def received(text: str | bytes) -> Catalog:
    raw = text if isinstance(text, bytes) else text.encode()
    catalog, doubts = parse_received(raw, NAME)
    assert not doubts
    return catalog


def only(catalog: Catalog) -> str:
    (entry,) = catalog.entries
    return entry.msgstr


def test_nothing_is_mended_where_nothing_is_wrong(tmp_path: Path) -> None:
    text = header("vi") + PHONE
    assert kinds(received(text)) == kinds(read_catalog(write(tmp_path, "vi", text))) == []


def test_a_bom_is_taken_away_in_both(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + (header("vi") + PHONE).encode()
    for catalog in (received(raw), read_catalog(write(tmp_path, "vi", raw))):
        assert (only(catalog), catalog.header["Language"], kinds(catalog)) == ("Điện thoại", "vi", ["bom"])


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_with_its_mark_is_read(codec: str) -> None:
    catalog = received(("\ufeff" + header("vi") + PHONE).encode(codec))
    assert (only(catalog), kinds(catalog)) == ("Điện thoại", ["utf16"])


@pytest.mark.parametrize("charset", ["GBK", "Shift_JIS", "euc-jp", "ISO-2022-JP"])
def test_the_encoding_that_a_header_names_counts(charset: str) -> None:
    text = header("ja_simple").replace("UTF-8", charset) + 'msgid "電話"\nmsgstr "でんわ"\n'
    if charset == "ISO-2022-JP":  # its bytes are UTF-8 by accident
        with pytest.raises(TebikiError) as raised:
            received(text.encode(charset))
        assert [problem.code for problem in raised.value.problems] == ["catalog/encoding"]
        return
    catalog = received(text.encode(charset))
    assert (only(catalog), kinds(catalog)) == ("でんわ", ["charset"])


@pytest.mark.parametrize("charset", ["UTF-8", "no-such-thing", "base64", "ASCII"])
def test_bytes_of_no_known_encoding_are_refused(charset: str) -> None:
    raw = header("vi").replace("UTF-8", charset).encode() + b'msgid "\x82\xa0"\nmsgstr "x"\n'
    with pytest.raises(TebikiError) as raised:
        received(raw)
    assert {p.code for p in raised.value.problems} <= {"text/encoding", "catalog/encoding"}


@pytest.mark.parametrize(
    ("typed", "composed"),
    [
        ("Tiê\u0301ng Viê\u0323t", "Tiếng Việt"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("か\u3099き", "がき"),
        ("\u1001\u103d\u1004\u103a\u1037", "\u1001\u103d\u1004\u1037\u103a"),
    ],
)
def test_letters_stored_apart_are_composed(typed: str, composed: str) -> None:
    catalog = received(header("vi") + f'msgid "電話"\nmsgstr "{typed}"\n')
    assert (only(catalog), kinds(catalog)) == (composed, ["composed"])
    assert catalog.mended[0].values == {"count": 1}


def test_ideographs_of_names_stay_as_typed() -> None:
    names = "\ufa19\ufa26"  # 神, 都 as they stand in names; NFC makes other letters of them
    assert unicodedata.normalize("NFC", names) != names
    catalog = received(header("ja_simple") + f'msgid "電話"\nmsgstr "{names}か\u3099"\n')
    assert only(catalog) == names + "が"


@pytest.mark.parametrize(
    ("msgid", "msgstr", "kept"),
    [
        ("電話", "Phone\n", "Phone"),
        ("電話", "\nPhone \n\n", "Phone"),
        ("電話\n", "Phone", "Phone\n"),
        ("電話\n", "Phone\n", "Phone\n"),
        ("電話", "one\ntwo", "one\ntwo"),  # the guard refuses it: a break within is no accident
        ("電話", "    code", "    code"),
        ("電話", " \n", " \n"),
    ],
)
def test_line_breaks_at_the_ends_are_as_the_message_has_them(msgid: str, msgstr: str, kept: str) -> None:
    catalog = received(header("en") + f"msgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n")
    assert only(catalog) == kept
    assert kinds(catalog) == (["trimmed"] if msgstr != kept else [])


def test_entries_that_stand_twice_alike_are_one(tmp_path: Path) -> None:
    text = header("vi") + "# Một.\n" + PHONE + '\nmsgid "電話"\nmsgstr ""\n\n# Hai.\n' + PHONE
    for catalog in (received(text), read_catalog(write(tmp_path, "vi", text))):
        (entry,) = catalog.entries
        assert (entry.msgstr, entry.comments, kinds(catalog)) == ("Điện thoại", ("Một.", "Hai."), ["twice"])


def test_entries_that_contradict_one_another_are_left_out_alone() -> None:
    text = header("vi") + PHONE + PHONE.replace("Điện thoại", "Gọi") + '\nmsgid "窓口"\nmsgstr "Quầy"\n'
    catalog, doubts = parse_received(text.encode(), NAME)
    assert [entry.msgid for entry in catalog.entries] == ["窓口"]
    assert [problem.code for _, problem in doubts] == ["catalog/duplicate"]


def test_a_file_without_a_header_is_read_and_told() -> None:
    catalog = received(PHONE)
    assert (only(catalog), catalog.language, kinds(catalog)) == ("Điện thoại", "", ["header"])


@pytest.mark.parametrize("day", ["28.11.2026", "2025-02-30 10:00+0900", "November", ""])
def test_no_date_is_a_reason_to_refuse(day: str, tmp_path: Path) -> None:
    head = header("vi").replace('"Language', f'"PO-Revision-Date: {day}\\n"\n"Language')
    for catalog in (received(head + PHONE), read_catalog(write(tmp_path, "vi", head + PHONE))):
        assert (only(catalog), kinds(catalog)) == ("Điện thoại", [])
