"""An earlier edition on the site of a later one: what its pages lead to, and which years can be there."""

from __future__ import annotations

from pathlib import Path

import pytest
from release_samples import YEAR, prepare
from repositories import git
from signed_papers import signed
from web_gates import unmarked

from tebiki.cli.dispatch import main
from tebiki.editions.release.archive import with_archive

OLD = """<link rel="canonical" href="https://yamabe.example/tebiki/{language}/tablet.html">
<a href="../../../{language}/tablet.html">newest</a>
<a href="../../../{language}/tablet.html#step-1">there</a>
<a href="tablet.html">here</a> <a href="../../../{language}/index.html">entry</a>
"""


def write(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(OLD.format(language=path.parent.name), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("newest", "entry"), [("ja/index.html", "ja/index.html"), ("en/a.html", "index.html")]
)
def test_what_has_gone_since_leads_to_the_entry(tmp_path: Path, newest: str, entry: str) -> None:
    old = write(tmp_path / "old", "ja/tablet.html")
    (site := tmp_path / "site").mkdir()
    (site / "index.html").write_text("entry")
    write(site, newest)
    whole = tmp_path / "whole"
    assert with_archive(site, {"2031": str(old)}, whole) == []
    page = unmarked((whole / "archive" / "2031" / "ja" / "tablet.html").read_text(encoding="utf-8"))
    assert page.count(f'"../../../{entry}"') == 3
    assert f'"https://yamabe.example/tebiki/{entry}"' in page
    assert '<a href="tablet.html">here</a>' in page


def test_what_is_there_still_is_led_to(tmp_path: Path) -> None:
    old = write(tmp_path / "old", "ja/tablet.html")
    site = write(tmp_path / "site", "ja/tablet.html", "ja/index.html")
    assert with_archive(site, {"2031": str(old)}, tmp_path / "whole") == []
    page = tmp_path / "whole" / "archive" / "2031" / "ja" / "tablet.html"
    assert page.read_bytes() == (old / "ja" / "tablet.html").read_bytes()


def test_a_link_that_leads_nowhere_at_all_is_told(tmp_path: Path) -> None:
    old = write(tmp_path / "old", "ja/tablet.html")
    site = write(tmp_path / "site", "en/tablet.html")
    problems = with_archive(site, {"2031": str(old)}, tmp_path / "whole")
    assert {problem.code for problem in problems} == {"output/link"}
    assert str(problems[0].place) == "archive/2031/ja/tablet.html:2"


@pytest.mark.parametrize("year", ["2031", "2032"])
def test_only_earlier_editions_are_kept(tmp_path: Path, year: str, capfd: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "project"
    root.mkdir()
    prepare(root)
    with (root / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
        conf.write(f'tebiki_settings["archive"] = [{year}]\n')
    git(root, "add", "conf.py")
    approval = ["--approved", "2031-02-20", "--number", "1", *signed(root)]
    assert main(["release", YEAR, *approval, "--root", str(root)]) == 1
    assert f"conf.py: archive: The edition {year} is not earlier than {YEAR}" in capfd.readouterr().err
    assert not (root / "dist" / YEAR).exists()
