"""Pages at their published addresses, PDFs in the result's scope, the sheet for what only people can tell."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from extras.told_criteria import FACTS, tell

from tebiki.errors import TebikiError
from tebiki.extras.browser import run as module
from tebiki.extras.browser.criteria import criteria
from tebiki.extras.browser.observations import Fault, Seen
from tebiki.extras.browser.pdfs import look_at_pdfs
from tebiki.extras.browser.people import sheets
from tebiki.extras.browser.published import read_addresses
from tebiki.extras.browser.run import Asked, run
from tebiki.messages import tell as say_problem
from tebiki.output.page_tree import read_tree
from tebiki.output.server import serve_folder

ADDRESSES = ("https://www.city.example/care/tablet.html", "https://www.city.example/care/index.html")
PDF = "ja/guide-tablet-ver12-ja.pdf"
LEFT_OUT = '[pdf]\nincluded = false\nreason = "同じ内容のページがあります。"\nby = "担当"\non = 2031-05-02\n'
COUNTED = '[pdf]\nincluded = true\nby = "担当"\non = 2031-05-02\n'


@pytest.fixture
def project(city: Path, built_city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city's project with its site, and a browser that finds one fault of our own files."""
    shutil.copytree(built_city / "build" / "site", city / "build" / "site", dirs_exist_ok=True)

    def seen(_asked: Asked, pages: Sequence[str], *_: object) -> list[Seen]:
        return [Seen(page, [Fault("console", None, "x")], dict(FACTS), whole=True) for page in pages]

    monkeypatch.setattr(module, "_seen", seen)
    return city


def listed(root: Path, *lines: str) -> Path:
    path = root / "addresses.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def made(root: Path, name: str) -> str:
    return (root / "build" / "report" / name).read_text(encoding="utf-8")


def test_a_file_lists_the_addresses(tmp_path: Path) -> None:
    path = listed(
        tmp_path, "# 公開したページ", ADDRESSES[0], "", f"  {ADDRESSES[1]}  ", "http://127.0.0.1:80/x"
    )
    assert read_addresses(path) == [*ADDRESSES, "http://127.0.0.1:80/x"]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["# nothing"], ["no-address"]),
        (["http://www.city.example/a.html"], ["address"]),
        (["ja/index.html"], ["address"]),
        (["https://me:pw@www.city.example/a"], ["address"]),
        (["https://www.city.example/a b"], ["address"]),
        (["https://www.city.example/\x1b[31m\u202e"], ["address"]),
        (["x" * 9999], ["address"]),
        (["https://www.city.example/a#step-2"], ["address"]),
        (["file:///etc/hosts", "https://[x"], ["address", "address"]),
        ([ADDRESSES[0], ADDRESSES[0]], ["address-twice"]),
    ],
)
def test_a_wrong_line_is_told(tmp_path: Path, lines: list[str], codes: list[str]) -> None:
    with pytest.raises(TebikiError) as caught:
        read_addresses(listed(tmp_path, *lines))
    assert [problem.code for problem in caught.value.problems] == [f"browser/{code}" for code in codes]
    said = "".join(map(say_problem, caught.value.problems))
    assert said.replace("\n", "").isprintable()
    assert len(said) < 400 * len(codes)


def test_the_report_and_the_result_name_the_published_pages(project: Path) -> None:
    tell(project, more=LEFT_OUT)
    at = listed(project, *ADDRESSES)
    answer = run(project, Asked(project / "build" / "site", publish=True, at=at))
    assert answer.problems == []
    assert answer.findings == []  # what a CMS puts around a body is held to WCAG alone
    assert all(f"<code>{address}</code>" in made(project, "accessibility.html") for address in ADDRESSES)
    result = made(project, "result.html")
    links = [link.attrs.get("href") for link in read_tree(result).iter("a")]
    assert set(ADDRESSES) <= set(links)
    assert "公開しているアドレスの2ページ" in result
    assert "すべてのページ（" not in result


