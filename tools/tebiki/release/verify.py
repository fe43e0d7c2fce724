"""``tebiki release verify``: a release made again from its commit, and compared byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..build.publish import publish, staging_folder
from ..build.record import files_of
from ..edition.project import Project
from ..errors import Place, Problem, TebikiError, fail
from ..history.edition import check_packages, check_same, exported, maker
from ..messages import say
from ..model.release import Release
from ..parse.releases import load_releases
from .make import SUMS, read_sums
from .record import RECORDS, sums_name
from .release import made_by_commit
from .wish import Wish


class CannotTellError(TebikiError):
    """Here the same bytes cannot be expected, so nothing is proven either way."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Verified:
    """``differing``: names of files that are not as they were released; empty where all are.

    ``restored``: the folder of ``dist`` that was not there and has been put back.
    """

    release: Release
    files: int
    differing: tuple[str, ...]
    restored: Path | None = None


def verify(root: Path, year: str | None, told: Callable[[str], None]) -> Verified:
    """Make the newest release of an edition again, and put it into ``dist`` where it is not there.

    Raises `CannotTellError` where that proves nothing.
    """
    project = Project.read(root)
    asked = project.chosen(year or project.current, "verify", of="release ")
    released = load_releases(root / "docs", asked)
    if not released:
        fail("release/none", Place.of(project.path(asked)), year=asked)
    last = released[-1]
    try:
        content = exported(root, last.commit)
        check_same(last, maker(content))
        check_packages(content, last.commit)
    except TebikiError as error:
        raise CannotTellError(error.problems) from None
    was = _listed(root / RECORDS / sums_name(asked, last.number))
    target = root / "dist" / asked
    with (
        TemporaryDirectory(prefix="tebiki-") as folder,
        staging_folder(target, project=root, on_wait=lambda pid: told(say("build/waiting", pid=pid))) as made,
    ):
        wish = Wish(asked, last.number, str(last.approved), last.approval, last.commit, last.held)
        made_by_commit(root, replace(wish, output=str(made)), Path(folder), told)
        now = files_of(made)
        now.pop(SUMS)
        names = sorted(name for name in was.keys() | now.keys() if was.get(name) != now.get(name))
        lost = not names and not target.exists()
        if lost:
            publish(made, target)
    return Verified(last, len(was), tuple(names), target if lost else None)


def _listed(path: Path) -> dict[str, str]:
    try:
        return read_sums(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TebikiError([Problem("release/sums", Place.of(path), {"why": str(error)})]) from None
