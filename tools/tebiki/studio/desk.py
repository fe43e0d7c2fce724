"""What lasts longer than a request: the project's folder, secrets, the writer's lock, what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import RLock, Timer
from typing import Final, TypeVar

from ..content.project_folders import ProjectFolders
from .checking.background import BackgroundLook
from .jobs.jobs import Jobs
from .journal import Journal, local_time
from .kept_project import KeptProjects
from .preferences import Preferences, read_preferences, write_preferences
from .preview import Preview
from .session import Session

#: Seconds in which the first room has been shown.
_AFTER_FIRST_ROOM: Final = 3
Look = TypeVar("Look", bound=BackgroundLook)


class Desk:
    """The state of one running studio for the project at ``root``."""

    def __init__(
        self, root: Path, today: Callable[[], date] = date.today, *, looks_ahead: bool = True
    ) -> None:
        #: Whether what takes seconds is begun before somebody opens its room.
        self.looks_ahead = looks_ahead
        self._beside: dict[tuple[type[BackgroundLook], str], BackgroundLook] = {}
        self.folders = ProjectFolders(root)
        self.session = Session()
        self.today = today
        #: Called when somebody has come in: the file that opens the studio is written anew.
        self.when_opened: Callable[[], None] = lambda: None
        #: One writer at a time, whichever tab asks.
        self.writer = RLock()
        #: Long work, one at a time.
        self.jobs = Jobs(root, self.own / "jobs", self.writer)
        #: What has been read of the project, until a file of it changes.
        self.kept = KeptProjects(self.root)
        self.preview = Preview(root, self.own / "shown")
        #: What saves have changed.
        self.journal = Journal(root, self.now)
        self._preferences = read_preferences(self._preferences_file)

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.folders.root

    @property
    def own(self) -> Path:
        """What the studio keeps for itself; anybody may delete it."""
        return self.folders.build / "studio"

    @property
    def _preferences_file(self) -> Path:
        return self.own / "preferences.json"

    @property
    def preferences(self) -> Preferences:
        """What whoever works here has chosen."""
        return self._preferences

    def choose(self, chosen: Preferences) -> None:
        """Keep what somebody has chosen."""
        with self.writer:
            write_preferences(self._preferences_file, chosen)
            self._preferences = chosen

    @contextmanager
    def noting(self, label: str, values: Mapping[str, str]) -> Iterator[None]:
        """Note in the journal what a save changes."""
        with self.journal.begin(label, values):
            yield

    def beside(self, kind: type[Look], of: str, make: Callable[[], Look]) -> Look:
        """What is found out in a process of its own, the same for all tabs: one of a kind for each ``of``."""
        with self.writer:
            found = self._beside.setdefault((kind, of), self._beside.get((kind, of)) or make())
        assert isinstance(found, kind)
        return found

    def get_ready(self) -> None:
        """Somebody has come in: once the first room is shown, a process waits for the first long work."""
        if self.looks_ahead:
            timer = Timer(_AFTER_FIRST_ROOM, self.jobs.keep_ready)
            timer.daemon = True
            timer.start()

    def end(self) -> None:
        """End what works beside the studio; a job that runs goes on without it."""
        self.preview.end()
        self.jobs.close()
        for look in self._beside.values():
            look.end()

    def now(self) -> datetime:
        """The hour of this machine's clock on the day on which the studio works."""
        return datetime.combine(self.today(), local_time().timetz())
