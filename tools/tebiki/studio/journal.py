"""What was changed in the studio, one entry a saving: the files' bytes before and after, on this machine.

Below ``build/studio``, so that none of it is handed over. An entry holds no person's name and no password:
only what kind of act it was, what it was about, when, and the project's own files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from threading import RLock
from typing import Any, Final

from ..content.project_folders import ProjectFolders
from ..editions.changes.put_back import put_files
from ..errors import Place, Problem, TebikiError, fail
from .kept_files import KeptFiles, SourceFiles, SourceState, set_content, write_whole

#: Label of what changed without the studio: an editor, a command, another person's files.
OUTSIDE: Final = "outside"
#: Values that would tell of a person or open something; no caller may give them.
_NEVER: Final = frozenset({"by", "password", "passphrase", "person", "role", "secret", "token"})


@dataclass(frozen=True, slots=True)
class FileChange:
    """A source that an entry changed; None where there was no such file. Contents by their kept names."""

    file: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One act. ``cut_short``: the studio ended before it was through; noted from the disk afterwards."""

    number: int
    label: str
    values: Mapping[str, str]
    at: datetime
    files: tuple[FileChange, ...]
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    """The sources as they were before anything was changed on a day."""

    day: date
    files: SourceState


def local_time() -> datetime:
    """The clock of this machine. Entries tell when; no output of the project holds it."""
    return datetime.now().astimezone()


