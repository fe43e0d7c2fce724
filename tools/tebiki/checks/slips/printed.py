"""What the parser left of a line as text: signs of bold, links and roles that would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from ...content.directives import ROLES
from ...content.markdown.reading import Token
from .foreign import Sign, find_foreign, find_yen_signs
from .readings import find_readings
from .refused import refused, refused_inline
from .roles import check_role
from .slip import Slip, narrow, slip

#: Stand in the visible text for a role, for code, and for a sign that is meant to be printed.
_OBJECT: Final = "\ufffc"
_CODE: Final = "\ufffb"
_MEANT: Final = "\ufff9"

_NAMES: Final = "|".join(sorted(ROLES))
_ROLE: Final = re.compile(rf"[{{｛]\s*({_NAMES})\s*(?=[}}｝\])）{_OBJECT}{_CODE}`｀'‘’「]|$)", re.IGNORECASE)
#: Without the brace before its name.
_OPENLESS: Final = re.compile(rf"(?<![A-Za-z{{｛])({_NAMES})\s*[}}｝]")
#: The same where the sign of its end, too, may be another: ``{fact}'certificate.file'``.
_WRITTEN_ROLE: Final = re.compile(
    rf"[{{｛\[(（［]?\s*({_NAMES})\s*[}}｝\])）］]?\s*[`｀'‘’「“\"]*\s*([A-Za-z0-9０-９Ａ-Ｚａ-ｚ_＿.．-]*)\s*[`｀'‘’」”\"]*",
    re.IGNORECASE,
)
#: A role whose name stands in other brackets: ``（fact）`…` ``.
_BRACKETED: Final = re.compile(rf"[\[(（［]({_NAMES})[\])）］](?={_CODE}|[`｀])")
_BRACELESS: Final = re.compile(rf"(?<![A-Za-z])(fact|ui|step|remedy|nobreak){_CODE}")
_UNNAMED: Final = re.compile(rf"[{{｛]([^{{}}｛｝\n]{{1,20}})[}}｝]{_CODE}")
#: A role that stands in the backquotes, too.
_CODED: Final = re.compile(rf"\{{(?:{_NAMES})\}}(?=[a-z0-9])")
#: An acute accent is taken for a backquote.
_ACUTE: Final = re.compile(r"[´‵]([^´‵`\n]+)[´‵`]")
_BACKQUOTE: Final = re.compile(r"[`｀]")
_DOUBLE: Final = re.compile(r"(?<![*＊])(?:\*\*|＊＊)(?![*＊])")
#: Bold that holds nothing; a row of more stars hides a password.
_EMPTY: Final = re.compile(r"(?<!\*)\*{4}(?!\*)")
_TRIPLE: Final = re.compile(r"\*\*\*[^*\s」』）)、。][^*\n]*\*{1,3}|\*{1,3}[^*\n]*[^*\s]\*\*\*")
#: A star, and what looks like one.
_STAR: Final = "*＊∗✱⁎﹡٭✲✳"
_WIDE_PAIR: Final = re.compile(rf"(?<![{_STAR}])([{_STAR}]{{2}})([^{_STAR}\n]+)([{_STAR}]{{2}})(?![{_STAR}])")
_SINGLE: Final = re.compile(r"(?<![*＊])[*＊](?![*＊])")
_WIDE_SINGLE: Final = re.compile(
    r"(?<!([＊∗✱⁎﹡٭✲]))([＊∗✱⁎﹡٭✲])(?!\2)((?:(?!\2)[^\s（）「」])(?:(?!\2)[^\n])*?(?<!\s))\2(?!\2)"
)
_UNDERSCORE: Final = re.compile(
    r"(?:(?<=[\u3040-\u309f、。「」（）])|(?<![^\s]))(_{1,2})(?![_\s])([^_\s、。.]*[^\x00-\x7f_、。.][^_\n、。.]*?)(?<!\s)\1"
    r"(?=[\u3040-\u309f、。「」（）]|\s|$)"
)
#: One that begins a Japanese word, which is not the name of a file.
_ONE_UNDERSCORE: Final = re.compile(
    r"(?:(?<=[、。「（])|(?<![^\s]))_(?=[^\x00-\x7f])([^\s、。.「」（）]*)(?![.])"
)
#: Within words, where Markdown has no underscores: before it stands a particle or a stop.
_WITHIN: Final = re.compile(
    r"(?<=[\u3040-\u309f、。「」（）])(_{1,2})(?![_\s])([^_\s、。.]*[^\x00-\x7f_、。.][^_\n、。.]*?)\1(?![\w.-]*\.[A-Za-z0-9])"
)
#: In full width; a form's blanks stand before a unit: ＿＿年＿＿月.
_WIDE_UNDERSCORE: Final = re.compile(r"(?<!＿)(＿{1,2})(?![＿\s年月日時分円人歳])([^＿\s、。]{2,})\1(?!＿)")
_STRUCK: Final = re.compile(r"~~(?=[^\s~])([^~\n]*[^\s~])~~")
_MATH: Final = re.compile(r"\$\$[^$]+\$\$|\$\$?(?=[^\s$0-9])[^$\n\u3040-\u30ff]*[^\s$]\$\$?(?![0-9A-Za-z])")
_BOX: Final = re.compile(
    r"[\[［]\s?[ x　ｘ✓✔]?\s?[\]］](?=[ \u3000])|[\[［][ \u3000xXｘ✓✔レ]*[\]］](?![のをはが])"
)
_OPENING, _CLOSING = frozenset("「『（("), frozenset("」』）)")
#: A colour: (#ff0000).
_COLOUR: Final = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})")
#: After NFKC, what a link leads to.
_GOAL: Final = r"(?:#|fact:|https?:)"
_LINK: Final = re.compile(
    r"[\[［]([^\[\]［］\n]+)[\]］]\s*[(（]\s*((?:[#＃]|[fｆ][aａ][cｃ][tｔ][:：]|[hｈ][tｔ]{2}[pｐ][sｓ]?[:：])[^()（）\n]*)[)）]?|"
    r"[\[［]([^\[\]［］\n]+)[\]］]\s*(?:\[|［)([#＃]?[a-z0-9-]+)[\]］]"
)
#: A link whose goal is none that the parser takes, or whose brackets are of two kinds.
_LINK_OPEN: Final = re.compile(
    r"\]\((?=[^\s)）])|[\]］]\s?[(（]\s*(?=[a-zａ-ｚ./][a-zａ-ｚ0-9０-９_./-]*\s*(?:[)）]|$))"
)
#: Where a link leads, behind words without their brackets.
_LEFT: Final = re.compile(r"[(（]\s*(?:[#＃][a-z][a-z0-9-]+|fact[:：]\s*[a-z][\w-]*)\s*[)）]?")
_REVERSED: Final = re.compile(rf"[(（]([^()（）\n]+)[)）][\[［]\s*({_GOAL}[^\[\]\n]*)[\]］]")
#: A goal of a link: a place on the page, a link of the edition, an address.
_RIGHT_GOAL: Final = re.compile(r"#[a-z][a-z0-9-]*$|fact:\S+$|https?://\S+$")
_ANY: Final = re.compile(rf"[<＜'`｀´‵{_STAR}_＿~～=$\[［\]］(（{{｛}}｝&＆｜|《》\\^+¥￥＼{_CODE}]")


#: What each kind of slip has in it, so that most texts are searched but a few times.
_IN_ROLES: Final = re.compile(f"[{{}}｛｝`｀´‵{_CODE}]")
_IN_LINKS: Final = re.compile(r"[\[\]［］(（]")
_IN_BOLD: Final = re.compile(f"[{_STAR}_＿]")


@dataclass(slots=True)
class Printed:
    """The text of one inline token as it is printed; `line_of` gives the line of a position."""

    text: str
    line: int
    whole: bool

    @classmethod
    def of(cls, token: Token, line: int) -> Printed:
        """Of a token whose first line is ``line``, from 1."""
        parts = [_visible(child) for child in token.children or []]
        text = "".join(parts)
        return cls(text, line, text.count("\n") == token.content.count("\n"))

    def line_of(self, position: int, content: str) -> int:
        """The line of what stands at ``position``; ``content``: the text as it was typed."""
        at = self.text.count("\n", 0, position)
        if not self.whole:  # a name or code goes on in the next line: look for the words themselves
            words = re.split(f"[\n{_OBJECT}{_CODE}{_MEANT}]", self.text[position : position + 12])[0]
            found = content.find(words) if words else -1
            at = content.count("\n", 0, found) if found >= 0 else at
        return self.line + at


def _visible(child: Token) -> str:
    match child.type:
        case "softbreak" | "hardbreak":
            return "\n"
        case "text_special" if len(child.content) == 1:
            return _MEANT
        case "text" | "text_special":  # a backslash before what is no sign is printed
            return child.content
        case "code_inline":
            return _CODE
        case "myst_role" | "html_inline" | "image":
            return _OBJECT
    return ""


def check_inline(token: Token, line: int, *, language: str = "ja", listed: bool = False) -> Iterator[Slip]:
    """Slips of one inline token; ``line`` of its first, from 1. ``listed``: it begins an item of a list."""
    children = token.children or []
    if len(children) > 1 or (children and children[0].type != "text"):
        yield from _tokens(children, line)
    printed = Printed.of(token, line)
    if not _ANY.search(printed.text):
        return
    told: set[int] = set()
    for position, name, values in _signs(printed.text, token.content, language):
        at = printed.line_of(position, token.content)
        if at not in told:
            told.add(at)
            yield slip(name, at, **values)
    for at, text in find_yen_signs(token.content):
        yield slip("yen-sign", line + at, text=text)
    if listed and (box := _BOX.match(printed.text)):
        yield slip("checkbox", line, text=box.group(), write=printed.text[box.end() :].strip())


def _tokens(children: Sequence[Token], line: int) -> Iterator[Slip]:
    """Slips of what the parser took for markup."""
    at, last = line, len(children) - 1
    for number, child in enumerate(children):
        following = children[number + 1].type if number < last else ""
        match child.type:
            case "softbreak":
                at += 1
            case "html_inline" | "image" as kind:
                yield slip(_RAW[kind], at, text=child.content)
            case "text_special" if child.info == "entity" and child.content not in "<>":
                yield slip("entity", at, text=child.markup)
            case "myst_role":
                yield from check_role(child.meta["name"], child.content, at)
            case "code_inline":
                yield from _coded(child.content, at)
            case "link_open" if child.markup != "autolink":
                yield from _goal(child, children[number + 1 :], at, empty=following == "link_close")
            case kind if key := refused_inline(kind):
                yield refused("inline", key, at)
        if child.type == "hardbreak":
            at += 1


#: Of kinds of tokens, the slip's name: all that nothing else may be.
_RAW: Final = {"html_inline": "html", "image": "image"}


def _coded(content: str, line: int) -> Iterator[Slip]:
    """Code that is a role with its name within the backquotes."""
    if called := _CODED.match(content):
        yield slip("role-line", line, text=f"`{content}`", write=f"{called[0]}`{content[called.end() :]}`")


def _goal(link: Token, after: Sequence[Token], line: int, *, empty: bool) -> Iterator[Slip]:
    """A link whose goal is none: full-width signs, no ``#``, nothing."""
    goal = unquote(str(link.attrs.get("href", "")))
    words = ""
    for child in after:
        if child.type == "link_close":
            break
        words += child.content
    if link.attrs.get("title") is not None:
        yield refused("inline", "link-title", line)
    if empty or (words and not words.strip()):
        yield slip("link-empty", line, text=f"[]({goal})", write=f"[言葉]({goal or '#prepare'})")
    elif not _RIGHT_GOAL.match(goal):
        yield slip("link-goal", line, text=f"[{words}]({goal})", write=f"[{words}]({_right_goal(goal)})")


