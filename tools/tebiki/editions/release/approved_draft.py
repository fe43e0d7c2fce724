"""The draft that an approver was given, where it still lies on this machine.

A release compares its files with it. Making it once more, from the commit, tells the same where nothing that
the draft was made of has changed; where anything has, or is not known, it is made once more.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.releases import FOLDER, Review
from ...pipeline.key import Parts, parts_of
from ...pipeline.record import last
from ...pipeline.request import Request
from ...plain import is_plain
from ..rebuild import is_engine_of

_CONF, _RECORDS = "conf.py", f"docs/{FOLDER}/"


def draft_request(project: Project, year: str) -> Request:
    """What is built for an approver: all of an edition as a draft, into a folder of its own."""
    return Request(project.root, edition=year, output=project.sides / f"{year}-draft", stage="draft")


def find_approved_draft(
    project: Project, year: str, approved: Review, content: Path, conf: bytes | None
) -> Path | None:
    """The folder of the draft that was given to the approver; None where it must be made once more.

    ``content``: the exported commit; ``conf``: its conf.py, where the release changes that. The draft was
    made by this engine with these packages, of the very files that the commit holds; only conf.py may have
    named another edition, and records of releases are no part of it. When it was made, each of its files had
    the hash that the approval is held to: whoever reads them looks whether they still have.
    """
    if is_plain() or not is_engine_of(content):
        return None
    request = draft_request(project, year)
    assert request.output is not None
    made = last(request.cache, request.output)
    if made is None or not made.whole or made.files != approved.files:
        return None
    parts = dict(made.parts)
    if conf is not None and parts.get(_CONF) == _hash(project.conf.read_bytes()):
        parts[_CONF] = _hash(conf.replace(b"\r\n", b"\n"))
    same = _without_records(parts) == _without_records(parts_of(content, request.asked))
    return request.output if same else None


def copy_approved(folder: Path, root: Path) -> Path | None:
    """A copy of that draft below ``root``, which nobody changes while it is compared; None without it."""
    place = ProjectFolders(root).build / "approved"
    try:
        shutil.copytree(folder, place)
    except OSError:  # shutil.Error is one, too
        return None
    return place


def _without_records(parts: Parts) -> Mapping[str, str]:
    return {name: value for name, value in parts.items() if not name.startswith(_RECORDS)}


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
