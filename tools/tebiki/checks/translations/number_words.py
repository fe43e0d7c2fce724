"""Number words beyond the first dozen, and words that say a number without being one (``both``, ``once``)."""

from __future__ import annotations

import re
from typing import Final

#: By language: the words for 1 to 9 within a compound, the words for tens; ``{}`` holds the unit.
_TENS: Final = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "vi": "hai_mươi ba_mươi bốn_mươi năm_mươi sáu_mươi bảy_mươi tám_mươi chín_mươi",
    "id": "dua_puluh tiga_puluh empat_puluh lima_puluh enam_puluh tujuh_puluh delapan_puluh sembilan_puluh",
}
_UNITS: Final = {
    "en": "one two three four five six seven eight nine",
    "vi": "mốt hai ba tư lăm sáu bảy tám chín",
    "id": "satu dua tiga empat lima enam tujuh delapan sembilan",
}
#: Hundred and thousand.
_POWERS: Final = {
    "en": {"hundred": 100, "thousand": 1000},
    "vi": {"trăm": 100, "nghìn": 1000, "ngàn": 1000, "vạn": 10000},
    "id": {"ratus": 100, "ribu": 1000},
}
#: Words for certain numbers outside of these rows; each counts as its number wherever it stands.
_SINGLE: Final[dict[str, dict[str, int]]] = {
    "en": {
        **{f"{word}teen": n for n, word in enumerate(["six", "seven", "eigh", "nine"], 16)},
        "twice": 2,
        "double": 2,
        "thrice": 3,
        "triple": 3,
        "quadruple": 4,
        "a hundred": 100,
        "a thousand": 1000,
        "eleventh": 11,
        "twelfth": 12,
    },
    "vi": {
        "mười sáu": 16,
        "mười bảy": 17,
        "mười tám": 18,
        "mười chín": 19,
    },
    "id": {
        "enam belas": 16,
        "tujuh belas": 17,
        "delapan belas": 18,
        "sembilan belas": 19,
        "seratus": 100,
        "seribu": 1000,
        "kedua": 2,
        "ketiga": 3,
        "keempat": 4,
        "kelima": 5,
        "keenam": 6,
        "ketujuh": 7,
        "kedelapan": 8,
        "kesembilan": 9,
        "kesepuluh": 10,
        "keduanya": 2,
        "ketiganya": 3,
        "keempatnya": 4,
        "kelimanya": 5,
    },
}
#: What may stand for a number of the message and is no number of its own: it makes up for one, no more.
_INSTEAD: Final = {
    "en": {
        0: "zero|no|none|nothing",
        1: "an?|once|single|first|sole|another|each|every",
        2: "both|second|dual|pair|couple|either|neither|other",
        6: "half an?|half-year|half a year",
        12: "dozen|noon|midday|midnight",
        15: "quarter",
        24: "a day|one day",
        30: "half",
        50: "half",
        60: "an hour|one hour|a minute|one minute",
    },
    "vi": {
        0: "không",
        1: r"đầu|duy nhất|lần nữa|mỗi|từng",
        2: "cả|đôi|cặp|đúp|kép|nhì",
        6: "nửa năm|rưỡi",
        12: "trưa|tá",
        30: "rưỡi|nửa",
    },
    "id": {
        0: "nol|tidak",
        1: r"se(?:buah|kali|orang|lembar|butir|suatu|tiap)|pertama|tunggal|salah|tiap",
        2: r"ganda|pasang|dobel|berdua",
        3: "sepertiga",
        4: "seperempat",
        12: "lusin|siang",
        15: "seperempat",
        30: "setengah",
        50: "setengah|separuh",
    },
}
_HAN_INSTEAD: Final = {
    1: "[单單首唯初每]|ある|ひと",
    2: "[两兩双雙俩二両]|ふた|ダブル",
    3: "三|トリプル|みっ",
    6: "半年",
    15: "一刻",
    30: "半",
    50: "半",
}


def compound_words(language: str) -> dict[str, int]:
    """Words for 16 to 99, and numerals by other means (``twice``)."""
    units = dict(enumerate(_words(_UNITS.get(language, "")), 1))
    found = dict(_SINGLE.get(language, {}))
    for ten, word in enumerate(_words(_TENS.get(language, "")), 2):
        found[word] = 10 * ten
        found |= {f"{word}{sign}{unit}": 10 * ten + n for n, unit in units.items() for sign in " -"}
    return found


def powers(language: str) -> dict[str, int]:
    """Words that multiply the number before them."""
    return _POWERS.get(language, {})


def count_instead(number: str, text: str, language: str, *, strict: bool = False) -> int:
    """How many words of ``text`` may stand for ``number`` without being numerals: ``both``, ``an``.

    ``strict``: without what stands for 1 in many sentences that count nothing.
    """
    number = "30" if number in ("0.5", "1.5") else number  # half a second
    if not number.isdigit() or (strict and number == "1" and language in _INSTEAD):
        return 0
    if language in _INSTEAD:
        pattern = _INSTEAD[language].get(int(number), r"(?!)")
        return len(re.findall(rf"(?i)\b(?:{pattern})\b", text))
    return len(re.findall(_HAN_INSTEAD.get(int(number), r"(?!)"), text))


def _words(row: str) -> list[str]:
    return [word.replace("_", " ") for word in row.split()]
