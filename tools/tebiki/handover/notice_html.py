"""Notices as HTML: a body for a CMS, and a page by itself, in all languages one below the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from ..content import ruby
from ..content.notices import Notice, NoticePart
from ..content.words import Words
from .html import Node, element, html

#: Notices with the words of their language, the one of the sources first.
Notices = Sequence[tuple[Words, Notice]]


def notices_body(notices: Notices, heading: int) -> str:
    """What is pasted into a CMS whose bodies begin with headings of the level ``heading``."""
    return html(_language(words, notice, heading) for words, notice in notices)


def notices_page(notices: Notices) -> str:
    """A whole page for a web server. Search engines may know it: who looks for the form shall find it."""
    style = files(__package__).joinpath("notice.css").read_text(encoding="utf-8")
    title = ruby.plain(notices[0][1].subject)
    leads = [element("li", [_lead(words)]) for words, _ in notices]
    first, *others = notices
    parts = [element("ul", leads, class_="languages"), _language(*first, 1, named=True)]
    parts += [_language(words, notice, 2, named=True) for words, notice in others]
    return _FRAME.format(title=title, style=style, body=html(parts))


def _lead(words: Words) -> Node:
    name = ruby.plain(words("language.name"))
    return element("a", [name], href=f"#{words.tag}", lang=words.tag)


def _language(words: Words, notice: Notice, heading: int, *, named: bool = False) -> Node:
    blocks: list[Node] = [element(f"h{heading}", _said(notice.subject))]
    blocks += [element("p", _said(text)) for text in notice.lead]
    for part in notice.parts:
        blocks += _part(part, heading + 1)
    return element("div", blocks, lang=words.tag, id=words.tag if named else None)


def _part(part: NoticePart, level: int) -> Iterator[Node]:
    if part.title:
        yield element(f"h{level}", _said(part.title))
    yield from (element("p", _said(text)) for text in part.lines)
    if part.address is not None:
        yield element("p", [element("a", [part.address], href=part.address)])
    if part.forbidden is not None:
        yield element("p", [element("strong", [part.forbidden])])


def _said(text: str) -> Iterator[Node]:
    for base, reading in ruby.parts(text):
        if reading is None:
            yield base
        else:
            parts: list[Node] = [base, element("rp", ["（"]), element("rt", [reading]), element("rp", ["）"])]
            yield element("ruby", parts)


_FRAME = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="tebiki">
<style>
{style}</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""