def test_somebody_must_say_whether_the_pdfs_count(project: Path) -> None:
    tell(project)
    asked = Asked(project / "build" / "site", publish=True)
    assert [problem.code for problem in run(project, asked).problems] == ["browser/publish-no-pdf"]
    tell(project, more=LEFT_OUT)
    assert run(project, asked).problems == []
    assert "PDFは対象に含みません。理由: 同じ内容のページがあります。" in made(project, "result.html")
    assert "HTML、CSS<" in made(project, "result.html")
    tell(project, more=COUNTED)
    assert run(project, asked).problems == []
    assert "PDF（2件）も対象です。" in made(project, "result.html")
    assert "HTML、CSS、PDF<" in made(project, "result.html")


def test_a_pdf_that_counts_and_has_a_fault_keeps_the_result_back(project: Path) -> None:
    spoil(project / "build" / "site" / PDF, "/Lang")
    tell(project, more=COUNTED)
    answer = run(project, Asked(project / "build" / "site", publish=True))
    assert [problem.code for problem in answer.problems] == ["browser/publish-pdf-faults"]
    assert PDF in str(answer.problems[0].values["names"])
    assert "言語がありません。" in made(project, "accessibility.html")
    tell(project, more=LEFT_OUT)
    assert run(project, Asked(project / "build" / "site", publish=True)).problems == []


def test_a_scope_without_pdfs_needs_its_reason(project: Path) -> None:
    tell(project, more='[pdf]\nincluded = false\nby = "担当"\non = 2031-05-02\n')
    with pytest.raises(TebikiError) as caught:
        run(project, Asked(project / "build" / "site"))
    assert caught.value.problems[0].code == "toml/value"


def spoil(path: Path, *names: str) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for name in names:
            del pdf.Root[name]
        pdf.save(path)


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (("/StructTreeRoot", "/MarkInfo"), "tags"),
        (("/Lang",), "language"),
        (("/ViewerPreferences",), "title"),
        (("/Metadata",), "claim"),
    ],
)
def test_each_fault_of_a_pdf_is_seen(project: Path, names: tuple[str, ...], fault: str) -> None:
    site = project / "build" / "site"
    assert {pdf.name: pdf.faults for pdf in look_at_pdfs(site)}[PDF] == ()
    spoil(site / PDF, *names)
    assert fault in {pdf.name: pdf.faults for pdf in look_at_pdfs(site)}[PDF]
    (site / PDF).write_bytes(b"no PDF")
    assert {pdf.name: pdf.faults for pdf in look_at_pdfs(site)}[PDF] == ("unreadable",)


def test_the_sheet_asks_for_every_criterion_that_only_people_can_judge(project: Path) -> None:
    run(project, Asked(project / "build" / "site"))
    page = read_tree(made(project, "people.html"))
    heads = [row.text for row in page.iter("th") if row.attrs.get("scope") == "row"]
    asked = [c for c in criteria().values() if c.since == "2.0" and c.who == "person" and not c.absent]
    assert all(any(head.startswith(f"{c.number} ") for head in heads) for c in asked)
    for sheet in sheets():
        assert sheet.title in page.text
        assert all(task.text in heads for task in sheet.tasks)
        assert {number for task in sheet.tasks for number in task.criteria} <= criteria().keys()


@pytest.mark.browser
def test_a_published_page_in_a_real_browser(city: Path, tmp_path: Path) -> None:
    pytest.importorskip("playwright")
    (tmp_path / "a.html").write_text(
        '<!DOCTYPE html><html lang="ja"><title>題</title><main><h1>題</h1><img src="b.png"></main></html>',
        encoding="utf-8",
    )
    with serve_folder(tmp_path) as address:
        at = listed(city, f"{address}a.html", f"{address}gone.html", "http://127.0.0.1:9/a.html")
        answer = run(city, Asked(city / "build" / "site", at=at))
    told = {(str(one.problem.place), one.problem.code) for one in answer.findings}
    assert {code for place, code in told if place.startswith(f"{address}a.html")} >= {"browser/axe"}
    assert any(code == "browser/failed" for place, code in told if place.startswith(f"{address}gone.html"))
    assert any(code == "browser/failed" for place, code in told if place.startswith("http://127.0.0.1:9/"))
    report = (city / "build" / "report" / "accessibility.html").read_text(encoding="utf-8")
    assert "最後まで確かめられませんでした" in report
