"""What is being written together, noted beforehand: a killed process leaves nothing half.

``.tebiki-writing`` in the project's folder holds a file a write of several files while it lasts: which
file beside its place is to take which place, in order. All are made complete before the first takes its
place, so the last one tells how far it came: is it still beside its place, whole, all that are still beside
theirs are put in place; is it not, they are removed. Files of one name alone need no note.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import Place, fail
from ..processes import mark_of, runs

#: How the names of files begin that are to take another's place.
TEMPORARY: Final = ".tebiki-"
#: The folder of the notes, in the project's.
INTENTS: Final = f"{TEMPORARY}writing"
#: What a file is called that was there before, while it is put back.
OLD: Final = "-old"
_DRAFT: Final = ".draft"
#: Notes of writes that this process could not end, and whether they are to be completed, not taken back.
_LEFT: Final[dict[Path, bool]] = {}


@dataclass(frozen=True, slots=True)
class Intent:
    """The note of one write."""

    path: Path

    def leave(self, *, refused: bool) -> None:
        """Nobody is at this write any more: where its note stays, the next write ends it.

        ``refused``: it was told as refused and is taken back.
        """
        if self.path.exists():
            _LEFT[self.path] = not refused

    def remove(self) -> None:
        """Take the note away, and its folder once no other one lies there."""
        self.path.unlink(missing_ok=True)
        with suppress(OSError):
            self.path.parent.rmdir()


def fresh_token() -> str:
    """Letters for names that no other write has."""
    return os.urandom(6).hex()


def intent_for(
    staged: Sequence[tuple[Path, Path]], contents: Sequence[bytes], token: str, remove: Sequence[Path]
) -> Intent | None:
    """Note a write of several files of one project; None for a single file, and outside of projects.

    ``remove``: files that go before the first takes its place. Raises `OSError` where no note can be written.
    """
    paths = [path for _, path in staged]
    root = _root_of([*paths, *remove]) if len(paths) + len(remove) > 1 else None
    if root is None:
        return None
    rows = [[_named(temporary, root), _named(path, root)] for temporary, path in staged]
    table = {
        "pid": os.getpid(),
        "mark": mark_of(os.getpid()),
        "files": rows,
        "gone": [_named(path, root) for path in remove],
        "last": hashlib.sha256(contents[-1]).hexdigest(),
    }
    folder = root / INTENTS
    path, draft = folder / f"{token}.json", folder / f"{token}{_DRAFT}"
    try:
        while True:
            folder.mkdir(exist_ok=True)
            with suppress(FileNotFoundError):  # another write has just ended, and its folder with it
                _write_to_disk(draft, json.dumps(table))
                break
        draft.replace(path)
    except OSError:
        with suppress(OSError):  # a full disk: nothing half-noted stays
            Intent(draft).remove()
        raise
    return Intent(path)


def _write_to_disk(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _root_of(paths: Sequence[Path]) -> Path | None:
    """The folder of the project that all of ``paths`` lie in."""
    for folder in paths[0].resolve().parents:
        if (folder / "conf.py").is_file():
            return folder if all(path.resolve().is_relative_to(folder) for path in paths) else None
    return None


def _named(path: Path, root: Path) -> str:
    # The folder is resolved and not the file: a link in a file's place is replaced itself.
    return (path.parent.resolve() / path.name).relative_to(root).as_posix()


def complete_own_writes(paths: Sequence[Path]) -> None:
    """Complete or take back what this process was writing in the project of ``paths`` and could not end.

    Before a newer write, over which the older one would be completed later. Raises as `complete_writes`.
    """
    if _LEFT and (root := _root_of(paths)):
        for path in sorted(path for path in _LEFT if path.parent == root / INTENTS):
            _complete(root, path)


def complete_writes(root: Path) -> int:
    """Complete or take back what was being written together and was not ended; how many writes there were.

    One look for a folder where there were none. Writes that somebody is at are left alone.
    Raises ``publish/unfinished`` where a file cannot be put in place; the note stays then.
    """
    folder = root / INTENTS
    if not folder.is_dir():
        return 0
    count = 0
    for path in sorted(folder.glob("*.json")):
        count += _complete(root.resolve(), path)
    for draft in folder.glob(f"*{_DRAFT}"):
        if not list(folder.glob("*.json")):  # else somebody may be writing it now
            draft.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return count


def _complete(root: Path, path: Path) -> bool:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        pid, mark, last = int(table["pid"]), table["mark"], str(table["last"])
        rows = [*_inside(root, table["files"])]
        gone = [*_places_inside(root, table.get("gone", []))]
    except FileNotFoundError:  # ended meanwhile
        _LEFT.pop(path, None)
        return False
    except (ValueError, KeyError, TypeError):
        fail("publish/intent", Place.of(path))
    if path not in _LEFT and mark is not None and runs(pid, mark):
        return False
    try:
        if _LEFT.get(path, True) and _is_whole(rows[-1][0], last):
            _put_in_place(rows, gone)
        for temporary, _ in reversed(rows):
            for left in (temporary, temporary.with_name(f"{temporary.name}{OLD}")):
                left.unlink(missing_ok=True)
        Intent(path).remove()
        _LEFT.pop(path, None)
    except OSError as error:
        fail("publish/unfinished", Place.of(path), why=error.strerror or str(error))
    return True


def _put_in_place(rows: Sequence[tuple[Path, Path]], gone: Sequence[Path]) -> None:
    """Do the rest of a write: what is done already is no longer beside its place."""
    for place in gone:
        place.unlink(missing_ok=True)
    for temporary, place in rows:
        if temporary.exists():
            temporary.replace(place)


def _inside(root: Path, rows: object) -> Iterator[tuple[Path, Path]]:
    """The files of a note. Raises `ValueError` for one that no write of ours can have noted."""
    if not isinstance(rows, list) or not rows:
        raise ValueError
    for temporary, place in rows:
        pair = root / str(temporary), root / str(place)
        inside = all((root / path.parent).resolve().is_relative_to(root) for path in pair)
        if not inside or not pair[0].name.startswith(TEMPORARY) or pair[0].parent != pair[1].parent:
            raise ValueError
        yield pair


def _places_inside(root: Path, names: object) -> Iterator[Path]:
    """The files of a note that go. Raises `ValueError` as `_inside` does."""
    if not isinstance(names, list):
        raise ValueError  # noqa: TRY004 -- whatever is wrong with a note is told as one thing
    for name in names:
        place = root / str(name)
        if not place.parent.resolve().is_relative_to(root) or place.name in {"", "..", "conf.py"}:
            raise ValueError
        yield place


def _is_whole(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except FileNotFoundError:
        return False
