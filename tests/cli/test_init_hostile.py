"""Names that mean something in Python, TOML, Markdown, HTML, Typst or a shell are data, or are refused."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from new_projects import make, plan_of

from tebiki.audit.audit import Asked, check
from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.errors import UsageError
from tebiki.new_project.answers import read_title, read_title_in
from tebiki.new_project.project_files import escape_markdown
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

#: What may stand on a cover as it is.
NAMES = [
    "山辺市",
    "Yamabe City",
    '"]',
    "'''",
    '"""',
    "%(x)s",
    "$(touch x)",
    "[x](y)",
    "*a* _b_ #c",
    "+++ = 1",
    "@x; rm -rf ~ && :",
    "//a /*b*/ #import c",
    "山辺　市・第2（仮）",
    "ÀÉ Đà Nẵng",
]
#: What no page may hold, and how it is told.
REFUSED = [
    ("", "init/text-empty"),
    ("　 ", "init/text-empty"),
    ('"]\n[x]', "init/text-signs"),
    ("{{ }}", "init/text-signs"),
    ("{fact}`x`", "init/text-signs"),
    ("<script>", "init/text-signs"),
    ("a\\u0041", "init/text-signs"),
    ("｜山《やま》", "init/text-signs"),
    ("fact:x", "init/text-signs"),
    ("a\x00b", "text/unseen"),
    ("a\x1b[31mb", "text/unseen"),
    ("a\u202eb", "text/unseen"),
    ("a\u200bb", "text/unseen"),
    ("あ" * 61, "init/text-long"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_data(tmp_path: Path, name: str) -> None:
    assert read_title("--name", name) == name
    made = make(plan_of(name=name), tmp_path / "new")
    assert Project(made.folder).settings.city == {"ja": name}
    assert check(Asked(made.folder, outputs=False)).errors == 0
    assert not (tmp_path / "new" / "x").exists()
    first = (made.folder / "README.md").read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# {escape_markdown(name)}"


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_what_no_page_can_print_is_refused(
    tmp_path: Path, name: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError) as told:
        read_title("--name", name)
    assert [problem.code for problem in told.value.problems] == [code]
    assert main(["init", str(tmp_path / "new"), "--yes", "--name", name]) == 2
    assert not [*tmp_path.iterdir()]
    assert "\x1b" not in capsys.readouterr().err


def test_a_name_stands_in_the_outputs_as_it_is(tmp_path: Path) -> None:
    name = "\"' [x](y) *z* $(a) %(b)s #c // @d"
    root = make(plan_of(name=name), tmp_path / "new").folder
    build(Request(root), lambda _: None)
    site = root / "build" / "site" / "ja"
    page = (site / "android.html").read_text(encoding="utf-8")
    assert name in html.unescape(page)
    assert name in read_pdf(site / "guide-android-ver1-ja.pdf").text.replace("\r\n", " ")


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("｜山辺市《やまべし》", True),
        ("山辺市", False),
        ("｜山辺市《ヤマベシ》", False),
        ("｜川辺市《かわべし》", False),
        ("｜山辺市《やまべし", False),
        ("｜山辺市《{{ }}》", False),
    ],
)
def test_readings_belong_to_the_name(typed: str, fits: bool) -> None:
    if fits:
        assert read_title_in("--name", "ja_simple", typed, "山辺市") == typed
    else:
        with pytest.raises(UsageError):
            read_title_in("--name", "ja_simple", typed, "山辺市")
