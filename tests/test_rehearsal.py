"""April and September rehearsed in an invented town: a new year, its draft, then corrections.

`tests/city` begins the next year of the city itself, and `make rehearse` does all of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from web_gates import unmarked

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.build import build
from tebiki.pipeline.extract_messages import extract
from tebiki.pipeline.request import Request

NEW = ["--certificate=SHIO-TS552", "--published=2042-05", "--yes"]


def built(root: Path, year: str, **more: object) -> Path:
    request = Request(
        root,
        year,
        ("ja",),
        ("chrome_book",),
        output=root / "build" / f"made-{year}",
        **more,  # type: ignore[arg-type]
    )
    build(request, lambda _: None)
    return request.target


def edit(path: Path, old: str, new: str) -> None:
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
    assert count, (path.name, old)
    path.write_text(text, encoding="utf-8", newline="\n")


def test_a_new_year_is_a_draft_without_traces(shiomi: Path) -> None:
    assert main(["edition", "new", "2042", *NEW, f"--root={shiomi}"]) == 0
    site = built(shiomi, "2042")  # finishing without a problem is the proof that nothing stays
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count('"box stop draft-mark banner"') == 1, page.name
        assert "<title>【案】" in text
        assert text.count("noindex") == 1
    names = sorted(path.name for path in site.rglob("*.pdf"))
    stem = "school-leaflet-chrome-book-ver4-ja"
    assert names == [f"{stem}-draft.pdf", f"{stem}-summary-draft.pdf"]
    for path in site.rglob("*.pdf"):
        content = read_pdf(path, scan="none")
        assert all("案" in page for page in content.texts), path.name
        assert content.metadata["Title"].startswith("【案】")
    manual = read_pdf(site / "ja" / f"{stem}-draft.pdf", scan="none")
    assert "令和24年度（令和24年4月から令和25年3月まで）" in manual.texts[0]
    whole = "".join("".join(manual.texts).split())
    # The history, and what a renewal takes away.
    assert whole.count("SHIO-KR417") == whole.count("Ver.3") + 1


def test_a_value_of_last_year_stops_the_build(shiomi: Path) -> None:
    assert main(["edition", "new", "2042", *NEW, f"--root={shiomi}"]) == 0
    edit(shiomi / "docs" / "editions" / "2042.toml", "図書室のとなりの貸出窓口", "体育館の貸出窓口")
    edit(shiomi / "docs" / "chrome_book.md", r"\Z", "\n図書室のとなりの貸出窓口で聞けます。\n")
    with pytest.raises(TebikiError) as error:
        built(shiomi, "2042", formats=("html",))
    assert {problem.code for problem in error.value.problems} == {"output/stale"}
    assert not (shiomi / "build" / "made-2042").exists()


def test_the_next_years_facts_leave_no_message_stale(shiomi: Path) -> None:
    before = extract(Project(shiomi))
    assert main(["edition", "new", "2042", *NEW, f"--root={shiomi}"]) == 0
    facts = shiomi / "docs" / "editions" / "2042.toml"
    for old, new in (
        (r'ja = ""', 'ja = "令和24年7月31日"'),
        ("図書室のとなりの貸出窓口", "体育館の貸出窓口"),
        ("およそ四日", "およそ三日"),
        ("pass-41", "pass-42"),
        ('しおさいOS"', 'しおさいOS 9"'),
    ):
        edit(facts, old, new)
    edit(shiomi / "conf.py", "2041", "2042")
    assert extract(Project(shiomi)) == before


def test_corrections_of_a_year(shiomi: Path) -> None:
    facts, page = shiomi / "docs" / "editions" / "2041.toml", shiomi / "docs" / "chrome_book.md"
    form = "https://forms.shiomi.example/new2041"
    for number, (reason, path, old, new) in enumerate(
        (
            ("誤字を直しました。", page, r"\Z", "\n誤字のない文です。\n"),
            ("申し込みのアドレスを変えました。", facts, r"https://forms\.shiomi\.example/[\w-]+", form),
            ("新しい画面に替えました。", page, "chrome_book/import-pass", "chrome_book/import-pass-9"),
        ),
        1,
    ):
        options = ["--manual=chrome_book", f"--reason={reason}", f"--on=2041-09-1{number}", "--yes"]
        assert main(["edition", "revise", "2041", *options, f"--root={shiomi}"]) == 0
        edit(path, old, new)
    for kind in ("toml", "typ"):
        screen = shiomi / "screenshots" / "chrome_book" / f"import-pass.{kind}"
        screen.rename(screen.with_stem("import-pass-9"))
    site = built(shiomi, "2041")
    text = unmarked((site / "ja" / "chrome_book.html").read_text(encoding="utf-8"))
    for said in (
        "Ver.3 訂正3",
        "Ver.3 訂正2",
        "Ver.3 訂正1",
        "import-pass-9.png",
        "誤字のない文です。",
        form,
        "令和23年9月13日",
    ):
        assert said in text, said
    assert "draft-mark" not in text
    pdf = read_pdf(site / "ja" / "school-leaflet-chrome-book-ver3-3-ja.pdf")
    assert "Ver.3 訂正3" in pdf.texts[0]
    assert pdf.metadata["Title"].endswith("Ver.3 訂正3")
    assert {code for codes in pdf.codes for code in codes} <= {form, "https://port.shiomi.example/enter"}
