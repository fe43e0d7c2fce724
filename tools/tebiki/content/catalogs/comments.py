"""Translators' comments without what nobody asked for: names, mail addresses, telephone numbers.

A comment goes into a repository that may be public, and to other translators. Whose name stands within a
sentence, no program can tell; lines that sign, names before a mail address, and those of the header, it can.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ...characters import is_hidden

#: Stands for what was taken out of a line.
GAP: Final = "…"

_MAIL: Final = re.compile(r"<?(?:mailto:)?[\w.+-]+(?:[@＠]|\s?[\[(]at[\])]\s?)[\w-]+(?:\.[\w-]+)+>?")
#: Words before a mail address in brackets, as mail programs write senders.
_SENDER: Final = re.compile(
    r"((?:[^\W\d_][\w.'’-]*[ \u3000]+){1,5})(?=[<(（]\s*(?:mailto:)?([\w.+-]+)[@＠][\w-]+\.)"
)
#: A name on a messenger (LINE, Zalo, Telegram).
_HANDLE: Final = re.compile(r"(?<!\w)@[A-Za-z][\w.]{2,}")
_PHONE: Final = re.compile(r"(?<![A-Za-z\d.-])\+?[(（]?\d(?:[\s().‐–ー－（）-]{0,2}\d){7,15}(?![A-Za-z\d])")
_VERSION: Final = re.compile(r"[1-9]\d?(?:\.\d+){2,}")
_EXTENSION: Final = re.compile(r"(?i)(?:内線|内線番号|\bext(?:ension)?\.?)\s*[:：]?\s*\d{2,6}")
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/. ]?[01]?\d[-/. ]?[0-3]?\d(?:[ T]?\d\d?)*|(?:19|20)\d\d[–-](?:19|20)\d\d"
)
#: Words before somebody's name, in the languages that translators have signed in.
_ROLE: Final = re.compile(
    r"(?i)(?:(?:last[- ])?translator|translated by|reviewe[rd](?: by)?|proofread by|author|name|e-?mail"
    r"|tel(?:ephone)?|phone|contact|copyright.*|người dịch|dịch bởi|họ tên|điện thoại"
    r"|penerjemah|diterjemahkan oleh|nama|telepon"
    r"|翻訳者|訳者|翻訳担当|担当者?|氏名|名前|電話|連絡先|译者|翻译者?|校对|姓名|电话|联系方式)\s*(?:[:：]|\(c\)|©)\s*(.*)"
)
_BY: Final = re.compile(
    r"(?i)(?:translated|reviewed|proofread|dịch|diterjemahkan|copyright)\s+(?:by|bởi|oleh|\(c\)|©)\s+(.*)"
)
_DASH: Final = re.compile(r"(?:--+|[—–―~])\s*(\S.*)")
_DATED: Final = re.compile(r"(.{2,60}?)[,、 ]\s*\(?(?:19|20)\d\d(?:[-/.年]\d\d?)*[日)]*\.?")
_CLOSING: Final = re.compile(
    r"(?i)(?:(?:best|kind|warm)? ?regards|thanks|thank you|sincerely|trân trọng|xin cảm ơn|cảm ơn"
    r"|salam|hormat saya|terima kasih|よろしくお願いし?(?:ま|いたしま)す|此致|谢谢|敬礼)[,.!、。！]*"
)
_ENDS: Final = re.compile(r"[?？。！!;；:：]|\.\s")
_DIGIT: Final = re.compile(r"\d")
_MOST_WORDS: Final = 5
_SHORT_NAME: Final = 2
_LONGEST_NAME: Final = 12
#: What programs write themselves.
_TOOL: Final = re.compile(r"#-#-#|\(pofilter\)|SOME DESCRIPTIVE TITLE|This file is distributed under")


def names_of_people(header: Mapping[str, str], remarks: Iterable[str]) -> frozenset[str]:
    """Names that a file tells of itself: its last translator, and who signed above its header."""
    texts = [header.get("Last-Translator", ""), *(line for line in remarks if _MAIL.search(line))]
    found = (_MAIL.sub(" ", text).split(",")[0].strip(" <>.()") for text in texts)
    return frozenset(name for name in found if len(name) > 1 and not name.isupper())


def clean_comments(lines: Iterable[str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """The lines of a comment that say something, without people. Cleaning twice changes nothing more."""
    names = sorted(set(names), key=len, reverse=True)
    kept: list[str] = []
    signed = False
    for line in lines:
        is_signature = _signs_below(line, above=kept) or (signed and _is_name(line))
        text = "" if is_signature else _clean(line, names)
        signed = bool(_CLOSING.fullmatch(line.strip()))
        if text or (kept and kept[-1]):
            kept.append(text)
    return tuple(kept[:-1] if kept and not kept[-1] else kept)


def _signs_below(line: str, above: list[str]) -> bool:
    """Whether a line is a name behind a dash, below a comment; alone it may be the comment itself."""
    found = _DASH.fullmatch(line.strip())
    return bool(above and found and _is_name(_MAIL.sub(" ", found[1])))


def _clean(line: str, names: Iterable[str]) -> str:
    """One line without people; empty where nothing else was in it."""
    text = "".join(_visible(line)).strip()
    if _TOOL.search(text) or _signs(text):
        return ""
    found = text
    for name in names:
        found = _without_name(found, name)
    found = _PHONE.sub(_number, _MAIL.sub(GAP, _SENDER.sub(_before_sender, found)))
    found = _EXTENSION.sub(GAP, _HANDLE.sub(GAP, found)).strip()
    return found if found == text or re.sub(r"[\W_]", "", found) else ""


def _visible(line: str) -> Iterator[str]:
    """Characters that a terminal would obey, or nobody sees, by their numbers; joiners belong to words."""
    for char in line:
        is_joiner = unicodedata.category(char) == "Cf" and char in "\u200b\u200c\u200d"
        yield f"<U+{ord(char):04X}>" if is_hidden(char) and not is_joiner and char != "\u00a0" else char


def _signs(text: str) -> bool:
    """Whether a line says who wrote it, and nothing else."""
    for pattern in (_ROLE, _BY):
        if (found := pattern.fullmatch(text)) and _is_name(_undated(found[1])):
            return True
    if (found := _DATED.fullmatch(text)) and not _DIGIT.search(found[1]) and _is_name(_undated(found[1])):
        return True
    return bool(_MAIL.search(text)) and _is_name(_undated(text))


def _undated(text: str) -> str:
    """What is left of a signature without its mail address and its date."""
    return _DATED.sub(r"\1", _MAIL.sub(" ", text).strip())


def _is_name(text: str) -> bool:
    """Whether a few words may be somebody's name: no sentence, each word with a capital or in ideographs."""
    text = text.strip(" .,、()（）<>")
    parts = text.split()
    if _ENDS.search(text) or len(parts) > _MOST_WORDS:
        return False
    return all(_starts_name(part) for part in parts) and (not parts or not _is_long(text))


