"""Sphinx without the builders that no manual needs."""

from __future__ import annotations

from sphinx import application

from tebiki.build.lean import NOT_NEEDED, lean_sphinx


def test_sphinx_still_loads_what_is_left_out() -> None:
    unknown = NOT_NEEDED - set(application.builtin_extensions)
    assert not unknown, "Sphinx has changed what it loads: bring NOT_NEEDED in build/lean.py up to it"


def test_only_that_is_left_out_and_only_meanwhile() -> None:
    before = application.builtin_extensions
    with lean_sphinx():
        kept = application.builtin_extensions
    assert [name for name in before if name not in NOT_NEEDED] == list(kept)
    assert application.builtin_extensions is before
