"""The 確認表 of an invented town: what an approver reads on it, in words, and what has no place there."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
from conftest import ROOTS, Shared
from release_years import edit

from tebiki.content.papers import Line
from tebiki.content.project import Project
from tebiki.editions.checklist import head
from tebiki.editions.checklist.basis import Basis
from tebiki.editions.review import review
from tebiki.output.pdf_document import read_document

YEAR = "2041"
#: What nobody who signs should meet: commands, keys of files, folders, files of settings.
ENGINE_WORDS = re.compile(
    r"tebiki|--\w|\b(docs|build|screenshots|draft|comparison)/|\.(toml|py|md|po)\b"
    r"|\b(certificate|contact|links|extra|manuals|quotations)\.\w+|\b(meeting_room|chrome_book)\b|mail_wait"
)
CONFIRMED = """
[confirmed."contact.phone"]
by = "教育総務課 係長"
on = 2041-04-03
source = "代表番号の一覧"

[confirmed."certificate.stored_name"]
by = "教育総務課 主査"
on = 2041-04-02

[[decisions]]
about = "map"
role = "教育総務課長"
day = 2041-04-09
reason = "案内図は、六月に作るため。"
"""
SETTINGS = """
tebiki_settings["needed"] = {"map": ["extra.map"], "mail": ["contact.mail"], "phone": ["contact.phone"]}
tebiki_settings["fact_names"] = {
    "links.portal": {"ja": "まなびポートの入口のアドレス", "en": "address of the portal"},
    "extra.map": {"ja": "窓口の案内図", "en": "map of the desk"},
}
tebiki_settings["approval"] = {
    "stamps": ["町長", "教育長", "次長"], "cells": ["整理番号"], "drafter": "総務 うみの係"
}
"""


def prepare(root: Path) -> None:
    shutil.copytree(ROOTS / "shiomi", root, dirs_exist_ok=True)
    path = root / "docs" / "editions" / f"{YEAR}.toml"
    known = 'not_before = 2041-04-01\nnot_after = 2042-02-28\nencryption = "AES-256; MAC: SHA-256"\n'
    edit(path, 'stored_name = "shiomi-manabi-41"\n', f'stored_name = "shiomi-manabi-41"\n{known}')
    edit(path, '"contact.mail", ', '"contact.mail", "links.portal", ')
    edit(path, "[extra.loan_desk]", '[extra.map]\nja = ""\n\n[extra.loan_desk]')
    path.write_text(path.read_text(encoding="utf-8") + CONFIRMED, encoding="utf-8", newline="\n")
    screen = root / "screenshots" / "meeting_room" / "room-check.toml"
    seen = re.sub(r"(?m)^verified = .*$", "verified = false", screen.read_text(encoding="utf-8"))
    screen.write_text(seen, encoding="utf-8", newline="\n")
    with (root / "docs" / "labels" / "meeting_room.toml").open("a", encoding="utf-8", newline="\n") as labels:
        labels.write('\n[check.nowhere]\nja = "どこにもない言葉"\nsource = "invented"\nverified = false\n')
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(SETTINGS)


@pytest.fixture(scope="module")
def bundle(shared: Shared) -> Path:
    """The bundle for the approver; not to be changed."""

    def make(root: Path) -> None:
        prepare(root)
        review(Project(root), YEAR, lambda _: None, date(2041, 4, 10))

    return shared("checklist_shiomi", make) / "build" / "review" / YEAR


def words(text: str) -> str:
    """Text without what ends lines."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def pages(bundle: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(bundle / f"checklist-{YEAR}.pdf")
    return [words(page.get_textpage().get_text_bounded()) for page in pdf]


@pytest.fixture(scope="module")
def text(pages: list[str]) -> str:
    return "".join(pages)


def test_the_first_page_is_enough_to_sign(pages: list[str]) -> None:
    order = (
        "整理番号",
        "町長",
        "利用証設定のしおりVer.3、Ver.7の公開について",
        "総務うみの係",
        "令和23年5月（承認のあと）",
        "公開してよろしいか伺います",
        "公開するもの",
        "学習用パソコン版、会議室のタブレット版の手順。日本語と、ほか1言語。",
        "前の版との違い",
        "確かめたこと",
        "残っていること",
        "1証明書",
        "2決めていただくこと",
    )
    places = [pages[0].index(each) for each in map(words, order)]
    assert places[5:] == sorted(places[5:])
    assert max(places[:5]) < places[5]
    assert "課長補佐" not in pages[0]


def test_the_certificate_is_told_with_what_it_means(text: str) -> None:
    for told in (
        "SHIO-KR417.p12",
        "shiomi-manabi-41",
        "ファイルの名前と違います",
        "教育総務課主査",
        "令和23年4月2日",
        "令和23年4月1日から令和24年2月28日まで",
        "年度の終わり（令和24年3月31日）より前に切れます",
        "AES-256",
        "「パスワードが違う」という意味の言葉が出て",
        "まだ、どの端末でも試していません",
    ):
        assert told in text, told


