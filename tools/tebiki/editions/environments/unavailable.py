"""What an earlier release is made with cannot be had here: neither right nor wrong, so exit code 3."""

from __future__ import annotations

from typing import NoReturn

from ...errors import Place, Problem, TebikiError


class EnvironmentUnavailableError(TebikiError):
    """No engine, or no Python with the packages of a lock, can be had here now; nothing was left behind."""

    exit_code = 3


def unavailable(code: str, place: Place | None = None, /, **values: object) -> NoReturn:
    """Raise an `EnvironmentUnavailableError` with one problem."""
    raise EnvironmentUnavailableError([Problem(code, place, values)])
