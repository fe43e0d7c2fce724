"""A new project as a whole: made beside its place, looked over by the engine's own checks, then put there."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from ..audit.audit import Asked, check
from ..checks.rule import Severity
from ..content.catalogs.language_folder import SOURCE
from ..content.project import Project
from ..content.readings import readings_path
from ..content.text_files import shown
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError, UsageError, fail
from ..pipeline.extract_messages import extract
from ..translate.add import language_folder_files
from ..translate.template import asked
from .plan import ProjectPlan
from .project_files import project_files
from .readings_list import readings_text

#: So many names are told of what lies in a folder.
_TOLD: Final = 5
_TRANSLATIONS: Final = "translations.toml"
_ERRORS: Final[tuple[Severity, ...]] = ("error",)
#: Without it a folder is no project.
_LAST: Final = "conf.py"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What was made."""

    folder: Path
    files: tuple[str, ...]


def check_folder(folder: Path) -> None:
    """Raise `UsageError` for a folder that holds anything, a file in its place, a parent that is none."""
    place = Place("tebiki init")
    if not folder.name or not folder.name.isprintable():
        raise UsageError([Problem("init/folder-name", place, {"folder": shown(str(folder))})])
    parent = folder.parent
    if not parent.is_dir():
        raise UsageError([Problem("init/no-parent", place, {"folder": shown(str(parent), 200)})])
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError([Problem("init/no-folder", place, {"folder": shown(str(folder), 200)})])
    if folder.is_dir() and (names := sorted(entry.name for entry in folder.iterdir())):
        more = " …" if len(names) > _TOLD else ""
        values = {"folder": shown(folder.name), "names": ", ".join(map(shown, names[:_TOLD])) + more}
        raise UsageError([Problem("init/not-empty", place, values)])


def make_project(plan: ProjectPlan, folder: Path, report: Callable[[str], None]) -> NewProject:
    """Make the project in ``folder``, which is not there or empty; whole or not at all.

    ``report`` gets the name of each stage: ``write``, ``translate``, ``check``.
    Raises `UsageError` for a folder that holds something, `TebikiError` with all that the checks found
    wrong, ``init/write`` where nothing can be written.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100 -- ``resolve`` would follow a link in its place
    check_folder(folder)
    try:
        beside = Path(mkdtemp(prefix=f".{folder.name[:40]}.tebiki-new-", dir=folder.parent))
    except OSError as error:
        fail("init/write", Place.of(folder), why=error.strerror or str(error))
    try:
        _fill(plan, beside, report)
        names = tuple(sorted(path.relative_to(beside).as_posix() for path in _files(beside)))
        _put(beside, folder)
    except OSError as error:
        fail("init/write", Place.of(folder), why=error.strerror or str(error))
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return NewProject(folder, names)


def _files(root: Path) -> Iterator[Path]:
    return (path for path in root.rglob("*") if path.is_file())


def _fill(plan: ProjectPlan, root: Path, report: Callable[[str], None]) -> None:
    report("write")
    _write(root, project_files(plan))
    project = Project(root)
    others = [code for code in plan.languages if code != SOURCE]
    if others:
        report("translate")
        entries = asked(extract(project))
        for code in others:
            found = language_folder_files(project, code, entries, _translations(code))
            write_together([(path, text.encode()) for path, text in found.items()])
        readings = readings_path(project.docs)
        if readings.is_file():
            write_together([(readings, readings_text(root).encode())])
    report("check")
    _refuse_wrong(root)
    shutil.rmtree(root / "build", ignore_errors=True)  # caches of this look
    root.chmod(0o777 & ~_umask())  # a temporary folder is for its owner alone


def _write(root: Path, found: Mapping[str, bytes]) -> None:
    for name, data in found.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@cache
def _translations(code: str) -> Mapping[str, str]:
    """What templates say in a language, by the Japanese text."""
    folder = files(__package__).joinpath("templates")
    rows = tomllib.loads(folder.joinpath(_TRANSLATIONS).read_text(encoding="utf-8"))["texts"]
    return {row["ja"]: row[code] for row in rows if code in row}


def _refuse_wrong(root: Path) -> None:
    """Raise with each error of `tebiki check` in the sources: what was typed may be what pages refuse."""
    report = check(Asked(root, outputs=False, severities=_ERRORS))
    if report.findings:
        raise TebikiError(_at_its_name(finding.problem, root) for finding in report.findings)


def _at_its_name(problem: Problem, root: Path) -> Problem:
    """A problem at the file's name within the project, which has no place of its own yet."""
    if problem.place is None:
        return problem
    name = problem.place.file.rpartition(f"{root.name}/")[2]
    return replace(problem, place=replace(problem.place, file=name))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _put(beside: Path, folder: Path) -> None:
    """Put what was made in its place: by one rename, where nothing is there yet.

    An empty folder stays the one that somebody may stand in. It gets the parts one by one, conf.py last:
    without that one nothing takes it for a project. Where one cannot be moved, it is empty again.
    """
    if not folder.exists():
        beside.rename(folder)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(beside.iterdir(), key=lambda entry: (entry.name == _LAST, entry.name)):
            entry.rename(folder / entry.name)
            moved.append(folder / entry.name)
    except OSError:
        for path in moved:
            path.rename(beside / path.name)
        raise
