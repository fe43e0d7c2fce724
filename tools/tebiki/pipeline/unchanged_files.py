"""Files that are as the last build made them, under the same facts: the rules have passed them already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..content.output_names import page_file, picture_path
from .job import Result


def settled(now: Mapping[str, str], last: Result | None, folder: str) -> frozenset[str]:
    """Names within the site of a language's files that rules need not be applied to again.

    ``now``: the hash of each file in the language's ``folder``. What is said of a page goes by the
    pictures that it shows and by which files there are, too; what is said of a PDF by its page.
    """
    if last is None or not last.looked:
        return frozenset()
    same = {name for name, digest in now.items() if last.looked.get(name) == digest}
    return frozenset(
        f"{folder}/{name}" for name in _settled(same, last, named=now.keys() == last.looked.keys())
    )


def _settled(same: set[str], last: Result, *, named: bool) -> Iterator[str]:
    """``named``: whether the files have the names that they had."""
    pages = {info.file: page_file(name) for made in (last.pdf, last.summaries) for name, info in made.items()}
    shown = {page_file(page): [*map(picture_path, found.pictures)] for page, found in last.found.items()}
    for name in same:
        kind = PurePosixPath(name).suffix
        if (
            kind == ".png"
            or (kind == ".html" and named and name in shown and same.issuperset(shown[name]))
            or (kind == ".pdf" and pages.get(name) in same)
        ):
            yield name
