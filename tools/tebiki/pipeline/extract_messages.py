"""The messages that the pages ask translators for, taken out by Sphinx in a process of its own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ..content.catalogs.language_folder import SOURCE
from ..content.catalogs.translation import Message
from ..content.output_names import INDEX
from ..content.project import Project
from ..errors import TebikiError
from ..log import timed
from .job import Job
from .workers import early


@timed("pipeline", "messages taken out")
def extract(project: Project) -> tuple[Message, ...]:
    """Every message at every place of the current edition's pages, in its order, the index first.

    Raises `TebikiError` where the sources are wrong.
    """
    edition = project.edition_of(project.current)
    with early() as worker, TemporaryDirectory(prefix="tebiki-") as work:
        worker.give(
            Job(
                root=project.root.resolve(),
                edition=project.current,
                language=SOURCE,
                manuals=(),
                languages=(SOURCE,),
                formats=(),
                out=Path(work) / "out",
                work=Path(work),
                cache=project.cache,
                extracts=True,
            )
        )
        result = worker.take()
    if result.problems:
        raise TebikiError(result.problems)
    pages = [INDEX, *edition.manuals]
    return tuple(sorted(result.messages, key=lambda message: pages.index(message.page)))
