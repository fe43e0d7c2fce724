"""What a CMS holds before a handover: the files of the release before, by their recorded hashes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ...content.cms_places import load_places
from ...content.project_folders import ProjectFolders
from ...content.releases import Release, load_releases
from ...content.sums import read_sums
from ...content.words import load_words
from ...errors import Place, fail
from ...handover.facts import year_name
from ...handover.plan import Before, Plan
from ...pipeline.record import files_of
from ..compare.released import find_record
from ..sent_on import find_sent
from .options import Wish
from .record import RECORDS, find_before, record_name, sums_name


def plan_release(root: Path, wish: Wish, published: date) -> Plan:
    """The plan of a release in the making. ``published``: the first day that its newest manual names.

    The day of publication is the later one of that and of the day of approval.
    """
    day = max(published, date.fromisoformat(wish.approved))
    return Plan(_before(root, wish.year, wish.number), load_places(ProjectFolders(root).docs), day)


def plan_site(root: Path, year: str, site: Path, day: date | None) -> Plan:
    """The plan of a site that was built here: where it is the last release itself, against the one before.

    ``day``: of publication, where somebody has told it. Raises `TebikiError` for a record that is wrong.
    """
    released = load_releases(ProjectFolders(root).docs, year)
    is_last = bool(released) and _is_released(root, year, released[-1], site)
    before = _before(root, year, len(released) + (0 if is_last else 1))
    told = day or (released[-1].approved if is_last else None)
    sent = _is_sent(root, year) if is_last else None
    return Plan(before, load_places(ProjectFolders(root).docs), told, sent)


def _is_sent(root: Path, year: str) -> bool:
    found = find_sent(root, f"{RECORDS}/{record_name(year)}")
    return found is not None and found.state == "sent"


def _is_released(root: Path, year: str, last: Release, site: Path) -> bool:
    record = find_record(root, year, last)
    return record is not None and dict(record.files) == files_of(site)


def _before(root: Path, year: str, number: int) -> Before | None:
    """The release before the ``number``-th of an edition; None for the first of all."""
    found = find_before(root, year, number)
    if found is None:
        return None
    old, last = found
    path = root / RECORDS / sums_name(old, last.number)
    try:
        files = read_sums(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        fail("release/sums", Place.of(path), why=str(error))
    return Before(_name(old, last), files)


def _name(year: str, release: Release) -> str:
    """As staff call it: 前の版 Ver.4; by its year where its manuals have several versions."""
    versions = set(release.manuals.values())
    if len(versions) > 1:
        return f"前の版（{year_name(int(year))}）"
    version, _, correction = versions.pop().partition("-")
    return f"前の版 {load_words('ja').version(int(version), int(correction or 0))}"
