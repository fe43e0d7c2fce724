"""The project and its gallery of screens for rooms that show them, as the files are now."""

from __future__ import annotations

from ..captures.gallery import Gallery
from ..content.project import Project
from .visit import Visit


def gallery_of(visit: Visit) -> Gallery:
    """The gallery as it is now. Raises `TebikiError` where the edition cannot be read."""
    return visit.kept.gallery


def project_of(visit: Visit) -> Project:
    """The project as it is now, to be shown: what it has read before is not read again."""
    return visit.kept.project
