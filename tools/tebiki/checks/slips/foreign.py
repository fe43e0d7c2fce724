"""Signs of other tools and keyboards: their links and marks, entities, a yen sign for a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from ...content.directives import ROLES
from .slip import narrow

#: Where a sign stands in the text, the slip's name, its values.
Sign = tuple[int, str, dict[str, object]]

_MARKED: Final = re.compile(r"(?<!=)==(?=[^\s=])[^=\n]*[^\s=]==(?!=)")
#: What colours: ``{.red}``, ``{: .red}``, ``{color:red}``.
_CLASS: Final = re.compile(
    r"[{｛]\s*:?\s*[.#＃][A-Za-z][^{}｛｝\n`]*[}｝]|[{｛]colou?r[:：=]?[^{}｛｝\n]*[}｝]"
)
#: What raises and lowers: ``m^2^``, ``H~2~O``.
_RAISED: Final = re.compile(r"(?<=\w)\^[^\W_]{1,8}\^|(?<=[A-Za-z])~[0-9]{1,3}~(?=\w)")
#: ``++words++``, ``||words||``, ``''words''`` around Japanese.
_INSERTED: Final = re.compile(
    r"(?<![+A-Za-z0-9])\+\+(?=[^\s+])[^+\n]*[^\x00-\x7f+][^+\n]*\+\+(?!\+)|(?<!\|)\|\|(?=[^\s|])[^|\n]*[^\s|]\|\|(?!\|)"
    r"|''(?=[^\s'])[^'\n]*[^\x00-\x7f'][^'\n]*''"
)
#: The end of a mark in square brackets: ``[b]words[/b]``.
_BRACKETED: Final = re.compile(r"\[/[A-Za-z]+\]")
_SIGNS: Final = (_MARKED, _CLASS, _RAISED, _INSERTED, _BRACKETED)
#: Tags and comments of HTML in full width.
_WIDE_TAG: Final = re.compile(
    r"[＜<]\s*[/／]?\s*(?:b|br|hr|em|strong|font|span|div|img|table|tr|td|th|ruby|rt|rb|center|big|small|sup|sub)"
    r"(?=[\s＞>/／])[^＜＞<>\n]*[＞>]|[＜<][!！][-－]{2}"
)
_WIKI: Final = re.compile(r"[\[［]{2}([^\[\]［］\n]+)[\]］]{2}")
_BRACED_GOAL: Final = re.compile(r"[\[［]([^\[\]［］\n]+)[\]］]\s*[{｛]\s*([^{}｛｝\n.:][^{}｛｝\n]*)[}｝]")
#: A goal beside brackets that no link has: ``[words]<#name>``, ``[words|#name]``.
_BESIDE: Final = re.compile(r"[\[［\]］<＜>＞|｜]\s*[#＃](?P<goal>[a-z][a-z0-9-]{2,})(?![A-Za-z0-9-]|[)）])")
#: ``{link words}``, ``{fact version}``.
_CALL: Final = re.compile(r"[{｛]\s*@?(?!colou?r)([A-Za-z]+)(?:\s*[:：|｜=]\s*|\s+)([^{}｛｝\n]+)[}｝]")
#: A name of a fact as other tools put values in: ``${version}``, ``{certificate.id}``.
_VALUE: Final = re.compile(r"\$\{\s*([a-z][a-z0-9_.]*)\s*\}|\{\s*([a-z][a-z0-9_]*\.[a-z0-9_.]+)\s*\}(?!`)")
#: Names of characters that HTML also reads without the semicolon, the longest first.
_SHORT: Final = "|".join(sorted((name for name in html5 if not name.endswith(";")), key=len, reverse=True))
_ENTITY: Final = re.compile(
    r"[&＆](?:(?:[A-Za-z][A-Za-z0-9]{1,30}|[#＃](?:[0-9０-９]{1,7}|[xXｘＸ][0-9A-Fa-f]{1,6}))[;；]|"
    rf"(?:{_SHORT}|(?:en|em|thin|nb)sp|hellip|[mn]dash|[#＃][0-9０-９]{{2,7}})(?![A-Za-z0-9=;；]))"
    r"|& (?:nbsp|amp|[lg]t);"
)
#: A yen sign that keyboards make of a backslash, before a sign or a list's; and the other way round.
_YEN: Final = re.compile(r"[¥￥＼](?=[*_#\[\]<>|`~$])|^[¥￥＼](?=(?:[-+>:]|[0-9]{1,2}[.)])\s)", re.MULTILINE)
_PRICE: Final = re.compile(r"(?<![A-Za-z0-9:\\])\\(?=[0-9０-９])")
_SPAN: Final = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
#: Without one of these there is nothing to look for.
_PERHAPS: Final = re.compile(r"[=^+|~'\[［{｛&＆<＜\\]")


def find_foreign(text: str) -> Iterator[Sign]:
    """Signs of other tools in a text as it is printed."""
    if not _PERHAPS.search(text):
        return
    yield from _links(text)
    yield from _values(text)
    for found in (found for one in _SIGNS for found in one.finditer(text)):
        yield found.start(), "sign", {"text": found.group()}
    for found in _WIDE_TAG.finditer(text):
        yield found.start(), "html", {"text": found.group()}
    for found in _ENTITY.finditer(text):
        yield (
            found.start(),
            "entity",
            {"text": found.group(), "write": narrow(found.group()).rstrip(";") + ";"},
        )
    for found in _PRICE.finditer(text):
        yield found.start(), "yen", {"text": text[found.start() :].split("\n", maxsplit=1)[0][:20]}


def _links(text: str) -> Iterator[Sign]:
    for found in _WIKI.finditer(text):
        words, _, goal = found[1].partition("|")
        write = f"[{words}]({goal.strip() if goal.strip().startswith('#') else '#prepare'})"
        yield found.start(), "link-line", {"text": found.group(), "write": write}
    for found in _BRACED_GOAL.finditer(text):
        goal = narrow(found[2]).strip().lstrip("#")
        write = f"[{found[1]}](#{goal if goal.isascii() else '…'})"
        yield found.start(), "link-line", {"text": found.group(), "write": write}
    for found in _BESIDE.finditer(text):
        if not re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", found["goal"]):  # no colour
            yield found.start(), "link-line", {"text": found.group(), "write": f"[言葉](#{found['goal']})"}


def _values(text: str) -> Iterator[Sign]:
    """Names in braces, with what belongs to them in the same braces."""
    for found in _CALL.finditer(text):
        name, rest = found[1].lower(), narrow(found[2]).strip("` ")
        if name in ROLES:
            yield found.start(), "role-line", {"text": found.group(), "write": f"{{{name}}}`{rest}`"}
        else:
            goal = rest.split()[-1].lstrip("#") if rest.split() else "…"
            write = f"[言葉](#{goal if goal.isascii() else '…'})"
            yield found.start(), "link-line", {"text": found.group(), "write": write}
    for found in _VALUE.finditer(text):
        write = f"{{fact}}`{found[1] or found[2]}`"
        yield found.start(), "role-line", {"text": found.group(), "write": write}


def find_yen_signs(content: str) -> Iterator[tuple[int, str]]:
    """Yen signs typed for backslashes, in a text as it was typed: the line (from 0), what follows."""
    if any(sign in content for sign in "¥￥＼"):
        bare = _SPAN.sub(lambda code: "\ufffb" * len(code[0]), content)
        for found in _YEN.finditer(bare):
            yield content.count("\n", 0, found.start()), content[found.start() :].partition("\n")[0][:20]
