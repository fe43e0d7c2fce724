from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOTS

import bench
import bench_against
import bench_growth
from tebiki.content.edition import load_edition
from tebiki.content.settings import load_config

# Writes one file; its size tells which changes the build saw.
ENGINE = """
import sys
from pathlib import Path
if sys.argv[1] == "check":
    sys.exit(1)  # something was found
if sys.argv[1] == "migrate":
    Path(sys.argv[sys.argv.index("--root") + 1], "docs", "migrated.md").touch()
if sys.argv[1] in ("--help", "migrate"):
    sys.exit(print("build check migrate"))
output = Path(sys.argv[sys.argv.index("--output") + 1])
output.mkdir(parents=True, exist_ok=True)
folders = ("docs", "screenshots", "tools/tebiki/sphinxext")
said = "".join(p.read_text("utf-8") for f in folders for p in Path(f).rglob("*.*") if p.is_file())
(output / "page").write_text(said, "utf-8")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    locale, theme = "docs/locales/vi/LC_MESSAGES", "tools/tebiki/sphinxext/theme"
    for name in ("docs/editions", "screenshots", locale, theme):
        (root / name).mkdir(parents=True)
    for name in ("pyproject.toml", "tools/tebiki/__init__.py"):
        (root / name).touch()
    (root / "tools" / "tebiki" / "__main__.py").write_text(ENGINE, encoding="utf-8")
    (root / "docs" / "a.md").write_text("# Title\n\nA sentence.\n", encoding="utf-8")
    (root / locale / "manual.po").write_text('msgid "A"\nmsgstr "B."\n', encoding="utf-8")
    (root / theme / "frame.html").write_text("<body></body>\n", encoding="utf-8")
    (root / "screenshots" / "a.typ").write_text("#box[]\n", encoding="utf-8")
    edition = 'year = 2001\n\n[publisher]\nen = "Town"\nja = "町"\n'
    for year in ("2001", "2002"):  # the later one has only been begun
        (root / "docs" / "editions" / f"{year}.toml").write_text(edition, encoding="utf-8")
    (root / "conf.py").write_text('tebiki_edition = "2001"\n', encoding="utf-8")
    monkeypatch.setattr(bench, "ROOT", root)
    return root


def test_figures_of_every_situation(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    figures = project.parent / "figures" / "bench.json"
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", "2", "--json", str(figures)])
    bench.main()
    found = json.loads(figures.read_text(encoding="utf-8"))
    assert found["runs"] == 2
    assert list(found["medians"]) == list(bench.SITUATIONS)
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(bench.SITUATIONS)
    *sizes, checked = [figure["output_bytes"] for figure in found["medians"].values()]
    assert checked == sizes[-1]
    assert found["ratios"] == {}
    assert sizes[:2] == sorted(set(sizes))[:1] * 2
    assert sizes[1:] == sorted(set(sizes))
    assert all(figure["wall_s"] > 0 for figure in found["medians"].values())
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_another_checkout_is_measured_beside_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project.parent / "other"
    shutil.copytree(project, other)
    page = other / "docs" / "a.md"
    page.write_text(page.read_text(encoding="utf-8") * 100, encoding="utf-8")
    figures = project.parent / "bench.json"
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", "1", "--beside", str(other), "--json", str(figures)])
    bench.main()
    found = json.loads(figures.read_text(encoding="utf-8"))["ratios"]["of the other checkout"]
    assert list(found) == list(bench.SITUATIONS)
    assert all(0 < each["output_bytes"]["most"] < 0.5 for each in found.values())
    assert len(capsys.readouterr().out.splitlines()) == 2 * (1 + len(bench.SITUATIONS))


def test_beside_what_is_no_checkout(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "--beside", str(project / "docs")])
    with pytest.raises(SystemExit, match="2"):
        bench.main()


# What `make setup` of a commit does here: an environment that is the test's own.
BOOTSTRAP = """
import os, sys
from pathlib import Path
folder = Path(".venv", "bin")
folder.mkdir(parents=True)
python = folder / "python"
python.write_text(f'#!/bin/sh\\nexec "{sys.executable}" "$@"\\n')
python.chmod(0o755)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for an environment is a shell script")
def test_a_commit_with_its_own_packages_is_measured_on_frozen_content(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "tools" / "bootstrap.py").write_text(BOOTSTRAP, encoding="utf-8")
    frozen = project.parent / "frozen"
    shutil.copytree(project, frozen, ignore=shutil.ignore_patterns("tools", "pyproject.toml"))
    monkeypatch.setattr(bench_against, "FROZEN", frozen)
    commit = commit_all(project)
    page = project / "docs" / "a.md"
    page.write_text(page.read_text(encoding="utf-8") * 100, encoding="utf-8")
    figures = project.parent / "bench.json"
    for _ in range(2):  # the second time, files and environment of the commit are there
        line = ["bench", "--runs", "1", "--against", commit[:9], "--json", str(figures)]
        monkeypatch.setattr(sys, "argv", line)
        bench.main()
        found = json.loads(figures.read_text(encoding="utf-8"))["ratios"]
        assert list(found) == ["frozen content", "today's content"]
        assert {each["output_bytes"]["median"] for each in found["frozen content"].values()} == {1.0}
        assert all(each["output_bytes"]["least"] > 2 for each in found["today's content"].values())
    assert len(capsys.readouterr().out.splitlines()) == 2 * 3 * (1 + len(bench.SITUATIONS))
    assert not (frozen / "docs" / "migrated.md").exists()


def test_no_such_commit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_all(project)
    monkeypatch.setattr(sys, "argv", ["bench", "--against", "no-such"])
    with pytest.raises(SystemExit, match="no-such"):
        bench.main()


def commit_all(root: Path) -> str:
    """Make the folder a repository with one commit; its name."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.jp"]
    for line in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *line], cwd=root, check=True)
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, stdout=subprocess.PIPE)
    return said.stdout.decode().strip()


def test_a_build_that_fails_is_no_measurement(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "docs" / "a.md").write_text("# Nothing to change\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["bench", "--runs", "1"])
    with pytest.raises(SystemExit, match=r"a\.md"):
        bench.main()


def test_a_fact_is_changed_in_the_edition_that_is_built(project: Path) -> None:
    bench.change_fact(project, 7)
    texts = [(project / "docs" / "editions" / f"{year}.toml").read_text() for year in ("2001", "2002")]
    assert ["町7" in text for text in texts] == [True, False]


def test_the_floor_of_a_tiny_project(tmp_path: Path) -> None:
    shutil.copytree(ROOTS / "yamabe", tmp_path / "root")
    command = [sys.executable, str(bench.ROOT / "tools" / "bench_floor.py")]
    said = subprocess.run(command, cwd=tmp_path / "root", check=True, stdout=subprocess.PIPE)
    found = json.loads(said.stdout)
    assert list(found) == ["drawing alone", "one Sphinx read", "Typst alone", "cold, at best"]
    assert all(seconds > 0 for seconds in found.values())


def test_content_grows(shiomi: Path) -> None:
    bench_growth.grow(shiomi, 5, 1)
    config = load_config(shiomi)
    edition = load_edition(shiomi / "docs" / "editions", config.edition, config.settings)
    assert len(edition.manuals) == 5
    assert len(config.settings.languages) == 1
    assert all((shiomi / "docs" / f"{name}.md").is_file() for name in edition.manuals)
