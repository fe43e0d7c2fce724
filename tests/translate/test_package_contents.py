"""What lies in a package: each file as the programs that read it expect, each name in a note a file."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.messages.pofile import read_po
from conftest import ROOTS
from translate_sample import HEADER, HELLO, PO, PRESS, po

from tebiki.cli.dispatch import main
from tebiki.content.catalogs.catalog import parse_catalog
from tebiki.content.catalogs.translation import Message
from tebiki.content.project import Project
from tebiki.pipeline import proof_pages
from tebiki.translate.memory import memory_tmx
from tebiki.translate.package import _places
from tebiki.translate.package import package as make_package
from tebiki.translate.template import Asked

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HELLO_VI, PRESS_VI = "Các bước để vào hệ thống.", "Nhấn {ui}`tablet.ask.ok`."
TERMS = '[[terms]]\nja = "端末"\nvi = "thiết bị"\n[[terms]]\nja = "手順"\nvi = "bước & <việc>"\n'

#: Every file of a package, by its name.
Members = dict[str, bytes]


def fill(root: Path) -> None:
    """Give a copy of the invented city two translations and two terms."""
    (root / PO).parent.mkdir(parents=True)
    (root / PO).write_text(po((HELLO, HELLO_VI), (PRESS, PRESS_VI)), encoding="utf-8", newline="\n")
    (root / "docs" / "glossary.toml").write_text(TERMS, encoding="utf-8", newline="\n")


@pytest.fixture
def asked(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Such a project as the working folder; its pages ask by themselves."""
    fill(city)
    monkeypatch.chdir(city)
    return city


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Members:
    """The package of one, made once and not to be changed."""
    root = tmp_path_factory.mktemp("packed") / "yamabe"
    shutil.copytree(ROOTS / "yamabe", root)
    fill(root)
    make_package(Project(root), "vi", root / "a.zip", everything=True)
    return read_zip(root / "a.zip")


def package(code: str = "vi") -> Members:
    assert main(["translate", "package", code, "--all", "--output", "a.zip"]) == 0
    return read_zip(Path("a.zip"))


def read_zip(path: Path) -> Members:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unknown_names(members: Mapping[str, bytes]) -> list[str]:
    """What notes of the catalogue name and the package lacks: pictures, pages, places on pages."""
    notes = re.findall(r"(?m)^#\. .*: ((?:pages|pictures)/.*)$", members["guide-vi.po"].decode())
    return [name for note in notes for name in note.split(", ") if not _is_there(name, members)]


def _is_there(name: str, members: Mapping[str, bytes]) -> bool:
    file, _, anchor = name.partition("#")
    return file in members and (not anchor or f' id="{anchor}"'.encode() in members[file])


def outside_names(members: Mapping[str, bytes]) -> list[str]:
    """What pages load or lead to and the package lacks; links of the text to the web are its own."""
    found = []
    for page in (name for name in members if name.endswith(".html")):
        text = members[page].decode()
        loads = re.findall(
            r'<(?:img|link|script|iframe|source|object)[^>]* (?:src|href|data)="([^"]*)"', text
        )
        leads = [to for to in re.findall(r'<a[^>]* href="([^"]*)"', text) if "://" not in to]
        names = [name.partition("#")[0] for name in [*loads, *leads]]
        found += [f"{page}: {name}" for name in names if name and f"pages/{name}" not in members]
        found += [f"{page}: {script}" for script in re.findall(r"<script[^>]*>", text)]
    styles = [data.decode() for name, data in members.items() if name.endswith(".css")]
    return found + [url for style in styles for url in re.findall(r"url\([^)]*//[^)]*\)|@import[^;]*", style)]


def test_each_name_in_a_note_is_in_the_package(packed: Members) -> None:
    members = packed
    text = members["guide-vi.po"].decode()
    assert "#. 図 / picture: pictures/tablet-ask.png\n" in text
    assert "#. ページ / page: pages/tablet.html#step-2\n" in text
    assert "#. ページ / page: pages/tablet.html#nothing\n" in text
    assert "#. 用語 / term: 端末 → thiết bị\n" in text
    assert unknown_names(members) == []


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        ("pictures/tablet-ask.png", "pictures/tablet-ask.png"),
        ("pages/tablet.html", "pages/tablet.html#step-1"),
    ],
)
def test_a_name_that_is_not_there_would_be_told(packed: Members, gone: str, name: str) -> None:
    members = dict(packed)
    data = members.pop(gone)
    assert name in unknown_names(members)
    members[gone] = data.replace(b' id="step-2"', b"")
    assert set(unknown_names(members)) == ({"pages/tablet.html#step-2"} if gone.endswith("html") else set())


def test_a_place_that_a_page_does_not_show_is_told_by_its_page_alone() -> None:
    shown = Message("tablet", "この文です。", ("docs/tablet.md", 9), "text", anchor="step-1")
    elsewhere = replace(shown, page="phone")
    one = Asked(shown.msgid, (shown, replace(shown, anchor="step-9"), replace(shown, anchor=None), elsewhere))
    anchors = {"tablet.html": frozenset({b"step-1"})}
    assert list(_places(one, anchors)) == ["pages/tablet.html#step-1", *["pages/tablet.html"] * 2]


