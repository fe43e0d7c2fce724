"""Files that are as the last build made them, under the same facts: the rules have passed them already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..content.output_names import page_file
from .job import Result


def settled(now: Mapping[str, str], last: Result | None, folder: str) -> frozenset[str]:
    """Names within the site of a language's files that rules need not be applied to again.

    ``now``: the hash of each file in the language's ``folder``. What is said of a page goes by its
    pictures and by the names of its PDFs, too; what is said of a PDF by its page.
    """
    if last is None or not last.looked:
        return frozenset()
    same = {name for name, digest in now.items() if last.looked.get(name) == digest}
    whole = now.keys() == last.looked.keys() and all(n in same for n in now if n.endswith(".png"))
    return frozenset(f"{folder}/{name}" for name in _settled(same, last, whole=whole))


def _settled(same: set[str], last: Result, *, whole: bool) -> Iterator[str]:
    pages = {info.file: page_file(name) for made in (last.pdf, last.summaries) for name, info in made.items()}
    for name in same:
        kind = PurePosixPath(name).suffix
        if kind == ".png" or (kind == ".html" and whole) or (kind == ".pdf" and pages.get(name) in same):
            yield name
