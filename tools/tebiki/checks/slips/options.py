"""What stands in a box's first line and right below it: argument, options, and that there is a content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from ...content.directives import DIRECTIVES
from ...content.markdown.constructs import construct
from .slip import Slip, address_of, narrow, slip

#: The options that a box has.
OPTIONS: Final[Mapping[str, str]] = {"screen": "alt", "qr": "alt", "remedy": "name"}
#: Boxes that are made of facts or of the page: nothing stands in them.
_MADE: Final = frozenset({"contents", "glance", "history", "devices", "include", "quotation"})
#: Boxes whose content may be left out.
_MAY_BE_EMPTY: Final = _MADE | {"screen"}
#: Boxes that have a title only where one is written.
_NEEDS: Final = frozenset({"remedy", "table"})
_RIGHT: Final = re.compile(r"[ \t]*:(alt|name):(?:[ \t\u3000]+(.*))?$")
#: After NFKC: an option as it may have been meant.
_MEANT: Final = re.compile(r"\s*:?\s*(alt|name)\s*:\s*(.*)$", re.IGNORECASE)
_COLONLESS: Final = re.compile(r"\s*:\s*(alt|name)\s+(.*)$", re.IGNORECASE)
_OTHER: Final = re.compile(r"\s*:(?:\s*[A-Za-z][\w-]*|[^\s:`]{1,12})\s*:(?!\S*`)")
_FACTS: Final = re.compile(r"[A-Za-z0-9_.-]+(?:\s+[A-Za-z0-9_.-]+)*")
_SHOWN: Final = re.compile(r"[\x21-\x7e]+")
_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")
#: What is named behind a box: a screen, an address, a quotation of the year's file.
_NAMED: Final = ("screen", "qr", "quotation")
#: Signs that MyST reads as YAML does, so that a part of the value is lost.
_LOSES: Final = re.compile(r"[\"'>|#]|.*[ \t]#")


def check_options(name: str, argument: str, line: int, body: Sequence[str], head: str) -> Iterator[Slip]:
    """Slips of a box whose first line is ``line`` (from 0) and which holds the lines ``body``."""
    yield from _argument(name, argument, line, head)
    if body and body[0].startswith("---"):
        yield slip("option-block", line + 2)
    count = 0
    for text in body:
        if not _is_option(text, name):
            break
        count += 1
        yield from _option(name, text, line + count)
    lost = list(takewhile(_LOST.match, body[count:]))
    for number, text in enumerate(lost, line + count + 2):
        yield slip("option-lost", number, text=text)
    for number, text in enumerate(body[count:], line + count + 2):
        if name not in OPTIONS or text.lstrip()[:1] not in _COLONS:
            continue
        if (meant := _RIGHT.match(narrow(text))) and meant[1] == OPTIONS[name]:
            yield slip("option-late", number, text=text, opened=line + 1)
    yield from _content(name, line, body[count:])


_COLONS: Final = frozenset(":：﹕︓")
#: What MyST takes for an option, too: any line that begins with a colon.
_LOST: Final = re.compile(r"\s*:(?!::)")
_JOINED: Final = re.compile(r":\s*(?:alt|name)\s*:")


def _argument(name: str, argument: str, line: int, head: str) -> Iterator[Slip]:
    if name not in DIRECTIVES:
        return
    kind = construct("directive", name).argument
    if found := _JOINED.search(narrow(argument)):
        yield slip("option-joined", line + 1, text=narrow(argument)[found.start() :], name=name)
        return
    if kind == "none" and argument:
        yield slip("box-argument", line + 1, text=argument, name=name, write=f":::{{{name}}}")
    elif not argument and (name in _NEEDS or kind in (*_NAMED, "facts")):
        example = construct("directive", name)
        yield slip("box-title", line + 1, name=name, write=example.write["ja"])
    elif kind in _NAMED and not _SHOWN.fullmatch(argument):
        plain = re.sub(r"\s+", "", narrow(argument))
        yield slip("box-line", line + 1, text=head, write=f":::{{{name}}} {plain}")
    elif kind == "facts" and not _FACTS.fullmatch(argument):
        plain = " ".join(re.split(r"[\s,、]+", narrow(argument)))
        yield slip("box-line", line + 1, text=head, write=f":::{{{name}}} {plain}")


def _is_option(text: str, name: str) -> bool:
    """Whether the line is an option, or was meant for one."""
    plain = narrow(text).strip()
    if plain.startswith(":::") or not plain:
        return False
    if _OTHER.match(plain):
        return True
    meant = _MEANT.match(plain) or _COLONLESS.match(plain)
    return name in OPTIONS and meant is not None and meant[1].lower() == OPTIONS[name]


def _option(name: str, text: str, line: int) -> Iterator[Slip]:
    own = OPTIONS.get(name)
    right = _RIGHT.match(text)
    if right and own == right[1]:
        yield from _value(right[1], (right[2] or "").strip(), line)
        return
    plain = narrow(text)
    meant = _MEANT.match(plain) or _COLONLESS.match(plain)
    if own and meant and meant[1].lower() == own:
        yield slip("option-line", line + 1, text=text, write=f":{own}: {_said(text, meant[2])}".rstrip())
    elif own:
        yield slip("option", line + 1, text=text, name=name, write=f":{own}: …")
    else:
        yield slip("option-none", line + 1, text=text, name=name)


def _said(text: str, plain: str) -> str:
    """The value as it was typed, where that is found behind the option's name."""
    found = re.match(r"\s*[:：]?\s*[A-Za-zＡ-Ｚａ-ｚ]+\s*[:：]?\s*(.*)$", text)
    return found[1] if found else plain


def _value(own: str, value: str, line: int) -> Iterator[Slip]:
    if own == "alt" and _LOSES.match(value):
        yield slip("option-value", line + 1, text=value)
    elif own == "name" and value and not _NAME.fullmatch(value):
        yield slip(
            "option-name",
            line + 1,
            text=value,
            write=f":name: {address_of(value.replace('_', '-'), 'no-mail')}",
        )


def _content(name: str, line: int, body: Sequence[str]) -> Iterator[Slip]:
    held = next((n for n, text in enumerate(body) if text.strip() and not text.startswith("%")), None)
    if held is None and name in DIRECTIVES and name not in _MAY_BE_EMPTY:
        yield slip("box-empty", line + 1, name=name)
    elif held is not None and name in _MADE:
        yield slip("box-made", line + 1, name=name, text=body[held])
