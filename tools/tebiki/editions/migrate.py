"""What a migration would change: read by format number, so that no strict reader is in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..content.conf_file import run_conf
from ..content.format_numbers import Numbered, is_frozen, numbered_files
from ..content.formats import CONF, CONF_KEY, Format
from ..content.project_folders import ProjectFolders
from ..content.settings import conf_number, conf_place
from ..content.text_files import decode, read_bytes
from ..content.toml_files import number_of, read_toml
from ..content.upgrade import upgraded_bytes
from ..errors import Place, Problem, TebikiError, fail
from ..messages import LANGUAGES, say
from .git import ABSENT, Repository
from .migrate_conf import NotPlainError, with_format


@dataclass(frozen=True, slots=True)
class Change:
    """A file of an older format. ``data``: what it will hold; None where it stays as it is."""

    path: Path
    form: Format
    number: int
    data: bytes | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Codes of the sentences that tell what changes, step by step."""
        return tuple(step.what for step in self.form.steps[self.number - 1 :])


@dataclass(frozen=True, slots=True)
class Plan:
    """``changes``: files to write, conf.py last; ``left``: files of released editions.

    ``looked``: how many files carry a number.
    """

    changes: tuple[Change, ...]
    left: tuple[Change, ...]
    looked: int


def plan(root: Path) -> Plan:
    """What is to be done. Raises `TebikiError` with all that is in the way, file by file."""
    found, problems = list[Change](), list[Problem]()
    looks = _looks(root)
    for look in looks:
        try:
            found += look()
        except TebikiError as error:
            problems += error.problems
    changes = tuple(change for change in found if change.data is not None)
    problems += [*_protected(changes), *_uncommitted(root, changes)]
    if problems:
        raise TebikiError(problems)
    return Plan(changes, tuple(change for change in found if change.data is None), len(looks))


def _looks(root: Path) -> list[Callable[[], list[Change]]]:
    """How to look at each file. conf.py, which speaks for files without room for a number, comes last."""
    files = [partial(_of_file, root, file) for file in numbered_files(root)]
    return [*files, partial(_of_conf, root)]


def _of_file(root: Path, file: Numbered) -> list[Change]:
    number = number_of(file.path, read_toml(file.path), file.form)
    if number == file.form.current:
        return []
    data = None if is_frozen(root, file) else upgraded_bytes(file.path, file.form)
    return [Change(file.path, file.form, number, data)]


def _of_conf(root: Path) -> list[Change]:
    path = ProjectFolders(root).conf
    number = conf_number(run_conf(root).get(CONF_KEY, 1), path)
    if number == CONF.current:
        return []
    raw = read_bytes(path)
    decode(raw, path)
    text = raw.decode("utf-8-sig")
    try:
        changed = with_format(text, CONF.current, [say("migrate-command/conf", to) for to in LANGUAGES])
    except NotPlainError:
        fail("migrate/conf", conf_place(path, CONF_KEY), line=f"{CONF_KEY} = {CONF.current}")
    mark = raw[: len(raw) - len(text.encode())]
    return [Change(path, CONF, number, mark + changed.encode())]


def _protected(changes: tuple[Change, ...]) -> Iterator[Problem]:
    """Files that somebody has made read-only; a swap would not ask."""
    for change in changes:
        if not change.path.stat().st_mode & 0o200:
            yield Problem("migrate/protected", Place.of(change.path))


def _uncommitted(root: Path, changes: tuple[Change, ...]) -> Iterator[Problem]:
    """Files that git knows and whose last edits it does not: a migration shall stand by itself in history."""
    try:
        repository = Repository.of(root)
    except TebikiError as error:
        if error.problems[0].code in ABSENT:
            return
        raise  # there is one that git refuses
    if (commit := repository.resolve("HEAD")) is None:
        return
    edited = set(repository.changed())
    for change in changes:
        name = change.path.relative_to(root).as_posix()
        if name in edited and _differs(repository.read(commit, name), change.path):
            yield Problem("migrate/uncommitted", Place.of(change.path))


def _differs(committed: bytes | None, path: Path) -> bool:
    """Whether a file says something else than in the commit; other line ends are none of a person's edits."""
    return committed is not None and committed != path.read_bytes().replace(b"\r\n", b"\n")
