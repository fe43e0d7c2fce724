"""What several builds of one command read, read once: sources for all stages, each finished PDF."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..output.kept_readings import share_readings
from ..pipeline.request import documents_below
from ..plain import is_plain


@contextmanager
def shared_reading() -> Iterator[Path | None]:
    """A folder for `Request.shared` that begins empty and is gone at the end; None where nothing is shared.

    This process, too, keeps there what it reads of PDFs. Nothing that lay there before can be taken for
    something that this command has read: a release depends on its commit alone.
    """
    if is_plain():
        yield None
        return
    with TemporaryDirectory(prefix="tebiki-") as folder:
        share_readings(documents_below(Path(folder)))
        try:
            yield Path(folder)
        finally:
            share_readings(None)
