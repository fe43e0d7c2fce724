"""The pictures beside messages, in a language, for people's eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..content.output_names import picture_name
from ..content.project import Project
from ..errors import Problem, TebikiError
from .template import Asked


def file_name(screen: str) -> str:
    """``android-password.png``."""
    return picture_name(screen)


def packed_picture(screen: str) -> str:
    """Where a screen's picture lies in a package: ``pictures/android-password.png``."""
    return f"pictures/{file_name(screen)}"


def pictures(project: Project, code: str, wanted: Iterable[Asked]) -> Mapping[str, bytes]:
    """Every picture beside a message, by the screen's name, as the language shows it.

    Raises `TebikiError` with what is wrong with all of them.
    """
    from ..render.proof_screen import draw_for_translator  # noqa: PLC0415 -- lists of messages need no Typst

    here = project.publication(code)
    pages = {m.screen: m.page for one in wanted for m in one.messages if m.screen is not None}
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in sorted(pages):
        manual = pages[name] if pages[name] in here.edition.manuals else None
        try:
            picture = draw_for_translator(project.screenshots, name, here, manual, project.cache).picture
        except TebikiError as error:
            problems.extend(error.problems)
        else:
            found[name] = picture.path.read_bytes()
    if problems:
        raise TebikiError(problems)
    return found
