"""What drawings need of former sources, as a project of its own, and a screen drawn from both."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from ...content.language_files import use_project_languages
from ...content.output_names import INDEX
from ...content.passages import passages
from ...content.project import Project
from ...content.screen_files import load_screen, split_name
from ...errors import TebikiError

#: Files that decide what a screen's picture looks like.
DRAWN_FROM: Final = ("conf.py", "docs/editions/", "docs/labels/", "docs/languages/", "screenshots/")
#: Writes those files of a former state into a folder.
Export = Callable[[Path], None]


def former_project(folder: Path, export: Export, year: str) -> Project:
    """The project as it was, in ``folder``; made once, whole or not at all. ``year``: the edition it shows.

    Raises `TebikiError` where nothing of it can be had, and `OSError`.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(dir=folder.parent, prefix="."))
        try:
            export(draft)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return Project(folder, asked_year=year)


def draw_both(former: Callable[[], Project], now: Project, screen: str) -> tuple[Path | None, Path | None]:
    """A screen's picture in Japanese then and now, as the first manual that shows it prints it, in the cache.

    None where there is no such screen, or none that could be drawn then. Raises `TebikiError` where it
    cannot be drawn now.
    """
    manual = _manual_of(now, screen)
    try:
        before = _drawn(former(), screen, manual, now.cache)
    except TebikiError:
        before = None
    finally:
        use_project_languages(now.docs)  # the process knows the languages of one project
    return before, _drawn(now, screen, manual, now.cache)


def _drawn(project: Project, screen: str, manual: str | None, cache: Path) -> Path | None:
    if not (project.screenshots / f"{screen}.toml").is_file():
        return None
    from ...render.screen import draw  # noqa: PLC0415 -- what has changed is told without Pillow and Typst

    found = load_screen(project.screenshots, screen, "ja")
    known = manual if manual in project.edition.manuals else None
    return draw(found, project.publication("ja").inputs(known), cache).path


def _manual_of(project: Project, screen: str) -> str | None:
    """The first manual that shows a screen; else any: a picture that no page shows has no other facts."""
    manuals = [*project.edition.manuals]
    for page in (INDEX, *manuals):
        shown = [one.text.strip() for one in passages(project.docs, page) if one.kind == "screen"]
        if any(split_name(name)[0] == screen for name in shown):
            return page if page in manuals else None
    return next(iter(manuals), None)
