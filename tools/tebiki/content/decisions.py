"""Somebody's decision to release an edition although something is missing."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import StringConstraints

from .settings import Day, Strict, Text

#: How people are named in Japanese: 花子さん, and no office.
_PERSON: Final = re.compile(r"(さん|様|氏|くん|ちゃん)$")
#: Letters of a role and of a reason that the papers to be signed have room for.
_LONGEST_ROLE, _LONGEST_REASON = 60, 400


def looks_like_person(role: str) -> bool:
    """Whether what should be a role ends as a person's name does."""
    return _PERSON.search(role.strip()) is not None


class Decision(Strict):
    """Somebody's decision to release an edition although something is missing.

    ``about``: the name of what is missing, one of the setting ``needed`` or ``walked.<manual>``.
    ``role``: who decided, as an office (介護支援課長), never a person's name.
    """

    about: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
    role: Annotated[Text, StringConstraints(max_length=_LONGEST_ROLE)]
    day: Day
    reason: Annotated[Text, StringConstraints(max_length=_LONGEST_REASON)]
