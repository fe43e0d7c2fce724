"""Fields of a form read one by one, so that what is wrong is told at its field and the rest stays typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..characters import names_of, unseen
from ..content.calendar import FIRST_DAY
from ..content.dates import read_day_near
from ..content.decisions import looks_like_person
from ..content.text_files import shown
from ..errors import Problem


@dataclass(slots=True)
class Entered:
    """What somebody typed. Each reader gives a value, and "" or None where it notes a problem instead."""

    form: Mapping[str, str]
    #: What is wrong, by the names of fields.
    problems: dict[str, list[Problem]] = field(default_factory=dict)

    def refuse(self, name: str, code: str, **values: object) -> None:
        """Note what is wrong with a field."""
        self.problems.setdefault(name, []).append(Problem(code, None, values))

    def line(self, name: str, missing: str) -> str:
        """A text without the blanks around it; ``missing``: the code of what to say where there is none."""
        text = self.form.get(name, "").strip()
        if not text:
            self.refuse(name, missing)
        elif found := [sign for _, _, sign in unseen(text)]:
            self.refuse(name, "text/unseen", text=names_of(found))
        return text

    def role(self, name: str, missing: str) -> str:
        """As what somebody signs; what looks like a person's name is refused."""
        text = self.line(name, missing)
        if text and looks_like_person(text):
            self.refuse(name, "set-facts/person", value=shown(text))
        return text

    def day(self, name: str, today: date) -> date | None:
        """A day that has come, in any form of an office; without its year it is the nearest one."""
        text = self.form.get(name, "").strip()
        found = read_day_near(text, today)
        if found is None:
            self.refuse(name, "set-facts/day", value=shown(text))
        elif not isinstance(found, date):
            self.refuse(name, found.why, text=found.text, **found.values)
        elif found < FIRST_DAY:
            self.refuse(name, "date/early", text=shown(text), first=FIRST_DAY)
        elif found > today:
            self.refuse(name, "set-facts/future", value=shown(text), today=today)
        else:
            return found
        return None
