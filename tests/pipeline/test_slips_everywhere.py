"""A slip in a manual's text is told the same by a build, by plain ``sphinx-build`` and by `tebiki check`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOTS

from tebiki.audit.audit import Asked, check
from tebiki.errors import TebikiError
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

#: A step's heading with a full-width blank: its address stays alone, and no later step is told of.
SLIPS = (
    ("### 入れる", "###　入れる", "source/heading-line"),
    ("もう一度押します。", "もう一度  \n押します。", "source/refused"),
    (":::{differs}", ":::differs", "source/box-line"),
    ("もう一度押します。", "\tもう一度押します。", "source/refused"),
)


@pytest.fixture(params=SLIPS, ids=lambda slip: ascii(slip[1])[:30])
def spoilt(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, str]:
    """An invented city's project with a slip; the slip's code; its place."""
    old, new, code = request.param
    root = tmp_path / "root"
    shutil.copytree(ROOTS / "yamabe", root)
    page = root / "docs" / "tablet.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root, code, f"docs/tablet.md:{text[: text.index(old)].count(chr(10)) + 1}"


def test_by_a_build_and_by_check(spoilt: tuple[Path, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    root, code, place = spoilt
    monkeypatch.chdir(root)
    with pytest.raises(TebikiError) as raised:
        build(Request(root), lambda _: None)
    assert [(one.code, str(one.place)) for one in raised.value.problems] == [(code, place)]

    report = check(Asked(root, sources=True, outputs=False))
    told = [str(one.problem.place) for one in report.findings if one.rule == code]
    assert told == [place]


def test_by_sphinx_alone(spoilt: tuple[Path, str, str], tmp_path: Path) -> None:
    root, _, place = spoilt
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-c", ".", "docs", str(tmp_path / "out")],
        cwd=root,
        env={**os.environ, "TEBIKI_LANG": "en"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode != 0
    assert place in done.stderr
    assert not list((tmp_path / "out").glob("*.html"))


def test_what_a_rule_says_of_pages_is_told_at_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    shutil.copytree(ROOTS / "yamabe", root)
    monkeypatch.chdir(root)
    page = root / "docs" / "tablet.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("QRコードを読み取ります", "ＱＲコードを読み取ります"), encoding="utf-8")
    with pytest.raises(TebikiError) as raised:
        build(Request(root), lambda _: None)
    line = text[: text.index("QRコードを読み取ります")].count("\n") + 1
    assert [(one.code, str(one.place)) for one in raised.value.problems] == [
        ("japanese/width", f"docs/tablet.md:{line}")
    ]
