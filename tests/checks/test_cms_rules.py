"""The CMS preflight: each rule finds what is planted, in its line, and nothing in what is right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tebiki.checks.registry import rules_of
from tebiki.checks.rule import apply
from tebiki.checks.subjects.body import CmsBody
from tebiki.checks.subjects.site import Site, SitePage
from tebiki.content.settings import Cms
from tebiki.messages import LANGUAGES, tell

GOOD = """<h2 id="manual-a">章</h2>
<h3>節</h3>
<p>令和7年4月1日、Ver.4、24/7、1.2.3、Android 11 <a href="#manual-a">章へもどる</a></p>
<p><img src="../files/a-ja.png" alt="届いたメールの例。" width="340" height="20"></p>
<table><caption>版</caption><tr><th scope="col">版</th></tr><tr><td>4</td></tr></table>
<p><ruby>字<rp>（</rp><rt>じ</rt><rp>）</rp></ruby><a href="https://e.example/%E8%AA%9E">外の言葉</a></p>
"""
PLANTED = [
    ("cms/heading", "<h3>節</h3>", "<h4>節</h4>"),
    ("cms/start", '<h2 id="manual-a">', '<h3 id="manual-a">'),
    ("cms/start", "<h3>節", "<h1>節"),
    ("cms/caption", "<caption>版</caption>", ""),
    ("cms/scope", ' scope="col"', ""),
    ("cms/scope", ' scope="col"', ' scope="both"'),
    ("cms/alt", 'alt="届いたメールの例。"', 'alt=""'),
    ("cms/alt", 'alt="届いたメールの例。" ', ""),
    ("cms/alt", "届いたメールの例。", "a-ja.png"),
    ("cms/alt", "届いたメールの例。", "IMG_0012.JPG"),
    ("cms/data", "../files/a-ja.png", "data:image/png;base64,AAAA"),
    ("cms/name", "a-ja.png", "画面.png"),
    ("cms/name", "a-ja.png", "a%20b.png"),
    ("cms/width", "Ver.4", "Ｖer.４"),
    ("cms/width", "届いた", "ﾒｰﾙが届いた"),
    ("cms/date", "令和7年4月1日", "2025/4/1"),
    ("cms/date", "令和7年4月1日", "2025.04.01"),
    ("cms/date", "令和7年4月1日", "2025/4"),
    ("cms/vague", "章へもどる", "こちらから"),
    ("cms/vague", "章へもどる", ""),
    ("cms/short", "章へもどる", "章へ"),
    ("cms/stripped", "<p>令和", '<p class="c">令和'),
    ("cms/stripped", "<p>令和", '<p style="color:red">令和'),
    ("cms/stripped", "<h3>節</h3>", "<h3>節</h3><details><summary>x</summary></details>"),
    ("cms/stripped", "<h3>節</h3>", "<h3>節</h3><script>1</script>"),
    ("cms/place", "#manual-a", "#manual-b"),
    ("cms/place", "<h3>節", '<h3 id="b">節'),
    ("cms/place", "<h3>節", '<h3 id="manual-a">節'),
]


def found(text: str, **options: object) -> list[tuple[str, int | None]]:
    body = CmsBody("cms/ja/a.html", text, Cms.model_validate(options))
    places = [(f.rule, f.problem.place) for f in apply(rules_of(CmsBody), body)]
    assert all(place is not None and place.file == body.name for _, place in places)
    return [(code, place.line if place else None) for code, place in places]


def test_a_right_body_has_no_finding() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(("code", "right", "wrong"), PLANTED)
def test_each_rule_finds_what_is_planted(code: str, right: str, wrong: str) -> None:
    assert right in GOOD
    line = GOOD[: GOOD.index(right)].count("\n") + 1
    there = found(GOOD.replace(right, wrong, 1))
    assert (code, line) in there or (code, 1) in there  # what is there twice is told at both
    assert {each for each, _ in there} <= {code, "cms/start"}


def test_every_rule_of_bodies_is_planted() -> None:
    assert {one.code for one in rules_of(CmsBody)} == {code for code, _, _ in PLANTED}


def test_settings_say_what_the_cms_takes() -> None:
    assert found(GOOD, ruby=False)[0][0] == "cms/stripped"
    assert found("<details><summary>x</summary></details>", details=True) == []
    assert found(GOOD, heading=3)[0] == ("cms/start", 1)
    assert found(GOOD.replace("manual-", ""), prefix="") == []


PAGE = '<html lang="ja"><main>\n<h1>題</h1>\n<h2>章</h2>\n<img src="_images/a.png" alt="x">\n'


@pytest.mark.parametrize(
    ("code", "more", "line"),
    [
        ("cms/heading", "<h4>節</h4>", 5),
        ("cms/caption", '<table><th scope="col">版</th></table>', 5),
        ("cms/scope", "<table><caption>x</caption><td>版</td></table>", 5),
        ("cms/data", '<img src="DATA:image/png;base64,AA">', 5),
        ("cms/name", '<a href="画面.pdf">画面</a>', 5),
    ],
)
def test_pages_are_looked_at_too(code: str, more: str, line: int, tmp_path: Path) -> None:
    city: Any = None  # no rule here asks for it
    site = Site(tmp_path, (), city)
    rules = [one for one in rules_of(SitePage) if one.code.startswith("cms/")]
    right, wrong = (SitePage("ja/a.html", text, site) for text in (PAGE, PAGE + more))
    assert list(apply(rules, right)) == []
    assert [(f.rule, f.problem.place and f.problem.place.line) for f in apply(rules, wrong)] == [(code, line)]


def test_findings_have_words_in_both_languages() -> None:
    for _, right, wrong in PLANTED:
        body = CmsBody("a.html", GOOD.replace(right, wrong, 1), Cms())
        for finding in apply(rules_of(CmsBody), body):
            for language in LANGUAGES:
                text = tell(finding.problem, language)
                assert "→" in text
                assert not re.search(r"(?<!:::)\{\w+\}", text)  # `:::{table}` is what to write


def test_what_is_no_address_is_no_file_name() -> None:
    """The check of links tells it; no rule stops at it."""
    assert found(GOOD.replace("https://e.example/%E8%AA%9E", "http://[e.example/")) == []
