from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench_release import STEPS, measure_release

#: Notes what it is asked for; tells a number where papers are made, as far as it knows of numbers.
ENGINE = """
import sys
from pathlib import Path
words = sys.argv[1:]
if "--help" in words:
    print({options!r})
    sys.exit()
with Path("build.txt").open("a", encoding="utf-8") as said:
    said.write(" ".join(words) + "\\n")
if words[:2] == ["edition", "review"]:
    print("7K4M-2Q9B")
if words[0] == {refuses!r}:
    sys.exit("refused")
"""
EDITION = """year = 2031
unconfirmed = [
  "mail_wait",
]

hosts = ["a.example"]

[certificate]
id = "A-2031"

[manuals.tablet]
version = 1
"""


def _engine(folder: Path, options: str, refuses: str = "") -> Path:
    package = folder / "tools" / "tebiki"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(ENGINE.format(options=options, refuses=refuses), encoding="utf-8")
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "docs" / "editions").mkdir(parents=True)
    (folder / "docs" / "editions" / "2031.toml").write_text(EDITION, encoding="utf-8")
    (folder / "conf.py").write_text('tebiki_edition = "2031"\ntebiki_settings = {}\n', encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("options", "number"), [("--check-number", " --check-number 7K4M-2Q9B"), ("--by", "")]
)
def test_an_edition_and_its_correction(content: Path, tmp_path: Path, options: str, number: str) -> None:
    root = tmp_path / "project"
    taken = measure_release(Path(sys.executable), _engine(tmp_path / "engine", options), content, root)
    assert tuple(taken) == STEPS
    assert all(one.wall_s > 0 for one in taken.values())
    release = f"release 2031 --approved 2031-03-25 --number 1{number}"
    assert (root / "build.txt").read_text(encoding="utf-8").splitlines() == [
        "edition confirm mail_wait --by 試験係 --on 2031-03-20",
        "edition review 2031",
        release,
        "edition revise 2031 --manual tablet --reason 事実を直しました。 --on 2031-09-10 --yes",
        "edition review 2031",
        release,
    ]
    assert "mail_wait = " in (root / "docs" / "editions" / "2031.toml").read_text(encoding="utf-8")


def test_a_refusal_is_no_figure(content: Path, tmp_path: Path) -> None:
    engine = _engine(tmp_path / "engine", "", refuses="release")
    with pytest.raises(SystemExit, match=r"refused\n\ntebiki release 2031 .* ended with 1; nothing was"):
        measure_release(Path(sys.executable), engine, content, tmp_path / "project")
