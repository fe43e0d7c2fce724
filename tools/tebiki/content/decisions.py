"""Somebody's decision to release an edition although something is missing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from .settings import Strict, Text


class Decision(Strict):
    """Somebody's decision to release an edition although something is missing.

    ``about``: the name of what is missing, one of the setting ``needed`` or ``walked.<manual>``.
    ``role``: who decided, as an office (介護支援課長), never a person's name.
    """

    about: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
    role: Text
    day: date
    reason: Text
