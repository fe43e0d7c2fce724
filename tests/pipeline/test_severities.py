"""Each caller is told what it asks for and no more; conf.py decides what rules count as, in a build, too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from planted import spoil

from tebiki.audit.readable_content import ReadableContent
from tebiki.checks.outputs import Outputs
from tebiki.checks.rule import SEVERITIES
from tebiki.checks.rules import pictures
from tebiki.checks.runner import Runner
from tebiki.checks.settings import Chosen, Counted
from tebiki.content.project import Project
from tebiki.errors import TebikiError
from tebiki.output.site_files import SiteFiles
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

WIDE = ("もう一度押します。", "もう１度押します。")
HEAVY, WIDTH = "picture/heavy", "japanese/width"


@pytest.fixture
def outputs(built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Outputs:
    """A finished site with one fault of a rule, a picture that is too heavy, and a page without a title."""
    site = tmp_path / "site"
    shutil.copytree(built_city / "build" / "site", site)
    spoil(site / "ja" / "tablet.html", *WIDE)
    spoil(site / "ja" / "tablet.html", 'href="index.html"', 'href="home.html"')
    monkeypatch.setattr(pictures, "LARGEST", 1_000)
    city = ReadableContent.read(Project(built_city)).city
    assert city is not None
    return Outputs.of(SiteFiles.walk(site), city)


def codes(outputs: Outputs, severities: set[Counted], chosen: dict[str, Chosen] | None = None) -> set[str]:
    return {finding.rule for finding in Runner(severities, chosen or {}).look_at(outputs)}


def test_nothing_is_told_but_what_is_asked_for(outputs: Outputs) -> None:
    assert codes(outputs, {*SEVERITIES}) == {WIDTH, HEAVY, "output/link"}
    assert codes(outputs, {"error"}) == {WIDTH, "output/link"}
    assert codes(outputs, {"warning"}) == {HEAVY}
    assert codes(outputs, {"unconfirmed"}) == set()


def test_a_rule_counts_as_conf_py_says(outputs: Outputs) -> None:
    chosen = {WIDTH: Chosen("off", "a"), HEAVY: Chosen("error", "a")}
    assert codes(outputs, {"error"}, chosen) == {HEAVY, "output/link"}
    assert codes(outputs, {"off"}, chosen) == {WIDTH}


def test_what_is_not_asked_for_is_not_looked_for(outputs: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(type(pictures.heavy), "findings", fails)
    assert codes(outputs, {"unconfirmed"}) == set()


def configure(root: Path, row: str) -> None:
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\ntebiki_checks = {row}\n")


@pytest.mark.usefixtures("forked")
def test_a_build_refuses_what_a_rule_refuses_unless_conf_py_gives_a_reason(city: Path) -> None:
    spoil(city / "docs" / "tablet.md", *WIDE)
    with pytest.raises(TebikiError) as raised:
        build(Request(city), lambda _: None)
    [problem] = raised.value.problems
    assert problem.code == WIDTH
    assert str(problem.place).split(":")[0].endswith("docs/tablet.md")
    assert not (city / "build" / "site").exists()
    configure(city, f'{{"{WIDTH}": {{"severity": "warning", "reason": "昔からの文"}}}}')
    assert build(Request(city), lambda _: None).fresh


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ('{"name/near": {"severity": "off", "reason": "a"}}', "check/fixed-rule"),
        (f'{{"{WIDTH}": {{"severity": "off"}}}}', "check/setting"),
        ('"off"', "check/settings"),
    ],
)
def test_a_build_refuses_wrong_settings_of_its_rules(city: Path, row: str, code: str) -> None:
    configure(city, row)
    with pytest.raises(TebikiError) as raised:
        build(Request(city), lambda _: None)
    assert [problem.code for problem in raised.value.problems] == [code]
