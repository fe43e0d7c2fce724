"""Days of the week stay themselves: 月曜日 must not become Tuesday, where the words are known here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .pair import Found, Pair

_NAMES: Final = "月火水木金土日"
#: By the day, from Monday on, what other languages call it.
_FORMS: Final = tuple(
    re.compile(rf"(?i)(?<![^\W\d_])(?:{forms})(?![^\W\d_])|{han}")
    for forms, han in (
        (
            "mondays?|senin|thứ hai|thứ 2|segunda-feira|2ª feira|lunes|lundi|montags?",
            "(?:星期|[周週])[一1]|월요일",
        ),
        (
            "tuesdays?|selasa|thứ ba|thứ 3|terça-feira|3ª feira|martes|mardi|dienstags?",
            "(?:星期|[周週])[二2]|화요일",
        ),
        (
            "wednesdays?|rabu|thứ tư|thứ 4|quarta-feira|4ª feira|mercredi|mittwochs?",
            "(?:星期|[周週])[三3]|수요일",
        ),
        ("thursdays?|kamis|thứ năm|thứ 5|quinta-feira|5ª feira|jueves|jeudi", "(?:星期|[周週])[四4]|목요일"),
        (
            "fridays?|jumat|thứ sáu|thứ 6|sexta-feira|6ª feira|viernes|vendredi|freitags?",
            "(?:星期|[周週])[五5]|금요일",
        ),
        ("saturdays?|sabtu|thứ bảy|thứ 7|sábado|samedi|samstags?", "(?:星期|[周週])[六6]|토요일"),
        ("sundays?|minggu|chủ nhật|domingo|dimanche|sonntags?", "(?:星期|[周週])[日天]|일요일"),
    )
)


def check(pair: Pair) -> Iterator[Found]:
    """Days that the message does not name, where one of its own is named nowhere."""
    there, here = pair.texts
    wanted = {day for day, name in enumerate(_NAMES) if f"{name}曜" in there}
    if not wanted:
        return
    named = {day for day, form in enumerate(_FORMS) if form.search(here)}
    named |= {day for day, name in enumerate(_NAMES) if f"{name}曜" in here}
    if (more := named - wanted) and wanted - named:
        yield "catalog/weekday", {"text": _names(more), "wanted": _names(wanted)}


def _names(days: set[int]) -> str:
    return "、".join(f"{_NAMES[day]}曜" for day in sorted(days))
