"""Output appears whole or not at all: built beside, made safe on disk, swapped in.

Beside a target ``site`` stand, while a build runs, ``.site.tebiki-lock`` (one build at a
time), ``.site.tebiki-new-<pid>`` (what is being built) and, where the system cannot
exchange two folders at once, ``.site.tebiki-old-<pid>`` and ``.site.tebiki-journal``.
After a build that ended none of them is left; after one that was killed the next build
removes them.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Final, NoReturn

from ..content.output_names import INDEX, page_file
from ..errors import Place, fail
from ..output.page_tree import TooDeepError, read_tree
from .lock import exclusive
from .swap import exchange, recover_swap, rename, replace_by_journal, sync_folder

# Folders of a project that hold what people wrote; no output goes there.
SOURCES: Final = ("docs", "screenshots", "tools", "tests")
GENERATOR: Final = "tebiki"
# Everybody may read what goes on a website, whatever the umask of whoever built it.
_FOLDER_MODE: Final = 0o755
_FILE_MODE: Final = 0o644
# A disk waits for each file that is brought to it or removed: 16 at once take a tenth of the time.
_AT_ONCE: Final = 16


@contextmanager
def staging_folder(target: Path, *, project: Path, on_wait: Callable[[str], None]) -> Iterator[Path]:
    """An empty folder to build in, on the same file system as ``target``; for `publish`.

    Holds the target's lock until the block ends: another build into the same target waits
    there, after one call of ``on_wait`` with the running build's process id (text, may be
    empty). First of all completes or removes what killed builds left. The folder is removed
    at the end if it was not published; a block that raises leaves the old output as it was.

    Raises `TebikiError`: ``publish/...`` where ``target`` must not or cannot be written.
    """
    target = check_target(target, project)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fail("publish/parent", Place.of(target.parent), reason=error.strerror or str(error))
    with _locked(target, on_wait):
        recover(target)
        check_ours(target)
        staged = _beside(target, f"new-{os.getpid()}")
        staged.mkdir()
        try:
            yield staged
        finally:
            _remove(staged)


def publish(staged: Path, target: Path, *, exchange_folders: bool = True) -> None:
    """Put the complete folder ``staged`` in the place of ``target``; the old output goes.

    ``staged`` comes from `staging_folder` of the same ``target``; within its block only.
    At every instant ``target`` is the old output or the new one, whole. Without
    ``exchange_folders``, and where the system cannot exchange, it may be absent between
    two renames; a build killed there is completed by the next `recover`.

    Raises `TebikiError`: ``publish/in-use`` where a program holds a file of the old output
    open, or a file or folder in it is write-protected; the old output then stays.
    """
    target = target.resolve()
    check_ours(target)
    _check_unprotected(target)
    try:
        _settle(staged)
        if not target.exists():
            rename(staged, target)
        elif not (exchange_folders and exchange(staged, target)):
            old = _beside(target, f"old-{os.getpid()}")
            replace_by_journal(staged, target, old, _beside(target, "journal"))
        sync_folder(target.parent)
    except OSError as error:
        _not_written(target, error)
    _remove(_beside(target, f"old-{os.getpid()}"))


def recover(target: Path) -> None:
    """Complete a swap that was cut short, then remove what dead builds left beside ``target``.

    Only while no build runs, so within `staging_folder`, which calls it.
    """
    target = target.resolve()
    try:
        recover_swap(target, _beside(target, "journal"))
    except OSError as error:
        _not_written(target, error)
    for folder in _left_behind(target):
        _remove(folder)


def check_target(target: Path, project: Path) -> Path:
    """``target`` with its links resolved, if output may go there at all.

    Raises `TebikiError`: ``publish/sources`` (within a folder of sources), ``publish/around``
    (the project itself or a folder around it), ``publish/not-folder``.
    """
    # A link in the target's place stays: what it leads to is replaced.
    real, project = target.resolve(), project.resolve()
    if any(real == folder or real in folder.parents for folder in (project, *_home())):
        fail("publish/around", Place.of(real))
    if project in real.parents:
        first = real.relative_to(project).parts[0]
        if first.lower() in SOURCES or first.startswith("."):
            fail("publish/sources", Place.of(real), folder=first)
    if os.path.lexists(real) and not real.is_dir():
        fail("publish/not-folder", Place.of(real))
    return real


def _home() -> list[Path]:
    try:
        return [Path.home().resolve()]
    except RuntimeError:  # a user without one, as in some containers
        return []


def check_ours(target: Path) -> None:
    """Refuse, as ``publish/foreign``, a folder whose content no earlier build wrote.

    Ours is a folder with an index page (its own or, in a folder of a language, the first
    one) that says in ``<meta name="generator">`` that tebiki made it.
    """
    if not target.is_dir() or not any(target.iterdir()):
        return
    index = page_file(INDEX)
    pages = [target / index, *sorted(target.glob(f"*/{index}"))]
    if not any(page.is_file() and _generator(page) == GENERATOR for page in pages):
        fail("publish/foreign", Place.of(target))


def _generator(page: Path) -> str | None:
    """What a page says about who made it."""
    try:
        root = read_tree(page.read_text(encoding="utf-8", errors="replace"))
    except TooDeepError:  # none of ours does
        return None
    names = [meta.attrs.get("content") for meta in root.iter("meta") if meta.attrs.get("name") == "generator"]
    return names[-1] if names else None


@contextmanager
def _locked(target: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(exclusive(_beside(target, "lock"), on_wait))
        except OSError as error:
            fail("publish/parent", Place.of(target.parent), reason=error.strerror or str(error))
        yield


def _check_unprotected(target: Path) -> None:
    # Whoever protected a file wants to keep it; and Windows could not remove it afterwards.
    for path in (target, *sorted(target.rglob("*"))):
        if path.exists() and _is_protected(path):
            fail("publish/protected", Place.of(path))


def _is_protected(path: Path) -> bool:
    # On a folder of Windows the mark means no more than that Explorer shows it in a special way.
    if sys.platform == "win32" and path.is_dir():
        return False
    return not path.stat().st_mode & stat.S_IWUSR


def _settle(staged: Path) -> None:
    """Give all files the same modes, whatever they were copied from, and bring them to the disk."""
    _set_modes(staged)
    paths = sorted(staged.rglob("*"), reverse=True)
    _at_once(_sync_file, (path for path in paths if not path.is_dir() and not path.is_symlink()))
    for path in (path for path in paths if path.is_dir()):
        sync_folder(path)
    sync_folder(staged)


def _sync_file(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _at_once(act: Callable[[Path], None], paths: Iterable[Path]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(act, paths):  # raises what one of them did
            pass


def _set_modes(folder: Path) -> None:
    folder.chmod(_FOLDER_MODE)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)


def _remove(folder: Path) -> None:
    if folder.is_dir():
        _set_modes(folder)
        with suppress(OSError):
            _at_once(Path.unlink, (path for path in folder.rglob("*") if not path.is_dir()))
        # What a viewer holds open on Windows goes with the next build.
        shutil.rmtree(folder, ignore_errors=True)


def _not_written(target: Path, error: OSError) -> NoReturn:
    """Say why the swap failed, naming the file that a program holds where that is the reason."""
    if not isinstance(error, PermissionError):
        fail("publish/disk", Place.of(target), reason=error.strerror or str(error))
    held = next((path for path in sorted(target.rglob("*")) if _is_held(path)), target)
    fail("publish/in-use", Place.of(held))


def _is_held(path: Path) -> bool:
    if path.is_dir():
        return False
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return True


def _beside(target: Path, kind: str) -> Path:
    return target.with_name(f".{target.name}.tebiki-{kind}")


def _left_behind(target: Path) -> Iterator[Path]:
    for kind in ("new", "old"):
        yield from sorted(target.parent.glob(f"{escape(_beside(target, kind).name)}-*"))
