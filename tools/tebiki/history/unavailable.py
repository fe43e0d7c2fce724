"""The packages of an earlier release cannot be had here: neither right nor wrong, so exit code 3."""

from __future__ import annotations

from typing import NoReturn

from ..errors import Place, Problem, TebikiError


class EnvironmentUnavailableError(TebikiError):
    """No Python with the packages of a lock can be had on this computer now; nothing was left behind."""

    exit_code = 3


def unavailable(code: str, place: Place | None = None, /, **values: object) -> NoReturn:
    """Raise an `EnvironmentUnavailableError` with one problem."""
    raise EnvironmentUnavailableError([Problem(code, place, values)])