def _right_goal(goal: str) -> str:
    plain = re.sub(r"\s+", "", narrow(goal))
    if "." in plain and not plain.startswith(("fact:", "http", "mailto:")):
        return "#…"  # a file's name
    if plain.startswith(("fact:", "http:", "https:", "mailto:", "tel:")):
        return plain if not plain.startswith(("mailto:", "tel:")) else "fact:…"
    name = re.sub(r"[^a-z0-9-]+", "-", plain.lower().lstrip("#")).strip("-")
    return f"#{name}" if name[:1].isalpha() else "#…"


def _signs(text: str, content: str, language: str) -> Iterator[Sign]:
    """Signs that are printed and were not meant to be: where, the slip's name, its values."""
    if _IN_ROLES.search(text):
        yield from _roles(text, content)
    if _IN_LINKS.search(text):
        yield from _links(text)
    if _IN_BOLD.search(text):
        yield from _bold(text)
    for found in _STRUCK.finditer(text):
        yield found.start(), "struck", {"text": found.group()}
    for found in _MATH.finditer(text):
        yield found.start(), "math", {"text": found.group()}
    if text.endswith("\\"):
        yield len(text) - 1, "backslash", {"text": text[-30:]}
    yield from find_foreign(text)
    yield from find_readings(text, language)