def _is_long(text: str) -> bool:
    return not text.isascii() and " " not in text and len(text) > _LONGEST_NAME


def _starts_name(part: str) -> bool:
    first = part.lstrip("(\"'")[:1]
    return first.isupper() or first.isdigit() or unicodedata.category(first or "x") == "Lo"


def _without_name(text: str, name: str) -> str:
    """A line without somebody's name, whole or in part; as a part, two letters may be any word."""
    parts = [part for part in name.split() if len(part) > _SHORT_NAME]
    for part in (name, *name.split()):
        text = re.sub(rf"^(?:[-–—]+\s*)?{re.escape(part)}(?:\s*[:：]\s*|$)", "", text)
    for part in (name, *parts):
        if len(part) > _SHORT_NAME or (part == name and " " in name):
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", GAP, text)
    return text


def _before_sender(found: re.Match[str]) -> str:
    """The words before a sender's name; one word with a capital is a name where the address has it, too."""
    parts = found[1].split()
    start = len(parts)
    while start and _starts_name(parts[start - 1]):
        start -= 1
    if len(parts) == 1 and _bare(parts[0]) not in _bare(found[2]):
        return found[0]
    return "".join(f"{part} " for part in parts[:start])


def _bare(text: str) -> str:
    """Small letters without marks, as mail addresses have them."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum()).replace("đ", "d")


def _number(found: re.Match[str]) -> str:
    """A telephone number's gap; days, years and versions stay."""
    plain = unicodedata.normalize("NFKC", found[0]).strip()
    return found[0] if _DATE.fullmatch(plain) or _VERSION.fullmatch(plain) else GAP
