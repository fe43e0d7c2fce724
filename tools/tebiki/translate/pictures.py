"""The pictures beside messages, in a language, for people's eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..content.project import Project
from ..content.screen_files import load_screen
from ..errors import Problem, TebikiError
from ..render.screen import draw
from .template import Asked


def file_name(screen: str) -> str:
    """``android-password.png``."""
    return screen.replace("/", "-") + ".png"


def pictures(project: Project, code: str, wanted: Iterable[Asked]) -> Mapping[str, bytes]:
    """Every picture beside a message, by the screen's name, as the language shows it.

    Raises `TebikiError` with what is wrong with all of them.
    """
    here = project.publication(code)
    pages = {m.screen: m.page for one in wanted for m in one.messages if m.screen is not None}
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in sorted(pages):
        inputs = here.inputs(pages[name] if pages[name] in here.edition.manuals else None)
        try:
            picture = draw(load_screen(project.screenshots, name, code), inputs, project.cache)
        except TebikiError as error:
            problems.extend(error.problems)
        else:
            found[name] = picture.path.read_bytes()
    if problems:
        raise TebikiError(problems)
    return found
