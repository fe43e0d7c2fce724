"""April and September rehearsed: a new year by one command, its draft, then corrections."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from certificates import PASSWORD, p12, put

from tebiki.build.run import Request, build
from tebiki.check.pdf import read_pdf
from tebiki.cli import main
from tebiki.errors import TebikiError


@pytest.fixture
def root(content: Path, tmp_path: Path) -> Path:
    made = tmp_path / "content"
    shutil.copytree(content, made, ignore=shutil.ignore_patterns("build"))
    return made


def built(root: Path, year: str, **more: object) -> Path:
    request = Request(root, year, ("ja",), ("ios",), output=root / "build" / f"made-{year}", **more)  # type: ignore[arg-type]
    build(request, lambda _: None)
    return request.target


def test_a_new_year_is_a_draft_without_traces(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(tmp_path, "KNPKI260301.p12", p12("KNPKI260301"))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    options = ["--p12", str(file), "--password-stdin", "--published=2026-04", "--yes", f"--root={root}"]
    assert main(["edition", "new", "2026", *options]) == 0
    site = built(root, "2026")  # finishing without a problem is the proof that nothing stays
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count('"box stop draft-mark banner"') == 1, page.name
        assert "<title>【案】" in text
        assert text.count("noindex") == 1
    names = sorted(path.name for path in site.rglob("*.pdf"))
    stem = "certificate-manual-ios-ver5-ja"
    assert names == [f"{stem}-draft.pdf", f"{stem}-summary-draft.pdf"]
    for path in site.rglob("*.pdf"):
        content = read_pdf(path, scan="none")
        assert all("案" in page for page in content.texts), path.name
        assert content.metadata["Title"].startswith("【案】")
    manual = read_pdf(site / "ja" / f"{stem}-draft.pdf", scan="none")
    assert "令和8年度（令和8年4月から令和9年3月まで）" in manual.texts[0]
    whole = "".join("".join(manual.texts).split())
    assert (
        whole.count("KNPKI250301") == whole.count("Ver.4") + 1
    )  # the history, and what a renewal takes away


def test_a_value_of_last_year_stops_the_build(root: Path) -> None:
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write('tebiki_settings["languages"] = ["ja"]\n')
    new = ["--certificate=KNPKI260301", "--published=2026-04", "--yes", f"--root={root}"]
    assert main(["edition", "new", "2026", *new]) == 0
    facts, page = root / "docs" / "editions" / "2026.toml", root / "docs" / "ios.md"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("15から18まで", "16から26まで"), encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8") + "\niOS 15から18までで試しました。\n", encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        built(root, "2026", formats=("html",))
    assert {problem.code for problem in error.value.problems} == {"output/stale"}
    assert not (root / "build" / "made-2026").exists()


def test_corrections_of_a_year(root: Path) -> None:
    facts, page = root / "docs" / "editions" / "2025.toml", root / "docs" / "ios.md"
    for number, (reason, path, old, new) in enumerate(
        (
            ("誤字を直しました。", page, r"\Z", "\n誤字のない文です。\n"),
            (
                "申請フォームのアドレスを変えました。",
                facts,
                r"https://forms\.gle/\w+",
                "https://forms.gle/new2025",
            ),
            ("新しいiOSの画面に替えました。", page, "ios/done", "ios/done-26"),
        ),
        1,
    ):
        options = ["--manual=ios", f"--reason={reason}", f"--on=2025-09-1{number}", "--yes", f"--root={root}"]
        assert main(["edition", "revise", "2025", *options]) == 0
        path.write_text(re.sub(old, new, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    for kind in ("toml", "typ"):
        screen = root / "screenshots" / "ios" / f"done.{kind}"
        screen.rename(screen.with_stem("done-26"))
    site = built(root, "2025")
    text = (site / "ja" / "ios.html").read_text(encoding="utf-8")
    for said in (
        "Ver.4 訂正3",
        "Ver.4 訂正2",
        "Ver.4 訂正1",
        "_images/ios-done-26.png",
        "誤字のない文です。",
        "https://forms.gle/new2025",
        "令和7年9月13日",
    ):
        assert said in text, said
    assert "draft-mark" not in text
    pdf = read_pdf(site / "ja" / "certificate-manual-ios-ver4-3-ja.pdf")
    assert "Ver.4 訂正3" in pdf.texts[0]
    assert pdf.metadata["Title"].endswith("Ver.4 訂正3")
    assert {code for codes in pdf.codes for code in codes} == {"https://forms.gle/new2025"}