def _roles(text: str, content: str) -> Iterator[Sign]:
    for found in _ROLE.finditer(text):
        yield found.start(), "role-line", _role_values(found[1], text[: found.start()].count("\n"), content)
    for found in (found for one in (_BRACKETED, _BRACELESS, _OPENLESS) for found in one.finditer(text)):
        yield found.start(), "role-line", _role_values(found[1], text[: found.start()].count("\n"), content)
    for found in _UNNAMED.finditer(text):
        if found[1].strip().lower() not in ROLES:
            yield found.start(), "role", {"text": found[1]}
    for found in _ACUTE.finditer(text):
        yield found.start(), "backquote", {"text": found.group()}
    for found in _BACKQUOTE.finditer(text):
        start = max(text.rfind("\n", 0, found.start()), found.start() - 15) + 1
        around = (
            text[start : found.end() + 15]
            .split("\n", maxsplit=1)[0]
            .replace(_OBJECT, "…")
            .replace(_MEANT, "…")
        )
        yield found.start(), "backquote", {"text": around}


def _role_values(name: str, line: int, content: str) -> dict[str, object]:
    lines = content.split("\n")
    typed = lines[line] if line < len(lines) else content
    for found in _WRITTEN_ROLE.finditer(typed):
        right = f"{{{name.lower()}}}`{narrow(found[2]) or '…'}`"
        if found[1] == name and found.group() != right and name != "nobreak":
            return {"text": found.group(), "write": right}
    return {"text": f"{{{name}}}", "write": f"{{{name.lower()}}}`…`"}


