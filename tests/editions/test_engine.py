"""Another engine is called only if it is the one that is meant, and so are the processes that it starts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import tebiki
from tebiki.editions.engine import Engine, call_engine
from tebiki.errors import TebikiError

_CLI = """
import sys

def main(words):
    print("result")
    sys.stderr.write(f"said {words}\\n")
    return 5 if "fail" in words else 0
"""


def make_engine(folder: Path, version: str = "0.0.7", cli: str = _CLI) -> Path:
    package = folder / "tebiki"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f'__version__ = "{version}"\n')
    (package / "cli.py").write_text(cli)
    return package


def call(engine: Engine, cwd: Path, *words: str) -> tuple[int, list[str]]:
    said: list[str] = []
    return call_engine(engine, words, cwd, said.append), said


def python() -> Path:
    return Path(sys.executable)


@pytest.mark.parametrize(("words", "code"), [(("build",), 0), (("build", "fail"), 5)])
def test_the_engine_that_is_meant_runs(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    """Not the one that is installed, nor one in the folder where it is called."""
    make_engine(tmp_path / "cwd", "9")
    engine = Engine(make_engine(tmp_path / "old"), python(), "0.0.7")
    assert call(engine, tmp_path / "cwd", *words) == (code, [f"said {list(words)}"])


def test_no_variable_is_needed_nor_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a Python that takes no path from variables."""
    make_engine(tmp_path / "other", "9")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "other"))
    engine = Engine(make_engine(tmp_path / "old"), python(), "0.0.7")
    assert call(engine, tmp_path, "build")[0] == 0


def test_another_version_is_refused_before_it_does_anything(tmp_path: Path) -> None:
    done = tmp_path / "done"
    cli = f"import pathlib\n\ndef main(words):\n    pathlib.Path({str(done)!r}).touch()\n"
    engine = Engine(make_engine(tmp_path / "old", "0.0.8", cli), python(), "0.0.7")
    with pytest.raises(TebikiError, match="history/engine-other"):
        call(engine, tmp_path, "build")
    assert not done.exists()


def test_another_file_is_refused(tmp_path: Path) -> None:
    """The commit has no engine where it should be, so Python would find the installed one."""
    (tmp_path / "old").mkdir()
    with pytest.raises(TebikiError) as error:
        call(Engine(tmp_path / "old" / "tebiki", python()), tmp_path, "build")
    [problem] = error.value.problems
    assert problem.code == "history/engine-other"
    assert Path(tebiki.__file__).name in str(problem.values["why"])


@pytest.mark.parametrize("spoilt", ["raise OSError('broken')", "import nothing_of_this_name", "print('{}')"])
def test_one_that_cannot_even_start_says_why(tmp_path: Path, spoilt: str) -> None:
    engine = Engine(make_engine(tmp_path / "old"), python())
    (engine.folder / "__init__.py").write_text(spoilt + "\n")
    with pytest.raises(TebikiError) as error:
        call(engine, tmp_path, "build")
    [problem] = error.value.problems
    assert problem.code == "history/engine-other"
    assert problem.values["why"]


def test_all_of_its_workers_are_of_that_engine(built_bilingual: Path, tmp_path: Path) -> None:
    """Of two languages the second is made by a process that a server forks, which imports by itself."""
    folder = tmp_path / "old" / "tebiki"
    shutil.copytree(Path(tebiki.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    page = folder / "sphinxext" / "theme" / "frame.html"
    page.write_text(page.read_text(encoding="utf-8").replace('content="tebiki"', 'content="old"'))
    root = shutil.copytree(built_bilingual, tmp_path / "city", ignore=shutil.ignore_patterns("build"))
    words = ["build", "--root", str(root), "--format", "html", "--output", str(tmp_path / "out")]
    code, said = call(Engine(folder, python(), tebiki.__version__), root, *words)
    assert code == 0, said
    for language in ("ja", "en"):
        assert 'content="old"' in (tmp_path / "out" / language / "tablet.html").read_text(encoding="utf-8")
