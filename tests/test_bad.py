"""Every planted mistake is told with its place, and leaves the old output as it was."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, tell
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

BAD = sorted((Path(__file__).parent / "bad").glob("*.toml"))


def spoil(root: Path, case: dict[str, Any]) -> None:
    """Plant the mistake of a case in a project."""
    path = root / case["file"]
    if case.get("delete"):
        path.unlink()
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    else:
        text = path.read_text(encoding="utf-8")
        assert case["find"] in text, f"{case['file']} has no {case['find']!r}"
        text = text.replace(case["find"], case["replace"], 1)
        path.write_bytes(text.encode(case.get("encoding", "utf-8")))


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_mistake(path: Path, built_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    root = tmp_path / "root"
    shutil.copytree(built_city, root)
    before = files(root / "build" / "site")
    spoil(root, case)
    monkeypatch.chdir(root)

    with pytest.raises(TebikiError) as raised:
        build(Request(root), lambda _: None)

    problems = raised.value.problems
    found = {(problem.code, str(problem.place or "")) for problem in problems}
    assert any(code == case["code"] and place.endswith(case["place"]) for code, place in found), found
    assert all(tell(problem, language) for problem in problems for language in LANGUAGES)
    assert raised.value.exit_code == 1
    assert files(root / "build" / "site") == before
