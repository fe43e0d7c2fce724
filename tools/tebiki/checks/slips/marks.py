"""Headings and the addresses above them, comments, lists, definitions: signs that the parser left as text.

A line of a paragraph that begins with such a sign is printed with it, joined to the line before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import numeric

from ...content.directives import DIRECTIVES
from .refused import refused
from .slip import Slip, address_of, narrow, nearest, slip
from .tables import check_bars

_HEADING: Final = re.compile(r"(#+)\s*(.*)$")
#: Sharps of music for number signs: two, or one and a blank.
_SHARPS: Final = re.compile(r"(♯{2,6}|♯(?=[ \u3000]))\s*(\S.*)$")
#: ``#1`` at the head of a line is a number, ``#を`` the key of a telephone.
_NUMBER_SIGN: Final = re.compile(r"[#＃][0-9０-９を、。」]")
_ADDRESS: Final = re.compile(r"[(\[{<]\s*([^()\[\]{}<>]+?)\s*[)\]}>]\s*=\s*(#.*)?$")
_NUMBERED: Final = re.compile(r"([0-9０-９]{1,2})\s*[.．)）](?![0-9０-９.．のを])\s*(\S.*)$")
#: A letter or number as items have it: ``ア``, ``a``, ``iv``, and ``一``, ``1``.
_LETTER: Final = r"(?:[ア-ンｱ-ﾝあ-んa-zA-Zａ-ｚＡ-Ｚ]|[ivxIVX]{1,4}|[Ⅰ-ⅿ])"
_DIGITS: Final = r"(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})"
#: A particle before a word: it says something of the sign before it, which is none of an item then.
_SAID: Final = r"(?![のをはが][\u30a0-\u30ff\u3400-\u9fff、])"
#: The head of an item in a count of any script, where several lines have one.
_COUNTED: Final = re.compile(
    r"([①-⓿❶-➓㈠-㉃㊀-㊿㉑-㉟🄀-🄪]\s*[.．:：、]?|"
    rf"[(（\[［【〔<＜](?:{_LETTER}|{_DIGITS})[)）\]］】〕>＞]|(?:{_LETTER}|{_DIGITS})\s*[.．)）:：](?![0-9０-９.．/])|"
    rf"{_DIGITS}、(?![0-9０-９一二三四五六七八九十])|[0-9０-９]{{1,2}}[-－‐–](?![-－‐–0-9０-９a-zA-Z]))"
    rf"\s*{_SAID}([^\s、。].*)$"
)
#: A number and a blank, which many sentences begin with: an item's only where they run from 1.
_BARE: Final = re.compile(r"([0-9０-９]{1,2})[ \u3000]+(\S.*)$")
#: Three dots at the head of a line are an ellipsis.
_DOT: Final = re.compile(r"[・･•‣⁃·∙⋅‧](?![・･·…‥])\s*(\S.*)$")
#: Signs that stand before items; one line alone may have its reason.
_SHAPE: Final = re.compile(
    r"([~～〜](?=[ \u3000])|＊(?=\s)|[◦∘★☆〇◯►→⇒➡✓✔\u25a0-\u25ff\u2600-\u2775\u2794-\u27bf]"
    r"|[\u2b12-\u2b2f\u2b50-\u2b5f\U0001f300-\U0001faff])\ufe0f?\s*"
    rf"{_SAID}(\S.*)$"
)
#: A dash and something that no number or option begins with.
_DASH: Final = re.compile(
    r"([-－−–‐‑⁻﹣‒➖˗]|[*+＋](?=\s*[^\x00-\x7f]))(?!\1)([\s\u3000]*)(?=\S)(?![0-9０-９])"
    rf"{_SAID}(.+)$"
)
_LONG_DASH: Final = re.compile(r"([―—ー─━])([\s\u3000]+)(\S.*)$")
_DEFINED: Final = re.compile(r"(?:[:：]|[;；](?=[ \u3000]))\s*(?![:：;；)(DP])(\S.*)$")
_BROKEN_DEFINITION: Final = re.compile(r"：|:\S")
#: Marks without their sign: F07 F08.
_MARKS: Final = re.compile(r"[A-Z][0-9]{2,3}(?:\s+[A-Z][0-9]{2,3})*")
_LINE: Final = re.compile(r"([=~*＊＝─━―—－‐–＿_])\1{2,}")
#: A box's name in braces without its colons; behind a role's stands a backquote.
_NAMED: Final = re.compile(r"(?:[^\w\s{}`$]{1,6}[ \t]*)?\{\s*([A-Za-z]+)\s*\}(?!\s*[`'‘「])(.*)$")
_OPTION: Final = re.compile(r":\s*(alt|name)\s*:", re.IGNORECASE)
#: A heading of other tools: ``== title ==``, ``h2. title``.
_WIKI_HEADING: Final = re.compile(
    r"(?:(?P<sign>={1,6})\s*(?=[^\s=])|h[1-6]\.\s+)(?P<title>.*?[^\s=])(?(sign)\s*(?P=sign))$"
)
#: A box of other tools: ``!!! note``, ``.. note::``, ``[note]``.
_ADMONITION: Final = re.compile(r"(?:!{3}|\?{3}\+?|\.\.)\s*\"?([A-Za-z]+)(?:::)?\"?\s*(.*)$")
#: A line of a mail that is answered.
_MAIL: Final = re.compile(r"[＞≫>]")
_COMMENT: Final = re.compile(r"％|//(?=\s)")
_LIST_HEAD: Final = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])\s")
_ENDED: Final = re.compile(r"[。！？!?：:）」]\s*$")


def check_paragraph(
    texts: Sequence[str], line: int, *, boxed: bool, listed: bool, head: str = ""
) -> Iterator[Slip]:
    """Slips at the heads of a paragraph's lines; ``line`` of its first, from 0.

    ``boxed``: it stands within a box. ``listed``: within a list. ``head``: the line of its first, with the
    sign of its item.
    """
    if not any(map(_WORTH.match, texts)):
        return
    if bars := list(check_bars(texts, line)):
        yield from bars
        return
    counts = {
        kind: sum(pattern.match(t.strip()) is not None for t in texts) for kind, pattern in _TWICE.items()
    }
    if len(texts) > 1 and all(map(_MAIL.match, texts)):
        yield refused("block", "quote", line + 1)
        return
    counts["bare"] = _runs(texts)
    below = 1 if listed and _LIST_HEAD.match(head) else 0
    broken = any(_BROKEN_DEFINITION.match(text.strip()) for text in texts)
    for number, text in enumerate(texts):
        if broken and text.startswith(": "):
            continue  # would be right below a term, if the line above it were
        if number == 1:
            counts["count"] += below
        begins = number == 0 or listed or _ENDED.search(texts[number - 1]) is not None
        if found := _slip_of(text.strip(), line + number + 1, counts, begins=begins, boxed=boxed):
            yield found


def _slip_of(text: str, line: int, counts: dict[str, int], *, begins: bool, boxed: bool) -> Slip | None:
    plain = narrow(text)
    if (write := _own_line(text, plain)) is not None:
        return slip(write[0], line, text=text, write=write[1])
    if _OPTION.match(plain):
        return None if boxed else slip("option-alone", line, text=text)
    if text in (":", "："):
        return slip("definition-line", line, text=text, write=": …")
    if found := _DEFINED.match(text):
        return slip("definition-line", line, text=text, write=f": {found[1]}")
    if _LINE.fullmatch(text):
        return refused("block", "divider", line)
    return _listed(text, line, counts, begins=begins)


def _own_line(text: str, plain: str) -> tuple[str, str] | None:
    """What stands on a line of its own: the slip's name, the line to write."""
    if plain.startswith("#") and not _NUMBER_SIGN.match(text) and (found := _HEADING.match(plain)):
        return "heading-line", f"{'#' * min(len(found[1]), 3)} {text.lstrip('#＃').strip() or '…'}"
    if found := _SHARPS.match(text):
        return "heading-line", f"{'#' * min(len(found[1]), 3)} {found[2]}"
    if found := _WIKI_HEADING.match(plain):
        return "heading-line", f"## {found['title']}"
    if (found := _ADDRESS.match(plain)) and not text.startswith("\\"):
        return "address-line", f"({address_of(found[1], 'prepare')})="
    if name := _box_name(found := _ADMONITION.match(plain) or _NAMED.match(plain)):
        return "box-line", f":::{{{name}}} {found[2].strip() if found else ''}".rstrip()
    return _printed_line(text)


