"""What is released is what was approved: it differs from the approved draft by the mark of a draft alone.

What a draft may have of its own is said at `tebiki.content.publication.Stage`. Everything else is
compared: each element, attribute and word of the pages, each picture's bytes, and of each PDF the
tag tree with its texts and alts, the bookmarks, the links, the codes, the pictures' bytes and the number of
pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from ...content.output_names import ROBOTS, SITEMAP, final_name
from ...content.publication import Publication
from ...content.ruby import plain
from ...errors import Place, Problem
from ...output.page_tree import Element, read_tree
from ...output.pdf_document import read_document
from ...output.pdf_picture_hashes import hash_pictures
from ...pipeline.record import files_of

MARK: Final = "draft-mark"
#: Files of the final site alone or of another text, as robots must read a draft otherwise.
_ROBOTS: Final = (ROBOTS, SITEMAP)
_NUMBERS: Final = re.compile(r"[\d.]+")


def check_approved(draft: Path, approved: Mapping[str, str]) -> Iterator[Problem]:
    """Files of the draft, made again, that are not as they were when it was approved.

    ``approved``: name → sha256, as `tebiki edition review` has recorded them.
    """
    now = files_of(draft)
    for name in sorted(now.keys() | approved.keys()):
        if now.get(name) != approved.get(name):
            yield Problem("release/not-approved", Place(name), {})


def check_final(
    draft: Path,
    final: Path,
    publications: tuple[Publication, ...],
    counted: Callable[[int, int], None] = lambda _number, _total: None,
) -> Iterator[Problem]:
    """Where the final site differs from the draft by more than the mark.

    ``counted`` is told before each file how many of how many have been compared.
    """
    drafts = {final_name(name): draft / name for name in files_of(draft)}
    finals = {name: final / name for name in files_of(final)}
    # In a window's title there are no readings.
    titles = {here.folder: plain(here.words("draft.title", title="\0")).split("\0") for here in publications}
    names = sorted((drafts.keys() | finals.keys()) - set(_ROBOTS))
    for number, name in enumerate(names):
        counted(number, len(names))
        before, after = drafts.get(name), finals.get(name)
        if before is None or after is None or not _same(before, after, titles):
            yield Problem("release/not-draft", Place(name), {})


def _same(before: Path, after: Path, titles: Mapping[str, list[str]]) -> bool:
    if before.read_bytes() == after.read_bytes():
        return True
    if after.suffix == ".pdf":
        return spoken(before) == spoken(after) and hash_pictures(before) == hash_pictures(after)
    if after.suffix == ".html":
        around = titles.get(after.parent.name) or next(iter(titles.values()))
        return list(_tokens(_tree(before), around)) == list(_tokens(_tree(after), ["", ""]))
    return False


def spoken(path: Path) -> tuple[object, ...]:
    """All that a PDF says, without what its artifacts show."""
    document = read_document(path)
    content = document.content
    shown = (len(content.texts), content.codes, content.links)
    return (*shown, document.lang, document.tags, document.bookmarks, document.claims, document.attached)


def _tree(path: Path) -> Element:
    return read_tree(path.read_text(encoding="utf-8"))


def _tokens(root: Element, title: list[str]) -> Iterator[object]:
    """A page as a flat list; ``title``: what stands before and after the title of a draft."""
    stack: list[Element | str] = [root]
    while stack:
        here = stack.pop()
        if isinstance(here, str):
            if here.strip():
                yield " ".join(here.split())
            continue
        attrs = dict(here.attrs)
        if MARK in attrs.get("class", "").split() or attrs.get("name") == "robots":
            continue
        if here.tag == "title":
            yield "title", here.text.removeprefix(title[0]).removesuffix(title[1])
            continue
        if attrs.get("href", "").endswith(".pdf"):  # it tells the size of the PDF, with the mark or without
            attrs["href"] = final_name(attrs["href"])
            yield here.tag, attrs, _NUMBERS.sub("0", here.text)
            continue
        yield here.tag, attrs
        stack.extend(reversed(here.children))