@dataclass(eq=False)
class Journal:
    """All entries of the project at ``root``, in order, each whole on the disk or not there.

    Killed anywhere, nothing is lost: an entry that was begun and not ended is completed from the disk
    before the next one, or by `settle`. Any thread may call; entries follow each other.
    """

    root: Path
    now: Callable[[], datetime] = local_time
    _lock: RLock = field(default_factory=RLock, init=False)
    #: How many entries are being made, one within the other.
    _depth: int = field(default=0, init=False)
    _read: dict[int, JournalEntry] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        folder = ProjectFolders(self.root).build / "studio"
        self.kept = KeptFiles(folder / "kept")
        self._entries = folder / "journal"
        self._known, self._open = folder / "known.json", folder / "open.json"
        self._morning = folder / "morning.json"
        self._sources = SourceFiles(self.root.resolve(), self.kept)
        #: The last entry that ``known.json`` tells of; None until the disk has been read.
        self._last: int | None = None

    @contextmanager
    def begin(self, label: str, values: Mapping[str, str]) -> Iterator[None]:
        """Note what changes among the sources while this lasts, as one entry; nothing changed, no entry.

        ``label`` names the act (``facts/confirmed``), ``values`` what it was about. Within another one it
        is a part of that. Raises ``journal/write`` before anything has changed, and ``journal/unnoted``
        where the act went well and the entry waits for room on the disk.
        """
        _refuse_persons(values)
        with self._lock:
            if self._depth == 0:
                self._start(label, values)
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    with suppress(OSError):  # what went wrong first is what is told
                        self._end()
                raise
            self._depth -= 1
            if self._depth == 0:
                try:
                    self._end()
                except OSError as error:
                    fail("journal/unnoted", Place.of(self._entries), why=error.strerror or str(error))

    def settle(self) -> None:
        """Complete what a killed studio left; note what has changed without it. Raises ``journal/write``."""
        with self._lock:
            if self._depth == 0:
                try:
                    self._settle()
                except OSError as error:
                    fail("journal/write", Place.of(self._entries), why=error.strerror or str(error))

    def snapshot(self) -> None:
        """Keep the sources as they are as those of this morning, the first time on a day."""
        with self._lock:
            self.settle()
            self._keep_morning()

    @property
    def morning(self) -> Morning | None:
        """The sources as they were this morning; None before the first snapshot."""
        data = _read_json(self._morning)
        return None if data is None else Morning(date.fromisoformat(data["day"]), data["files"])

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """All entries, the oldest first."""
        numbers = self._numbers()
        for number in numbers:
            if number not in self._read and (data := _read_json(self._path(number))):
                self._read[number] = _entry(data)
        return tuple(self._read[number] for number in numbers if number in self._read)

    def entry(self, number: int) -> JournalEntry:
        """One entry. Raises ``journal/none``."""
        found = next((one for one in self.entries if one.number == number), None)
        return found or fail("journal/none", None, number=number)

    def state_after(self, number: int) -> SourceState:
        """The sources as they were when an entry had been made. Raises ``journal/none``."""
        return self._state_before(self.entry(number).number + 1)

    def state_before(self, number: int) -> SourceState:
        """The sources as they were when an entry was begun. Raises ``journal/none``."""
        return self._state_before(self.entry(number).number)

    def _state_before(self, number: int) -> SourceState:
        state = dict(self.state)
        for one in reversed(self.entries):
            if one.number < number:
                break
            for change in one.files:
                set_content(state, change.file, change.before)
        return state

    @property
    def state(self) -> SourceState:
        """The sources as the journal knows them."""
        with self._lock:
            self._load()
            return dict(self._sources.state)

    def take_back(self, number: int) -> None:
        """Put back what an entry's files were before it; an entry of its own. All of them or none.

        Raises ``journal/none``, ``journal/changed`` for each file that is no longer what the entry left,
        ``journal/lost`` where the former bytes are gone.
        """
        entry = self.entry(number)
        with self.begin("history/taken-back", {"number": str(number), "label": entry.label}):
            self._refuse_others(entry)
            put_files(self.root, {one.file: self._content(one.before) for one in entry.files})

    def _content(self, name: str | None) -> bytes | None:
        return None if name is None else self.kept.read(name)

    def _refuse_others(self, entry: JournalEntry) -> None:
        state = self._sources.look().state
        changed = [one for one in entry.files if state.get(one.file) != one.after]
        if changed:
            raise TebikiError(
                Problem("journal/changed", Place.of(self.root / one.file), {"file": one.file})
                for one in changed
            )

    def _start(self, label: str, values: Mapping[str, str]) -> None:
        try:
            self._settle()
            self._keep_morning()
            opened = {"number": self._next(), "label": label, "values": dict(values)}
            _write_json(self._open, {**opened, "at": self.now().isoformat()})
        except OSError as error:
            fail("journal/write", Place.of(self._entries), why=error.strerror or str(error))

    def _end(self, *, cut_short: bool = False) -> None:
        """Note what has changed since the entry was begun. Raises `OSError`; then it stays begun."""
        opened = _read_json(self._open)
        # One that is written already was killed before it could be called ended.
        if opened is not None and not self._path(opened["number"]).is_file():
            self._note(opened, cut_short=cut_short)
        self._open.unlink(missing_ok=True)

    def _settle(self) -> None:
        self._load()
        self._end(cut_short=True)
        self._note({"number": self._next(), "label": OUTSIDE, "values": {}, "at": self.now().isoformat()})

    def _note(self, opened: Mapping[str, Any], *, cut_short: bool = False) -> None:
        """Write the entry of all that has changed, then what is known: an order that survives a kill."""
        sight = self._sources.look()
        if files := tuple(_differences(self._sources.state, sight.state)):
            entry = {**opened, "cut_short": cut_short, "files": [_row(one) for one in files]}
            _write_json(self._path(opened["number"]), entry, lasting=True)
            self._last = opened["number"]
        self._sources.accept(sight)
        if files:
            self._remember()

    def _load(self) -> None:
        """What was known when the studio ended, with the entries written after that."""
        if self._last is not None:
            return
        known = _read_json(self._known)
        if known is None:  # the first start: nothing is known that could have changed
            self._sources.accept(self._sources.look(lasting=False))
            self._last = max(self._numbers(), default=0)
            self._remember()
            return
        self._sources.remember(known)
        for number in self._numbers():
            if number > known["last"]:
                for change in self.entry(number).files:
                    self._sources.set_content(change.file, change.after)
        self._last = max(self._numbers(), default=0)

    def _remember(self) -> None:
        _write_json(self._known, {"last": self._last, **self._sources.as_data()})

    def _keep_morning(self) -> None:
        today = self.now().date()
        if (known := self.morning) is None or known.day != today:
            _write_json(self._morning, {"day": today.isoformat(), "files": self.state})

    def _numbers(self) -> list[int]:
        return sorted(int(path.stem) for path in self._entries.glob("*.json") if path.stem.isdecimal())

    def _next(self) -> int:
        return max(self._numbers(), default=0) + 1

    def _path(self, number: int) -> Path:
        return self._entries / f"{number:06}.json"


def _refuse_persons(values: Mapping[str, str]) -> None:
    if found := _NEVER & values.keys():
        raise ValueError(f"a journal holds no {', '.join(sorted(found))}")


def _differences(before: SourceState, after: SourceState) -> Iterator[FileChange]:
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield FileChange(name, before.get(name), after.get(name))


def _row(change: FileChange) -> dict[str, str | None]:
    return {"file": change.file, "before": change.before, "after": change.after}


def _entry(data: Mapping[str, Any]) -> JournalEntry:
    files = tuple(FileChange(one["file"], one["before"], one["after"]) for one in data["files"])
    at = datetime.fromisoformat(data["at"])
    return JournalEntry(data["number"], data["label"], data["values"], at, files, data["cut_short"])


def _read_json(path: Path) -> Any:
    """What a file of the journal holds; None where it is not there. Raises ``journal/damaged``."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        fail("journal/damaged", Place.of(path))


def _write_json(path: Path, data: Mapping[str, Any], *, lasting: bool = False) -> None:
    """``lasting``: see `write_whole`; it takes a disk tens of milliseconds, which somebody waits for."""
    write_whole(path, json.dumps(data, ensure_ascii=False).encode(), lasting=lasting)
