"""What a build says of why it has something to do."""

from __future__ import annotations

import json
from pathlib import Path

import edits
import pytest

from tebiki.pipeline import key, language_cache, record
from tebiki.pipeline.explain import explain
from tebiki.pipeline.job import Result
from tebiki.pipeline.request import Request


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """A project that counts as built: records of an output of two files."""
    root = edits.project(tmp_path / "root")
    request = Request(root)
    parts = key.parts_of(root, request.asked)
    for code in ("ja", "id"):
        page = request.target / code / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(code, encoding="utf-8")
        own = key.parts_of_language(root, parts, code, ("ja", "id"))
        language_cache.keep(
            request.cache,
            request.target,
            code,
            language_cache.Kept(own, record.files_of(page.parent), Result(), 1.0),
        )
    files = record.files_of(request.target)
    record.keep(request.cache, request.target, record.Record(parts, files, ()))
    return request


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


def test_nothing(request_: Request) -> None:
    assert list(explain(request_)) == [f"{what}: nothing has changed." for what in ("The whole", "ja", "id")]


def test_what_the_manuals_must_say_is_in_no_output(request_: Request) -> None:
    (request_.root / "docs" / "required.toml").write_text("format = 2\n", encoding="utf-8")
    assert [line.endswith("nothing has changed.") for line in explain(request_)] == [True] * 3


def test_a_label_of_one_language(request_: Request) -> None:
    change(request_.root, "docs/labels/tablet.toml", 'id = "Ya"', 'id = "Baik"')
    whole, ja, other = explain(request_)
    assert whole.endswith("changed since the last build: docs/labels/tablet.toml")
    assert ja == "ja: nothing has changed."
    assert other.endswith("changed since the last build: docs/labels/tablet.toml")


def test_the_name_of_a_certificate_is_no_indonesian(request_: Request) -> None:
    change(request_.root, "docs/editions/2031.toml", "YMB-2031-0228", "YMB-2031-0301")
    assert [line.endswith("docs/editions/2031.toml") for line in explain(request_)] == [True] * 3


def test_the_output_and_the_command(request_: Request) -> None:
    (request_.target / "ja" / "index.html").write_text("x", encoding="utf-8")
    whole, ja, other = explain(request_)
    assert whole.endswith("no more as the last build wrote it: ja/index.html")
    assert ja.endswith("no more as the last build wrote it: index.html")
    assert other == "id: nothing has changed."
    part = Request(request_.root, manuals=("tablet",), output=request_.target)
    assert next(explain(part)) == "The whole: changed since the last build: --manual"


def test_another_package_and_an_edit_while_it_was_built(
    request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record.path_of(request_.cache, request_.target)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "whole": False}))
    monkeypatch.setattr(key, "_version", lambda name: "0" if name == "typst" else "1")
    first, whole, *_ = explain(request_)
    assert first == "A file changed while the last build went on: all is built again."
    assert "package typst" in whole


def test_of_many_names_the_number(request_: Request) -> None:
    for number in range(30):
        (request_.root / "docs" / f"extra{number}.toml").touch()
    assert next(explain(request_)).endswith(", 10 more")