def test_what_is_decided_and_what_is_not(text: str) -> None:
    start, end = text.index("2決めていただくこと"), text.index("付けたもの")
    block = text[start:end]
    still_open = block.index("問い合わせ先のメールアドレスがありません")
    unconfirmed = block.index("確かめていない値が1件あります")
    decided = block.index("窓口の案内図がありません")
    assert still_open < unconfirmed < decided
    for told in (
        "載せずに公開（理由",
        "教育総務課長令和23年4月9日",
        "案内図は、六月に作るため。",
        "試さずに公開する",
    ):
        assert told in block, told
    assert "電話番号がありません" not in block


def test_who_confirmed_what_by_which_source(text: str) -> None:
    start, end = text.index("3確かめた事実"), text.index("4確かめた記録のない値")
    rows = text[start:end]
    for told in (
        "問い合わせ先の電話番号",
        "055-555-0141",
        "代表番号の一覧",
        "教育総務課係長",
        "令和23年4月3日",
    ):
        assert told in rows, told
    assert re.search(r"（[\d・]+ページ）", rows)


def test_values_without_a_record_are_told_too(text: str) -> None:
    start, end = text.index("4確かめた記録のない値"), text.index("5まだわからない事実")
    rows = text[start:end]
    assert rows.count("▲公開に必要") == 1
    for told in (
        "まなびポートの入口のアドレス",
        "https://port.shiomi.example/enter",
        "およそ四日",
        "しおさいOS8",
    ):
        assert told in rows, told
    assert "055-555-0141" not in rows


def test_unknown_facts_have_room_to_write(text: str) -> None:
    rows = text[text.index("5まだわからない事実") :]
    for told in (
        "問い合わせ先のメールアドレス",
        "窓口の案内図",
        "最後まで試した",
    ):
        assert told in rows, told


def test_screens_have_their_picture_place_and_words(bundle: Path, text: str) -> None:
    rows = text[text.index("実物と見比べていない画面") :]
    for told in (
        "部屋の番号を確かめる画面",
        "会議室のタブレット版手順",
        "同じです",
        "同じ□違う□出ない",
        "違う言葉",
    ):
        assert told in rows, told
    assert "しばらくお待ちください" in rows[rows.index("画面の言葉") :], "no screen has these words"
    pictures = [*(bundle / "_images").glob("screen-*.png")]
    assert len(pictures) == 1
    alts = [tag.alt for tag in read_document(bundle / f"checklist-{YEAR}.pdf").tags if tag.alt]
    assert alts == ["部屋の番号を確かめる画面。「同じです」のボタンがある。"]


def test_nothing_of_the_engine_is_in_sight(bundle: Path, text: str) -> None:
    assert not ENGINE_WORDS.findall(text)
    page = (bundle / "index.html").read_text(encoding="utf-8")
    main = page[page.index("<main") : page.index("</main>")]
    shown = re.sub(r"<[^>]+>", "", main)
    assert not ENGINE_WORDS.findall(shown)
    assert "\u200b" not in text + shown


def test_each_page_bears_the_number_and_its_own(bundle: Path, pages: list[str]) -> None:
    number = re.findall(r"照合番号([0-9A-Z]{4}-[0-9A-Z]{4})", pages[0])[0]
    for at, page in enumerate(pages, 1):
        assert number in page
        assert f"{at}／{len(pages)}" in page
        assert "令和23年4月10日作成" in page
    [other] = [*(bundle / "comparison").glob("*.pdf")]
    for page in pypdfium2.PdfDocument(other):
        assert number in words(page.get_textpage().get_text_bounded())


def test_what_is_attached_is_there(bundle: Path, text: str) -> None:
    [other] = [*(bundle / "comparison").glob("*.pdf")]
    assert f"別紙1新旧対照表（{len(pypdfium2.PdfDocument(other))}ページ）" in text
    pdfs = len([*(bundle / "draft").rglob("*.pdf")])
    assert f"別紙2公開する案（PDF{pdfs}と" in text


def test_without_a_matter_no_table_of_them_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head, "matters", lambda _: [])
    basis = cast("Basis", None)
    first, *_ = head.what_is_left(basis, ())
    assert isinstance(first, Line)
    told = "".join(run.text for run in first.runs)
    assert "ありません" in told
    assert "表" not in told


def test_each_place_has_a_name(text: str) -> None:
    """The cover is named; no word is to be compared that no page has."""
    assert "会議室のタブレット版表紙・目次" in text
    words = text[text.index("見比べる言葉載っている所") :]
    assert "本文にはありません" not in words
    assert "どこにもない言葉" not in words