def _links(text: str) -> Iterator[Sign]:
    for found in _LINK.finditer(text):
        words, goal = found[1] or found[3], found[2] or found[4]
        if found[3] and words.isascii() and not goal.startswith(("#", "＃")):
            continue  # keys: [Ctrl][Alt]
        right = _right_goal(goal) if found[2] or goal[0] in "#＃" else f"#{goal}"
        yield found.start(), "link-line", {"text": found.group(), "write": f"[{words}]({right})"}
    for found in _REVERSED.finditer(narrow(text)):
        yield found.start(), "link-line", {"text": found.group(), "write": f"[{found[1]}]({found[2]})"}
    for found in _LEFT.finditer(text):
        goal = _right_goal(found.group().strip("()（） "))
        if _COLOUR.fullmatch(goal):
            continue
        yield found.start(), "link-line", {"text": _around(text, found), "write": f"[言葉]({goal})"}
    for found in _LINK_OPEN.finditer(text):
        around = text[max(0, found.start() - 20) : found.end() + 20]
        yield found.start(), "link-line", {"text": around, "write": "[言葉](#prepare)"}


def _bold(text: str) -> Iterator[Sign]:
    for found in _WIDE_PAIR.finditer(text):
        yield found.start(), "bold-line", {"text": found.group(), "write": f"**{found[2].strip()}**"}
    for found in _DOUBLE.finditer(text):
        if found.group() == "**" and not _quoted(text, found):
            yield found.start(), "bold-open", {"text": _around(text, found)}
    for found in _TRIPLE.finditer(text):
        yield found.start(), "bold-open", {"text": _around(text, found)}
    for found in _WIDE_SINGLE.finditer(text):
        yield found.start(), "bold-line", {"text": found.group(), "write": f"*{found[3]}*"}
    for found in _EMPTY.finditer(text):
        if not _quoted(text, found):
            yield found.start(), "bold-open", {"text": _around(text, found)}
    for found in _SINGLE.finditer(text):
        if found.group() == "*" and not _stands_alone(text, found):
            yield found.start(), "star", {"text": _around(text, found)}
    yield from _underscores(text)


def _underscores(text: str) -> Iterator[Sign]:
    for found in (found for one in _PAIRS for found in one.finditer(text)):
        yield found.start(), "underscore", {"text": found.group(), "write": f"**{found[2]}**"}
    for found in _ONE_UNDERSCORE.finditer(text):
        if "_" not in found[1]:
            yield found.start(), "underscore", {"text": found.group(), "write": "**…**"}


_PAIRS: Final = (_UNDERSCORE, _WITHIN, _WIDE_UNDERSCORE)


def _around(text: str, found: re.Match[str]) -> str:
    start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - 12)
    return (
        text[start : found.end() + 12].split("\n", maxsplit=1)[0].replace(_OBJECT, "…").replace(_MEANT, "…")
    )


def _quoted(text: str, found: re.Match[str]) -> bool:
    """Whether the signs stand alone in quotation marks or brackets: they are what is talked of."""
    return (
        text[found.start() - 1 : found.start()] in _OPENING
        and text[found.end() : found.end() + 1] in _CLOSING
    )


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Whether a star is a sign of the text: 3*4, 3 * 4, *1, 「*」, 必須*."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if (
        before.isdigit()
        or after.isdigit()
        or ((before.isspace() or not before) and (after.isspace() or not after))
    ):
        return True
    if not before.strip() and after in "はをが":
        return True  # *は必須です
    if before in "「『（([［【〔・、/" and before:
        return True
    if after in "」』）)]］】〕・、/" and after:
        return True
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
