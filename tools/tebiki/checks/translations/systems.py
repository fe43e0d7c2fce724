"""Names of systems, devices and browsers stay themselves: Android must not become macOS.

A name may be left out (``it``, ``there``) or said once more; one that is there less often together with
another that is there more often was exchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from .pair import Found, Pair

#: A name by the forms that languages write it in. Capitals count: windows and edges are words.
_FORMS: Final = {
    "Android": "Android|ANDROID|android|アンドロイド|安卓|안드로이드",
    "iOS": "iOS|IOS",
    "iPadOS": "iPadOS",
    "iPhone": "iPhones?|IPhones?|Iphones?|iphones?|アイフォーン|アイフォン|苹果手机|아이폰",
    "iPad": "iPads?|IPads?|Ipads?|ipads?|アイパッド|아이패드",
    "Windows": "Windows|WINDOWS|ウィンドウズ|윈도우즈?",
    "macOS": "macOS|MacOS|Mac OS(?: X)?|OS X",
    "Mac": "Mac(?:Book)?s?|iMac|マック",
    "Linux": "Linux|リナックス|Ubuntu",
    "ChromeOS": "ChromeOS|Chrome OS|Chromebooks?",
    "HarmonyOS": "HarmonyOS|鸿蒙",
    "Chrome": "(?:Google )?Chrome|クローム|谷歌浏览器|크롬",
    "Chromium": "Chromium",
    "Safari": "Safari|サファリ|사파리",
    "Edge": "(?:Microsoft )?Edge|エッジ|엣지",
    "Firefox": "Firefox|火狐",
    "Opera": "Opera",
    "Internet Explorer": "Internet Explorer",
    "Samsung Internet": "Samsung Internet",
    "Gmail": "Gmail|GMail",
    "Outlook": "Outlook",
    "Yahoo": "Yahoo!?",
    "Bluetooth": "(?i:bluetooth)|蓝牙|藍牙|블루투스|ブルートゥース",
    "Wi-Fi": "(?i:wi-?fi)|WLAN|无线网络|無線網路|ワイファイ|와이파이",
    "LINE": "LINE",
    "Zalo": "Zalo",
    "WhatsApp": "WhatsApp",
    "KB": "[kK]B",
    "MB": "MB|Mo",
    "GB": "GB|Go",
    "TB": "TB|To",
    "yen": "円|(?i:yens?|yên)|日元|日圆|日圓|日[幣币][\\s\\d,.]*元?|엔|JPY|¥",
    "dollar": "ドル|(?i:dollars?|dolar|dólares?|đô la|usd)|美元|달러|[$]",
    "dong": "(?i:vnd|vnđ)|đồng(?! [a-zà-ỹ])|越南盾",
    "rupiah": "(?i:rupiah|idr)|Rp",
    "yuan": "人民币|(?i:yuan|rmb|cny)|(?<=\\d)元",
    "won": "ウォン|원(?=입)|(?i:krw)",
}
#: What has other usual words too, or none: it is compared, and asks for no look.
_QUIET: Final = frozenset(list(_FORMS)[list(_FORMS).index("Gmail") :])
_NAMES: Final = re.compile(
    "(?<![A-Za-zÀ-ɏḀ-ỹ])(?:" + "|".join(f"(?P<n{n}>{form})" for n, form in enumerate(_FORMS.values())) + ")"
    "(?:nya)?(?![A-Za-zÀ-ɏḀ-ỹ])"
)
_KNOWN: Final = tuple(_FORMS)


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
    there, here = (Counter({n: c for n, c in _names(t).items() if n not in _QUIET}) for t in pair.texts)
    if set(there) != set(here):
        values = {
            "wanted": ", ".join(there) or "–",
            "text": ", ".join(here) or "–",
            "language": pair.language,
        }
        yield "catalog/system-look", values


def _differences(pair: Pair) -> tuple[list[str], list[str]]:
    there, here = map(_names, pair.texts)
    return sorted((here - there).keys()), sorted((there - here).keys())


@lru_cache(4096)
def _names(text: str) -> Counter[str]:
    """The names of a text, not to be changed: each message is asked for by every language."""
    return Counter(_KNOWN[(match.lastindex or 1) - 1] for match in _NAMES.finditer(text))
