"""A whole handover: every link leads somewhere, nothing of the site is lost, the same bytes twice."""

from __future__ import annotations

import csv
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import html5lib  # type: ignore[import-untyped]
import pytest
from body_gates import BASE, check_body

from tebiki.content.certificate import OpenedOn
from tebiki.content.settings import Cms
from tebiki.handover.finished import Finished
from tebiki.handover.write import write
from tebiki.output.page_tree import read_tree
from tebiki.output.site_files import hash_file
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site


def finished(root: Path, site: Path) -> Finished:
    read = Site.read(Request(root))
    return Finished(site, read.settings, read.edition, read.publications)


def hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in files}


@pytest.fixture(scope="module")
def guide(built_bilingual: Path) -> Finished:
    return finished(built_bilingual, built_bilingual / "build" / "site")


@pytest.fixture(scope="module")
def folder(guide: Finished, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("handover")
    write(guide, made, Cms(base=BASE))
    return made


def test_all_that_staff_hand_over_is_there(folder: Path) -> None:
    names = set(hashes(folder))
    assert {"site.zip", "release-notes.html", "index.html", "cms/article.html", "cms/article.txt"} <= names
    assert {"cms/ja/tablet.html", "cms/en/tablet.html", "cms/en/index.html", "cms/pictures.csv"} <= names
    assert all(name.isascii() and name == name.lower() for name in names)
    page = read_tree((folder / "index.html").read_text(encoding="utf-8"))
    assert all((folder / a.attrs["href"]).exists() for a in page.iter("a"))


def test_the_same_bytes_twice(guide: Finished, folder: Path, tmp_path: Path) -> None:
    write(guide, tmp_path, Cms(base=BASE))
    assert hashes(tmp_path) == hashes(folder)


def test_the_zip_is_the_site_dated_by_the_edition(guide: Finished, folder: Path) -> None:
    with zipfile.ZipFile(folder / "site.zip") as archive:
        assert archive.testzip() is None
        members = archive.infolist()
        assert archive.namelist() == sorted(hashes(guide.site))
        assert all(archive.read(m) == (guide.site / m.filename).read_bytes() for m in members)
    assert {(m.date_time, m.external_attr >> 16, m.compress_type) for m in members} == {
        ((2031, 3, 1, 0, 0, 0), 0o644, zipfile.ZIP_STORED)
    }


def test_each_pdf_has_two_names_and_the_same_bytes(folder: Path) -> None:
    names = hashes(folder / "pdf")
    assert set(names) == {
        f"guide-tablet-{version}{language}{end}.pdf"
        for version in ("", "ver12-")
        for language in ("ja", "en")
        for end in ("", "-summary")
    }
    assert all(names[name] == names[name.replace("ver12-", "")] for name in names)


def test_every_link_and_picture_of_a_body_is_there(folder: Path) -> None:
    pages = {path: read_tree(path.read_text(encoding="utf-8")) for path in (folder / "cms").rglob("*.html")}
    pages.pop(folder / "cms/pictures.html")
    seen = 0
    for path, page in pages.items():
        for element in page.iter("a", "img"):
            goal = urlsplit(element.attrs.get("href") or element.attrs.get("src") or "")
            if goal.scheme:
                continue
            there = _there(folder, goal.path) if goal.path else path
            assert there.is_file(), (path, goal)
            if goal.fragment:
                assert goal.fragment in {e.attrs.get("id") for e in pages[there].iter()}
                seen += 1
    assert seen > 5


def _there(folder: Path, path: str) -> Path:
    """The file that an address of the CMS will be."""
    below = path.removeprefix(BASE)
    assert below != path, path
    return folder / below if below.startswith("pdf/") else folder / "cms" / below


def test_a_body_says_all_that_its_page_says(
    built_shiomi: Path, guide: Finished, folder: Path, tmp_path: Path
) -> None:
    """Of two cities: texts, addresses, alts, pictures to the byte, in every language."""
    other = finished(built_shiomi, built_shiomi / "build" / "site")
    write(other, tmp_path, Cms(base=BASE))
    pages = [(page, tmp_path) for page in sorted(other.site.glob("*/*.html"))]
    pages += [(page, folder) for page in sorted(guide.site.glob("*/*.html"))]
    assert len(pages) == 10
    for page, made in pages:
        assert check_body(page, made / "cms") == [], page.name


def test_a_word_that_a_body_loses_is_told(guide: Finished, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "cms", tmp_path / "cms")
    body = tmp_path / "cms" / "ja" / "tablet.html"
    text = body.read_text(encoding="utf-8")
    body.write_text(text.replace("もう一度押します。", ""), encoding="utf-8")
    assert check_body(guide.site / "ja" / "tablet.html", tmp_path / "cms") == ["もう一度押します。"]


def test_a_body_of_another_language_says_so(folder: Path) -> None:
    assert (folder / "cms/en/tablet.html").read_text(encoding="utf-8").startswith('<div lang="en">\n')
    assert not (folder / "cms/ja/tablet.html").read_text(encoding="utf-8").startswith("<div")


def test_the_list_of_pictures(folder: Path) -> None:
    data = (folder / "cms/pictures.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["ファイル名"] for row in rows] == sorted(p.name for p in (folder / "cms/files").iterdir())
    code = next(row for row in rows if row["ファイル名"] == "qr-form-ja.png")
    assert code["代替テキスト"] == "申込フォームを開くQRコード"
    assert int(code["バイト"]) == (folder / "cms/files/qr-form-ja.png").stat().st_size
    assert code["ページ"] == "ja/tablet.html"


def test_the_article_tells_what_is_known_and_what_is_not(guide: Finished, tmp_path: Path) -> None:
    write(guide, folder := tmp_path)
    text = (folder / "cms/article.txt").read_text(encoding="utf-8")
    assert text.startswith("題名: 接続証明導入の手引（令和13年度）\n")
    assert "更新日: 令和13年3月" in text
    assert "YMB-2031-0228.pfx" in text
    assert "・電話番号: 〔未確認" in text
    assert "・担当: 山辺市福祉課" in text
    assert "タブレット版 Ver.12、令和13年3月: 証明書はYMB-2031-0228です。画面を新しくしました。" in text
    assert "PDF形式、" in text
    # The site's address is known: a reader finds the files there, by the names they have there.
    assert "https://yamabe.example/tebiki/ja/guide-tablet-ver12-ja.pdf" in text
    page = (folder / "cms/article.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parseFragment(page)
    assert page.startswith("<p>")
    assert "<h2>お問い合わせ</h2>" in page


def test_a_base_of_the_cms_goes_before_all(guide: Finished, tmp_path: Path) -> None:
    told = write(guide, tmp_path, Cms(base="/care/", heading=3, prefix="g-"))
    text = (tmp_path / "cms/ja/tablet.html").read_text(encoding="utf-8")
    assert 'src="/care/files/qr-form-ja.png"' in text
    assert 'href="/care/pdf/guide-tablet-ja.pdf"' in text
    assert '<h3 id="g-steps">' in text
    article = (tmp_path / "cms/article.html").read_text(encoding="utf-8")
    assert 'href="/care/pdf/guide-tablet-ja.pdf"' in article
    assert 'href="/care/ja/tablet.html"' in article
    assert [problem.code for problem in told] == [*["handover/contact"] * 2, "handover/day"]
    names = [problem.values["name"] for problem in told[:2]]
    assert [name.texts["en"] for name in names] == [  # type: ignore[attr-defined]
        "telephone number of the office",
        "mail address of the office",
    ]


def test_the_notes_tell_that_a_language_was_checked_and_not_by_whom(
    built_bilingual: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(built_bilingual, tmp_path / "root")
    care = root / "docs" / "locales" / "en" / "language.toml"
    with care.open("a", encoding="utf-8") as file:
        file.write('\n[reviewed.2031]\nby = "Planted Personname"\non = "2031-02-03"\n')
    (tmp_path / "out").mkdir()
    write(finished(root, build(Request(root), lambda _: None).target), tmp_path / "out")
    text = (tmp_path / "out" / "release-notes.html").read_text(encoding="utf-8")
    assert '<th scope="row">English</th><td>確認済み（令和13年2月3日）</td>' in text
    for path in [*(tmp_path / "out").rglob("*"), *(root / "build" / "site").rglob("*")]:
        assert not path.is_file() or b"Personname" not in path.read_bytes(), path


def test_the_notes_tell_versions_languages_and_what_is_open(folder: Path) -> None:
    text = (folder / "release-notes.html").read_text(encoding="utf-8")
    assert "タブレット版（Ver.12、令和13年3月）の改訂履歴: " in text
    assert '<th scope="row">日本語</th><td>原文</td>' in text
    assert '<th scope="row">English</th><td>参考訳（だれも確認していません）</td>' in text
    assert '<th scope="row">証明書の件名（サブジェクト）</th><td>書いていません</td>' in text
    assert '<th scope="row">タブレット版</th><td>Ver.12（令和13年3月）</td>' in text
    assert "certificate.subject" not in text
    assert "承認の記録はありません" in text


def test_the_notes_tell_values_as_manuals_print_them(guide: Finished, tmp_path: Path) -> None:
    keys = ("manuals.tablet.version", "manuals.tablet.published")
    write(replace(guide, edition=guide.edition.model_copy(update={"unconfirmed": keys})), tmp_path)
    text = (tmp_path / "release-notes.html").read_text(encoding="utf-8")
    assert "<td>「Ver.12」</td>" in text
    assert "<td>「令和13年3月」</td>" in text


def test_the_notes_tell_what_is_known_of_the_certificates_file(guide: Finished, tmp_path: Path) -> None:
    opened = OpenedOn(device="Sora 7", version="13", on=date(2031, 2, 20), by="担当")
    certificate = guide.edition.certificate.model_copy(update={"stored_name": False, "opened": (opened,)})
    keys = ("certificate.stored_name", "certificate.opened")
    edition = guide.edition.model_copy(update={"certificate": certificate, "unconfirmed": keys})
    write(replace(guide, edition=edition), tmp_path)
    text = (tmp_path / "release-notes.html").read_text(encoding="utf-8")
    assert "<td>「ない」とわかっています（書いていません）</td>" in text
    assert "<td>Sora 7（13、令和13年2月20日、担当）（書いていません）</td>" in text
