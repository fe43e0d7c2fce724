"""Names of systems, devices and browsers stay themselves: Android must not become macOS.

A name may be left out (``it``, ``there``) or said once more; one that is there less often together with
another that is there more often was exchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from ...content.catalogs.language_folder import SOURCE
from ...content.languages import load_language
from .pair import Found, Pair
from .word_edges import one_of

#: A name by the forms that languages write it in. Capitals count: windows and edges are words.
_FORMS: Final = {
    "Android": "Android|ANDROID|android|アンドロイド",
    "iOS": "iOS|IOS",
    "iPadOS": "iPadOS",
    "iPhone": "iPhones?|IPhones?|Iphones?|iphones?|アイフォーン|アイフォン",
    "iPad": "iPads?|IPads?|Ipads?|ipads?|アイパッド",
    "Windows": "Windows|WINDOWS|ウィンドウズ",
    "macOS": "macOS|MacOS|Mac OS(?: X)?|OS X",
    "Mac": "Mac(?:Book)?s?|iMac|マック",
    "Linux": "Linux|リナックス|Ubuntu",
    "ChromeOS": "ChromeOS|Chrome OS|Chromebooks?",
    "HarmonyOS": "HarmonyOS",
    "Chrome": "(?:Google )?Chrome|クローム",
    "Chromium": "Chromium",
    "Safari": "Safari|サファリ",
    "Edge": "(?:Microsoft )?Edge|エッジ",
    "Firefox": "Firefox",
    "Opera": "Opera",
    "Internet Explorer": "Internet Explorer",
    "Samsung Internet": "Samsung Internet",
    "Gmail": "Gmail|GMail",
    "Outlook": "Outlook",
    "Yahoo": "Yahoo!?",
    "Bluetooth": "(?i:bluetooth)|ブルートゥース",
    "Wi-Fi": "(?i:wi-?fi)|WLAN|ワイファイ",
    "LINE": "LINE",
    "Zalo": "Zalo",
    "WhatsApp": "WhatsApp",
    "KB": "[kK]B",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
    "yen": "円|(?i:yens?)|JPY|¥",
    "dollar": "ドル|(?i:dollars?|usd)|[$]",
    "dong": "(?i:vnd|vnđ)",
    "rupiah": "(?i:rupiah|idr)|Rp",
    "yuan": "人民币|(?i:yuan|rmb|cny)",
    "won": "ウォン|(?i:krw)",
}
#: The names that files of languages may give forms of.
KNOWN_NAMES: Final = frozenset(_FORMS)
#: What has other usual words too, or none: it is compared, and asks for no look.
_QUIET: Final = frozenset(list(_FORMS)[list(_FORMS).index("Gmail") :])
#: What may stand behind a name without being of it: Indonesian ``Chromenya``.
_LETTER: Final = "A-Za-zÀ-ɏḀ-ỹ"


def check(pair: Pair) -> Iterator[Found]:
    """Names that stand more often than in the message where others stand less often."""
    more, less = _differences(pair)
    if more and less:
        yield "catalog/system", {"more": ", ".join(more), "less": ", ".join(less)}


def look(pair: Pair) -> Iterator[Found]:
    """Names that the message does not have at all, or that the translation no longer has."""
    more, less = _differences(pair)
    if more and less:
        return
    there, here = (Counter({n: c for n, c in names.items() if n not in _QUIET}) for names in _of_both(pair))
    if set(there) != set(here):
        values = {
            "wanted": ", ".join(there) or "–",
            "text": ", ".join(here) or "–",
            "language": pair.language,
        }
        yield "catalog/system-look", values


def _differences(pair: Pair) -> tuple[list[str], list[str]]:
    there, here = _of_both(pair)
    if there == here:
        return [], []
    return sorted((here - there).keys()), sorted((there - here).keys())


def _of_both(pair: Pair) -> tuple[Counter[str], Counter[str]]:
    return _names(pair.texts[0], SOURCE), _names(pair.texts[1], pair.language)


@lru_cache(4096)
def _names(text: str, language: str) -> Counter[str]:
    """The names of a text, not to be changed: each message is asked for by every language."""
    known = (*_FORMS, *load_language(language).names.values())
    return Counter(known[(match.lastindex or 1) - 1] for match in _pattern(language).finditer(text))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Names in letters of everywhere, and as the language writes them, a group each in the order of both."""
    data = load_language(language)
    own = (_own_form(form) for form in data.names)
    forms = "|".join(f"({form})" for form in (*_FORMS.values(), *own))
    ending = f"(?:{one_of(data.name_endings)})?"
    return re.compile(f"(?<![{_LETTER}])(?:{forms}){ending}(?![{_LETTER}])")


def _own_form(form: str) -> str:
    """A form of a language. One that begins with ``#`` stands behind a number, which may be within it."""
    behind = form.removeprefix("#")
    if "#" in behind:
        before, _, after = behind.partition("#")
        return rf"{re.escape(before)}[\s\d,.]*(?:{re.escape(after)})?"
    return (r"(?<=\d)\s?" if behind != form else "") + re.escape(behind)
