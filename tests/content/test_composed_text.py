"""Letters stored apart from their marks are composed on reading; letters of names stay as typed."""

from __future__ import annotations

import shutil
from pathlib import Path
from unicodedata import normalize

import pytest
from bytes_gates import files_of
from catalogs import header, quoted, rules
from conftest import speak
from markdown_it import MarkdownIt

from tebiki.audit.audit import Asked, check
from tebiki.checks.translations.catalog import check_catalog
from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.composed_text import compose, files_apart
from tebiki.content.markdown.parser import parser
from tebiki.content.settings import load_config
from tebiki.content.text_files import read_text
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

#: Blocks of CJK compatibility ideographs.
COMPATIBLE = [chr(c) for c in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))]


@pytest.mark.parametrize(
    ("apart", "whole"),
    [
        ("か\u3099き\u3099", "がぎ"),
        ("ハ\u309aスワート\u3099", "パスワード"),
        ("cafe\u0301", "café"),
        ("Khi ga\u0323\u0306p su\u031b\u0323 co\u0302\u0301", "Khi gặp sự cố"),
        ("\u1112\u1161\u11ab", "한"),
        ("\u1025\u102e", "\u1026"),
        ("a\n か\u3099\r\nb", "a\n が\r\nb"),
        # No letter in one piece: the mark stays.
        ("か\u309a", "か\u309a"),
        # A mark that stands by itself is none that is stored apart; nor is half-width kana.
        ("か゛ ｶﾞ", "か゛ ｶﾞ"),
        # No mark: as typed, whatever Unicode would make of it.
        ("\u212b \u2126 \u2329 \u037e \u1fef", "\u212b \u2126 \u2329 \u037e \u1fef"),
        ("", ""),
        ("\u3099か", "\u3099か"),
    ],
)
def test_marks_are_composed(apart: str, whole: str) -> None:
    assert compose(apart) == whole
    assert compose(whole) == whole


def test_compatibility_ideographs_stay_beside_what_is_composed() -> None:
    for letter in COMPATIBLE:
        assert compose(letter) == letter
        assert compose(f"か\u3099{letter}e\u0301{letter}\u0301") == f"が{letter}é{letter}\u0301"


def test_those_that_windows_types_stay() -> None:
    def typed(letter: str) -> bool:
        try:
            return bool(letter.encode("cp932"))
        except UnicodeEncodeError:
            return False

    other = [letter for letter in COMPATIBLE if typed(letter) and normalize("NFC", letter) != letter]
    assert len(other) == 22
    assert {"\ufa19", "\ufa26"} <= {*other}
    assert compose("".join(other)) == "".join(other)


def test_what_has_no_marks_is_the_same_object() -> None:
    text = "パスワードを入力します。\ufa19"
    assert compose(text) is text


def test_a_file_is_read_composed(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes("\ufeffか\u3099\r\n\ufa19\r\n".encode())
    assert read_text(path) == "が\n\ufa19\n"


def test_the_parser_composes_what_sphinx_has_read() -> None:
    assert parser().parse("か\u3099\ufa19")[1].content == "が\ufa19"
    assert MarkdownIt().parse("か\u3099")[1].content == "か\u3099"


def test_settings_of_the_city_are_composed(city: Path) -> None:
    before = load_config(city).settings
    stored_apart(city / "conf.py")
    assert load_config(city).settings == before


def test_a_catalogue_is_read_composed_and_passes_the_guard(tmp_path: Path) -> None:
    path = tmp_path / "vi" / "LC_MESSAGES" / "manual.po"
    path.parent.mkdir(parents=True)
    text = header("vi") + f"msgid {quoted('困ったときは、が')}\nmsgstr {quoted('Khi gặp sự cố')}\n"
    path.write_text(normalize("NFD", text), encoding="utf-8", newline="\n")
    assert "ặ" not in path.read_text(encoding="utf-8")
    catalog = read_catalog(path)
    assert [(entry.msgid, entry.msgstr) for entry in catalog.entries] == [
        ("困ったときは、が", "Khi gặp sự cố")
    ]
    assert check_catalog(catalog, rules()) == []


def stored_apart(*paths: Path) -> None:
    for path in paths:
        text = path.read_text(encoding="utf-8")
        apart = "".join(c if c in COMPATIBLE else normalize("NFD", c) for c in text)
        path.write_text(apart, encoding="utf-8", newline="\n")


def written(root: Path) -> list[Path]:
    docs = root / "docs"
    return [
        root / "conf.py",
        *docs.rglob("*.md"),
        *docs.rglob("*.toml"),
        *docs.rglob("*.po"),
        *root.rglob("*.typ"),
    ]


def bilingual(root: Path) -> Path:
    speak(root, "ja", "en")
    (root / "docs" / "parts").mkdir()
    (root / "docs" / "parts" / "names.md").write_text("\ufa19\ufa26が、ご確認します。\n", encoding="utf-8")
    page = root / "docs" / "tablet.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n```{{include}} parts/names.md\n```\n", encoding="utf-8")
    return root


def test_pages_and_pdfs_are_the_same_bytes(city: Path, tmp_path: Path) -> None:
    whole = bilingual(city)
    apart = shutil.copytree(whole, tmp_path / "apart")
    stored_apart(*written(apart))
    assert "が" not in (apart / "docs" / "tablet.md").read_text(encoding="utf-8")
    assert files_apart(whole) == ()
    assert len(files_apart(apart)) == 7
    told = [build(Request(root), lambda _: None).told for root in (whole, apart)]
    assert files_of(apart / "build" / "site") == files_of(whole / "build" / "site")
    [notice] = [text for text in told[1] if text not in told[0]]
    assert f"stored apart from their letters: {len(files_apart(apart))}, conf.py among them." in notice
    assert "\ufa19" in (apart / "build" / "site" / "ja" / "tablet.html").read_text(encoding="utf-8")


def test_an_update_makes_nothing_fuzzy(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = bilingual(city)
    catalogue = root / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    assert main(["translate", "update", f"--root={root}"]) == 0
    before = catalogue.read_bytes()
    stored_apart(*written(root))
    assert main(["translate", "update", f"--root={root}"]) == 0
    assert "0 new, 0 fuzzy, 0 obsolete" in capsys.readouterr().out.splitlines()[-1]
    assert catalogue.read_bytes() == before


def test_a_check_tells_it_once(city: Path) -> None:
    stored_apart(*written(city))
    found = [one for one in check(Asked(city, outputs=False)).findings if one.rule == "text/apart"]
    [one] = found
    assert one.severity == "warning"
    assert one.problem.values == {"count": len(files_apart(city))}


def test_what_cannot_be_read_is_told_elsewhere(city: Path) -> None:
    (city / "docs" / "tablet.md").write_bytes("か\u3099".encode("utf-16"))
    assert files_apart(city) == ()
