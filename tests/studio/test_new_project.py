"""The studio opens a project that `tebiki init` has just made: each room of its year is there."""

from __future__ import annotations

from pathlib import Path

from new_projects import YEAR, make, plan_of
from studio_client import studio

ROOMS = ("", "facts", "screens", "translate", "check", "papers", "release", "history", "walks", "certificate")


def test_each_room_of_its_year_opens(tmp_path: Path) -> None:
    root = make(plan_of(), tmp_path / "new").folder
    with studio(root) as client:
        found = {room: client.get(f"/{YEAR}/{room}").status for room in ROOMS}
        assert set(found.values()) == {200}, found
        assert "まだ見本が入っています" in client.get(f"/{YEAR}/release").text