def test_pages_open_without_a_network_and_without_the_site(packed: Members) -> None:
    members = packed
    assert {"pages/index.html", "pages/tablet.html", "pages/tebiki.css"} <= set(members)
    assert "pages/_images/tablet-ask.png" in members
    assert outside_names(members) == []
    pages = b"".join(data for name, data in members.items() if name.endswith(".html"))
    assert b"yamabe.example/tebiki" not in pages
    assert b".pdf" not in pages


@pytest.mark.parametrize(
    "planted",
    [
        '<script src="https://count.example/a.js"></script>',
        "<script>count()</script>",
        '<img alt="" src="https://pictures.example/a.png">',
        '<a href="../ja/tablet.html">日本語</a>',
        '<link rel="stylesheet" href="other.css">',
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_seen(packed: Members, planted: str) -> None:
    members = dict(packed)
    members["pages/tablet.html"] += planted.encode()
    assert len(outside_names(members)) >= 1


def test_pages_speak_the_language_and_japanese_where_it_lacks(packed: Members) -> None:
    page = packed["pages/tablet.html"].decode()
    assert '<html lang="vi"' in page
    assert HELLO_VI in page
    assert "もう一度押します。" in page


def test_nobody_is_named(packed: Members) -> None:
    whole = b"\n".join(packed.values())
    assert b"Lan <" not in whole
    assert b"people.example" not in whole


def test_the_header_is_whole(packed: Members) -> None:
    data = packed["guide-vi.po"]
    header = dict(parse_catalog(data, Path("guide-vi.po"), "vi").header)
    assert list(header)[:5] == [
        "Project-Id-Version",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Language",
    ]
    assert header["Last-Translator"] == header["Language-Team"] == ""
    assert header["X-Source-Language"] == "ja"
    assert header["Content-Type"] == "text/plain; charset=UTF-8"
    assert "X-Poedit-Basepath" not in header
    assert len(read_po(io.BytesIO(data))) == data.count(b"\nmsgid ") - 1


def test_the_memory_holds_each_translated_sentence_once(packed: Members) -> None:
    root = ET.fromstring(packed["memory.tmx"])  # noqa: S314 -- our own
    assert tmx_mistakes(root) == []
    pairs = [{tuv.get(LANG): tuv.findtext("seg") for tuv in tu.iter("tuv")} for tu in root.iter("tu")]
    assert pairs == [{"ja": HELLO, "vi": HELLO_VI}, {"ja": PRESS, "vi": PRESS_VI}]


def tmx_mistakes(root: ET.Element) -> list[str]:
    """Where a memory is not as TMX 1.4b says: its DTD by hand, for no parser here reads it."""
    needed = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    found = [] if (root.tag, root.get("version")) == ("tmx", "1.4") else ["root"]
    if [child.tag for child in root] != ["header", "body"]:
        return [*found, "parts"]
    header, body = root
    found += [] if needed <= set(header.attrib) else ["header"]
    found += [] if header.get("segtype") in {"block", "paragraph", "sentence", "phrase"} else ["segtype"]
    for tu in body:
        tags = [tu.tag, *(tuv.tag for tuv in tu), *(seg.tag for tuv in tu for seg in tuv)]
        languages = [tuv.get(LANG) for tuv in tu]
        found += [] if tags == ["tu", "tuv", "tuv", "seg", "seg"] else ["unit"]
        found += [] if None not in languages and header.get("srclang") in languages else ["language"]
    return found


@pytest.mark.parametrize(
    ("right", "wrong", "mistake"),
    [
        ('version="1.4"', 'version="2"', "root"),
        ('srclang="ja" ', "", "header"),
        ('segtype="paragraph"', 'segtype="page"', "segtype"),
        ('xml:lang="ja"', 'xml:lang="en"', "language"),
        ("<seg>a</seg>", "", "unit"),
        ("<body>", "<body/><body>", "parts"),
    ],
)
def test_a_damaged_memory_would_be_told(right: str, wrong: str, mistake: str) -> None:
    text = memory_tmx({"a": "b"}, "vi")
    assert tmx_mistakes(ET.fromstring(text)) == []  # noqa: S314 -- our own
    assert right in text
    assert mistake in tmx_mistakes(ET.fromstring(text.replace(right, wrong)))  # noqa: S314


def test_signs_of_xml_come_back_from_a_memory() -> None:
    text = memory_tmx({"<a> & {ui}`x`": '"b" < c'}, "zh_CN")
    root = ET.fromstring(text)  # noqa: S314 -- our own
    assert [seg.text for seg in root.iter("seg")] == ["<a> & {ui}`x`", '"b" < c']
    assert [tuv.get(LANG) for tuv in root.iter("tuv")] == ["ja", "zh-CN"]


def test_nothing_translated_is_no_memory(asked: Path, write_po: Callable[..., None]) -> None:
    write_po()
    assert "memory.tmx" not in package()
    write_po(f'#, fuzzy\nmsgid "{PRESS}"\nmsgstr "{PRESS_VI}"\n')
    assert "memory.tmx" not in package()
    assert (asked / "a.zip").is_file()


def test_both_glossaries_hold_the_same_words(packed: Members) -> None:
    members = packed
    root = ET.fromstring(members["glossary.tbx"])  # noqa: S314 -- our own
    entries = list(root.iter("termEntry"))
    assert root.tag == "martif"
    assert root.get("type") == "TBX"
    assert [child.tag for child in root] == ["martifHeader", "text"]
    assert len({entry.get("id") for entry in entries}) == len(entries)
    languages = {tuple(each.get(LANG) for each in entry.iter("langSet")) for entry in entries}
    assert languages == {("ja", "vi")}
    words = [[term.text for term in entry.iter("term")] for entry in entries]
    rows = [line.split("\t") for line in members["glossary.txt"].decode().splitlines()]
    assert ["端末", "thiết bị"] in words
    assert ["手順", "bước & <việc>"] in words
    assert [row[:2] for row in rows] == words
    assert {len(row) for row in rows} <= {2, 3}


def test_a_term_of_several_lines_is_no_entry_of_its_own(asked: Path) -> None:
    """It stands in notes of the catalogue, in a line of the table and in an element."""
    term = r"thiết bị\nmsgid \"x\" & <b> ]]>"
    (asked / "docs" / "glossary.toml").write_text(
        f'[[terms]]\nja = "端末"\nvi = "{term}"\n', encoding="utf-8"
    )
    members = package()
    text = members["guide-vi.po"].decode()
    assert '#. msgid "x"' in text
    assert "x" not in {entry.msgid for entry in parse_catalog(text.encode(), Path("vi.po"), "vi").entries}
    assert 'thiết bị msgid "x" & <b> ]]>' in members["glossary.txt"].decode().splitlines()[0]
    root = ET.fromstring(members["glossary.tbx"])  # noqa: S314 -- our own
    terms = {term.text for term in root.iter("term")}
    assert 'thiết bị\nmsgid "x" & <b> ]]>' in terms


def test_a_label_stands_in_the_glossaries_with_its_key(asked: Path) -> None:
    labels = asked / "docs" / "labels" / "tablet.toml"
    text = labels.read_text(encoding="utf-8").replace('ja = "はい"', 'ja = "はい"\nvi = "Có"')
    labels.write_text(text, encoding="utf-8", newline="\n")
    assert "はい\tCó\t{ui}`tablet.ask.ok`\n" in package()["glossary.txt"].decode()


def test_a_language_without_words_or_letters_gets_its_pages(
    city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(city)
    path = city / PO.replace("/vi/", "/fo/")
    path.parent.mkdir(parents=True)
    path.write_text(po(header=HEADER.replace("Language: vi", "Language: fo")), encoding="utf-8", newline="\n")
    japanese = package("fo")["pages/tablet.html"].decode()
    assert '<html lang="fo"' in japanese
    assert "This picture is in another language" not in japanese  # its labels are known in no language
    labels = city / "docs" / "labels" / "tablet.toml"
    known = labels.read_text(encoding="utf-8")
    labels.write_text(known.replace('ja = "はい"', 'ja = "はい"\nen = "Yes"'), encoding="utf-8", newline="\n")
    assert "This picture is in another language" in package("fo")["pages/tablet.html"].decode()
    labels.write_text(known.replace('ja = "はい"', 'ja = "はい"\nfo = "ᚠᚢ"'), encoding="utf-8", newline="\n")
    members = package("fo")
    assert "この図は別の言語です。" in members["pages/tablet.html"].decode()
    assert members["pictures/tablet-ask.png"] == members["pages/_images/tablet-ask.png"]


def test_a_mistake_in_a_language_is_told_as_one_by_who_asks_for_messages(
    asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It was told as Sphinx's own error, with a function's address, and without what to do."""
    path = asked / "docs" / "languages" / "vi.toml"
    path.parent.mkdir()
    path.write_text('tag = "vi\n', encoding="utf-8")
    assert main(["translate", "status"]) == 1
    told = capsys.readouterr().err
    assert "docs/languages/vi.toml:1: This is not valid TOML" in told
    assert "→" in told
    assert "Handler" not in told


def test_pages_of_unchanged_content_are_not_made_again(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, jobs = package(), count_jobs(monkeypatch)
    assert package() == first
    assert jobs == []
    kept = asked / "build/.cache/proof/vi/tablet.html"
    kept.write_bytes(kept.read_bytes() + b"damaged")
    assert package() == first
    assert len(jobs) == 1
    page = asked / "docs" / "tablet.md"
    page.write_text(page.read_text(encoding="utf-8").replace("もう一度", "もう二度"), encoding="utf-8")
    assert "もう二度" in package()["pages/tablet.html"].decode()
    assert len(jobs) == 2


def count_jobs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages of the pages that are made from now on."""
    jobs: list[str] = []
    make = proof_pages._job

    def counted(project: Project, language: str, work: Path) -> object:
        jobs.append(language)
        return make(project, language, work)

    monkeypatch.setattr(proof_pages, "_job", counted)
    return jobs
