"""The messages that the pages ask translators for, taken out by Sphinx in a process of its own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from ..content.catalogs.language_folder import SOURCE
from ..content.catalogs.translation import Message
from ..content.edition import load_edition
from ..content.settings import load_config
from ..errors import TebikiError
from ..log import timed
from .job import Job
from .workers import early


@timed("pipeline", "messages taken out")
def extract(root: Path) -> tuple[Message, ...]:
    """Every message at every place, pages in the order of the edition, the index first.

    Raises `TebikiError` where the sources are wrong.
    """
    config = load_config(root)
    edition = load_edition(root / "docs" / "editions", config.edition, config.settings)
    with early() as worker, TemporaryDirectory(prefix="tebiki-") as work:
        worker.give(
            Job(
                root=root.resolve(),
                edition=config.edition,
                language=SOURCE,
                manuals=(),
                languages=(SOURCE,),
                formats=(),
                out=Path(work) / "out",
                work=Path(work),
                cache=root / "build" / ".cache",
                extracts=True,
            )
        )
        result = worker.take()
    if result.problems:
        raise TebikiError(result.problems)
    pages = ["index", *edition.manuals]
    return tuple(sorted(result.messages, key=lambda message: pages.index(message.page)))
