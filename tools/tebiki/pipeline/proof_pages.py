"""The pages of one language as its translator sees them, made by a process of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from ..content.project import Project
from ..errors import TebikiError
from ..log import timed
from .job import Job
from .workers import early


@timed("pipeline", "pages for a translator made")
def render_proof(project: Project, language: str) -> Mapping[str, bytes]:
    """Every file of the language's folder, by its path in it: pages, style sheet, icon, pictures.

    Pages show all of the current edition, in Japanese where nothing is translated; ``language`` needs a
    catalogue, and neither a place in conf.py nor words of the engine. Raises `TebikiError` where sources or
    the catalogue are wrong.
    """
    with early() as worker, TemporaryDirectory(prefix="tebiki-") as work:
        out = Path(work) / "out"
        worker.give(
            Job(
                root=project.root.resolve(),
                edition=project.current,
                language=language,
                manuals=(),
                languages=(language,),
                formats=("html",),
                out=out,
                work=Path(work) / "work",
                cache=project.cache,
                stage="proof",
            )
        )
        result = worker.take()
        if result.problems:
            raise TebikiError(result.problems)
        files = sorted(path for path in out.rglob("*") if path.is_file())
        return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
