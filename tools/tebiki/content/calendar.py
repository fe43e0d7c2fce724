"""Months as manuals print them: 令和7年4月 in Japanese, April 2025 elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

#: First day of each era, newest first. Source: 元号を改める政令 (昭和64年政令第1号, 平成31年政令第143号).
ERAS: Final = (("令和", date(2019, 5, 1)), ("平成", date(1989, 1, 8)))
#: Earlier days have no name here; what people do today was never decided on one.
FIRST_DAY: Final = ERAS[-1][1]


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the Gregorian calendar; ``str()`` gives ``2025-04``."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2025-04``. Raises `ValueError` for anything else."""
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
            raise ValueError(text)
        return cls(int(text[:4]), int(text[5:]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def era(self) -> tuple[str, str]:
        """Era and year within it on the month's last day that counts: ``("令和", "7")``, ``("令和", "元")``.

        Raises `ValueError` before 1989.
        """
        for name, first in ERAS:
            if (self.year, self.month) >= (first.year, first.month):
                number = self.year - first.year + 1
                return name, "元" if number == 1 else str(number)
        raise ValueError(self)

    @property
    def timestamp(self) -> datetime:
        """The month's first instant, UTC: the date that outputs carry in place of a clock's."""
        return datetime(self.year, self.month, 1, tzinfo=UTC)


def midnight(day: date) -> datetime:
    """The day's first instant, UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none such (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
