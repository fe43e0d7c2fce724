"""The language that somebody looks at comes first, checked as a whole; in the end all is as a clean build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import edits
import pytest
from web_gates import unmarked

from tebiki.errors import TebikiError
from tebiki.pipeline.build import build
from tebiki.pipeline.progress import Progress
from tebiki.pipeline.request import Request
from tebiki.serve import loop, watch
from tebiki.serve.state import State
from tebiki.serve.visible_first import make_first

pytestmark = pytest.mark.usefixtures("forked")
PAGE, CERTIFICATE = 0, 7


class StopError(Exception):
    """Somebody has saved."""


def quiet(_: str) -> None:
    """Say nothing."""


def change(root: Path, place: int, to: int = 1) -> None:
    name, texts = edits.PLACES[place]
    text = (root / name).read_text(encoding="utf-8")
    assert texts[1 - to] in text
    (root / name).write_text(text.replace(texts[1 - to], texts[to]), encoding="utf-8")


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Pages in two languages, built."""
    root = edits.project(tmp_path / "root")
    out = root / "build" / ".serve" / "html"
    request = replace(Request(root, resident=True), formats=("html",), output=out)
    build(request, quiet)
    return request


def first(request: Request, name: str) -> bool:
    return make_first(request, name, Progress(quiet))


def test_one_language_is_new_and_then_all_are_as_a_clean_build_makes_them(request_: Request) -> None:
    assert not first(request_, "ja")  # nothing changed
    change(request_.root, PAGE)
    before = files(request_.target)
    assert first(request_, "ja")
    after = files(request_.target)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert "長く押します" in unmarked(after["ja/tablet.html"].decode())
    assert changed
    assert {name.partition("/")[0] for name in changed} == {"ja"}
    assert not first(request_, "ja")
    assert not first(request_, "xx")
    assert build(request_, quiet).fresh  # the rest
    assert not build(request_, quiet).fresh
    clean = replace(request_, output=request_.root / "build" / "clean")
    build(clean, quiet)
    assert files(request_.target) == files(clean.target)


def test_a_language_that_does_not_fit_the_others_is_not_shown(request_: Request) -> None:
    change(request_.root, CERTIFICATE)  # the other's pages still print the old one
    before = files(request_.target)
    assert not first(request_, "ja")
    assert files(request_.target) == before


def test_a_mistake_is_told_and_shows_nothing(request_: Request) -> None:
    source, before = request_.root / "docs" / "tablet.md", files(request_.target)
    source.write_text(source.read_text(encoding="utf-8") + "\n{{ x }}\n", encoding="utf-8")
    with pytest.raises(TebikiError) as caught:
        first(request_, "ja")
    assert caught.value.problems[0].place is not None
    assert caught.value.problems[0].place.file.endswith("tablet.md")
    assert files(request_.target) == before


def test_a_file_of_another_language_that_is_not_as_it_was_is_not_shown(request_: Request) -> None:
    change(request_.root, PAGE)
    page = request_.target / "id" / "tablet.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert not first(request_, "ja")


def test_a_save_ends_a_build_and_the_last_output_stays(request_: Request) -> None:
    change(request_.root, PAGE)
    before = files(request_.target)

    def saved(_: str) -> None:
        raise StopError

    with pytest.raises(StopError):
        build(request_, quiet, saved)
    assert files(request_.target) == before
    assert build(request_, quiet).fresh


def test_the_loop_sees_a_save_while_it_builds(request_: Request) -> None:
    serving = loop.Loop(request_.root, quiet, None)
    serving.known = watch.look(request_.root)
    serving.or_saved("")
    change(request_.root, PAGE)
    with pytest.raises(loop._SavedError):
        serving.or_saved("")
    assert serving.tried(lambda: serving.or_saved("")) is None


def test_only_those_pages_are_loaded_again_that_changed() -> None:
    state = State(Path("html"), Path("pdf"))
    state.show()
    state.show(folders={"ja"})
    assert [state.number_of(name) for name in ("", "ja", "id")] == [2, 2, 1]
    assert state.news(1, "ja") == 2
    state.show(("wrong",), folders={"ja"})  # problems stand on every page
    assert [state.number_of(name) for name in ("", "ja", "id")] == [3, 3, 3]
    state.show(folders={"ja"})
    assert state.number_of("id") == 4