def _box_name(found: re.Match[str] | None) -> str | None:
    """The box that a line names without the colons it needs; of other tools any name is one."""
    if found is None:
        return None
    return nearest(found[1], DIRECTIVES) or (None if found[0].startswith("{") else "info")


def _printed_line(text: str) -> tuple[str, str] | None:
    """The same of lines that nobody should read."""
    if _MARKS.fullmatch(text):
        return "mark-line", f"% {' '.join(text.split())}"
    if found := _COMMENT.match(text):
        return "comment-line", "% " + text[found.end() :].strip()
    return None


def _listed(text: str, line: int, counts: dict[str, int], *, begins: bool) -> Slip | None:
    """A line that was meant for an item of a list."""
    several = counts["number"] > 1
    if (found := _NUMBERED.match(text)) and (several or (begins and not found[2].isascii())):
        return slip("list-line", line, text=text, write=f"{int(narrow(found[1]))}. {found[2]}")
    if counts["count"] > 1 and (found := _COUNTED.match(text)):
        return slip("list-line", line, text=text, write=f"{_number(found[1])}. {found[2]}")
    if counts["bare"] and (found := _BARE.match(text)):
        return slip("list-line", line, text=text, write=f"{_number(found[1])}. {found[2]}")
    if (begins or counts["dot"] > 1) and (found := _DOT.match(text)):
        return slip("list-line", line, text=text, write=f"- {found[1]}")
    if counts["shape"] > 1 and (found := _SHAPE.match(text)):
        return slip("list-line", line, text=text, write=f"- {found[2]}")
    rest = _dashed(text, counts)
    return slip("list-line", line, text=text, write=f"- {rest}") if rest else None


