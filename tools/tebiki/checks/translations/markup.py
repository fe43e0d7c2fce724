"""Roles, links, bold and the shape of a translation: exactly those of its message."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from ...content.catalogs.tokens import Tokens
from ...content.ruby import RUBY_LANGUAGE, mistakes
from .pair import Found, Pair

_HTML = re.compile(r"<(?:/?[A-Za-z][\w-]*(?=[\s/>]|$)|!|\?)[^>]*>?")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
#: Without its semicolon it is printed as it is: ``&nbsp``.
_OPEN_ENTITY = re.compile(
    r"&(?:nbsp(?!;)|(?:amp|lt|gt|quot|apos|copy|bull|#\d+|#[xX][0-9A-Fa-f]+)(?![A-Za-z0-9;]))"
)
#: What programs put values into: ``%s``, ``%1$s``, ``%(name)s``.
_PLACEHOLDER = re.compile(r"%(?:\d\$)?[sdi@](?![A-Za-z])|%\(\w+\)[sd]|\$\(\w+\)|\$\w+\$")
#: Marks of a list, of a task, strikethrough, a table.
_DRAWN = re.compile(
    r"\[[ xX]\]|(?<![(（])[•‣◦▪▫■●◾⁃\U0001f300-\U0001faff]|^[□○◆◇★☆✓✔✗✘☐☑►▶→⇒※・·–—](?! ?$)"
    r"|~~|\|[^|]*\||^\||\|$"
    r"|(?<![=\w])==(?=[^\s=])|(?<!\w)~(?=[^\W\d_]+~)|\^(?=\w+\^)|:[a-z]+(?:_[a-z]+)*:|(?<![\w&/])#(?=[A-Za-z])|\s-{3}\s*$"
)
#: What somebody has left for later.
_LEFT = re.compile(r"\b(?:TODO|FIXME|TBD|XXX|xxx|N/A)\b|\?{3}|!{3}")
_NOQA = re.compile(r"(?i)#\s*noqa")
#: Signs that belong to markup; where one is printed, something was not closed.
_SIGNS = "`{}[]*_<\\｀｛｝"


def check(pair: Pair) -> Iterator[Found]:
    """Everything that is markup in a translation and not so in its message."""
    yield from _raw(pair)
    if pair.target.blocks != ("paragraph",):
        yield "catalog/block", {"text": pair.msgstr}
        return  # nothing of it would be printed: what else it has is of no matter
    yield from _tokens(pair.source, pair.target)
    yield from _signs(pair)
    if pair.language == RUBY_LANGUAGE:
        for piece in pair.target.pieces:
            yield from ((f"catalog/ruby-{code}", {"text": text}) for code, text in mistakes(piece))
    elif "｜" in pair.msgstr and "｜" not in pair.msgid:
        yield "catalog/ruby-here", {}


def _raw(pair: Pair) -> Iterator[Found]:
    """What can be seen without a parser."""
    msgid, msgstr = pair.msgid, pair.msgstr
    if "\n" in msgstr and "\n" not in msgid:
        yield "catalog/line-break", {}
    if _NOQA.search(msgstr):
        yield "catalog/noqa", {}
    if msgstr.rstrip().endswith("::"):
        yield "catalog/colons", {}
    plain = msgstr if msgstr.isascii() else unicodedata.normalize("NFKC", msgstr)
    for sign in ("{{", "{%"):
        if sign in plain:
            yield "catalog/template", {"text": sign}
    for tag in _HTML.findall(plain if "＜" in msgstr else msgstr):
        yield "catalog/html", {"text": tag}
    for entity in sorted(_entities(msgstr) - _entities(msgid)):
        yield "catalog/entity", {"text": entity}
    if msgstr.count("\\") > msgid.count("\\"):
        yield "catalog/backslash", {}


def _entities(text: str) -> set[str]:
    return {*_ENTITY.findall(text), *_OPEN_ENTITY.findall(text)}


def _tokens(source: Tokens, target: Tokens) -> Iterator[Found]:
    """What the parser found, as multisets."""
    yield from _differences(source, target)
    for sign, wanted, count in (
        ("**", source.strong, target.strong),
        ("*", source.emphasis, target.emphasis),
    ):
        if wanted != count:
            yield "catalog/bold", {"sign": sign, "wanted": str(wanted), "found": str(count)}
    if target.empty > source.empty:
        yield "catalog/empty", {}
    for kind in sorted(set(target.strange) - set(source.strange)):
        yield "catalog/markup", {"text": kind}


def _differences(source: Tokens, target: Tokens) -> Iterator[Found]:
    """Roles, links and code that are lost or new."""
    if (source.roles, source.links, source.code) == (target.roles, target.links, target.code):
        return
    roles = [Counter(f"{{{name}}}`{text}`" for name, text in t.roles.elements()) for t in (source, target)]
    links = [Counter(f"[…]({href})" for href in t.links.elements()) for t in (source, target)]
    code = [Counter(f"`{text}`" for text in t.code.elements()) for t in (source, target)]
    for kind, (there, here) in (("role", roles), ("link", links), ("code", code)):
        missing, extra = list((there - here).elements()), list((here - there).elements())
        if missing:
            yield f"catalog/{kind}-missing", {"text": " ".join(missing)}
        if extra:
            yield f"catalog/{kind}-extra", {"text": " ".join(extra), "allowed": " ".join(there) or "–"}


def _signs(pair: Pair) -> Iterator[Found]:
    """Signs of markup that would be printed."""
    there, here = ("".join(t.pieces) for t in (pair.source, pair.target))
    printed = [sign for sign in _SIGNS if sign in here and here.count(sign) > there.count(sign)]
    if (
        here.count("[") == here.count("]") <= there.count("「") + there.count("[")
    ):  # a label in other brackets
        printed = [sign for sign in printed if sign not in "[]"]
    if pair.source.visible.strip("―–—－ー- なし無。"):  # a dash, and nothing, are written in many ways
        printed += [sign for sign in _drawn(pair.target.visible) if sign not in pair.source.visible]
    if printed and not _HTML.search(pair.msgstr):
        yield "catalog/sign", {"text": " ".join(printed)}


def _drawn(text: str) -> Iterator[str]:
    """What looks like a list, a table or the place of a value, as it is printed."""
    for pattern in (_DRAWN, _PLACEHOLDER, _LEFT):
        yield from dict.fromkeys(match.group() for match in pattern.finditer(text))