def _runs(texts: Sequence[str]) -> int:
    """How many lines begin with a number and a blank, where those run from 1; else 0."""
    numbers = [int(narrow(found[1])) for text in texts if (found := _BARE.match(text.strip()))]
    return len(numbers) if len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)] else 0


def _number(head: str) -> int:
    """The number of an item whose head is in digits of some kind; else 1: the parser counts on."""
    digits = re.sub(r"\D", "", narrow(head))
    if digits.isascii() and digits:
        return int(digits)
    return int(max((numeric(sign, 1) for sign in head), default=1))


def _dashed(text: str, counts: dict[str, int]) -> str | None:
    """What follows a dash that was meant for an item's."""
    found = _DASH.match(text) or _LONG_DASH.match(text)
    if found is None:
        return None
    blank, rest = found[2], found[3].strip()
    if rest.endswith(text[0]):
        return None  # － ここまで －
    if text[0] == "*" and "\u3000" not in blank and "*" in rest:
        return None  # *words* at the head of a line
    if text[0] == "-" and not blank and rest[0].isascii() and rest[0] not in "*{[`" and counts["dash"] < 2:
        return None  # -h
    return rest


_TWICE: Final = {"number": _NUMBERED, "count": _COUNTED, "dot": _DOT, "shape": _SHAPE, "dash": _DASH}
#: What a slip may begin with: anything but a Japanese word or quotation. Other lines need no second look.
_WORTH: Final = re.compile(
    r"\s*(?:[^\w\s「『]|[^\W\u3040-\u30fa\u3400-\u9fff\uff66-\uff9f]|\w{1,3}\s*[.．)）:：、])"
)
