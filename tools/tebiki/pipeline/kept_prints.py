"""PDFs of a language that a later stage of the same content takes as they are.

The archive of an edition prints what the edition that holds prints (`tebiki.content.stage`). Whoever makes
both, one after the other, has them share a reading (`Job.reading`); the PDFs lie beside it.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.pdf_info import PdfContent, PdfInfo
from .job import Job, Result

#: Within the folder of a reading.
_FOLDER: Final = "prints"
#: In it, written last: what is known of the PDFs.
_KNOWN: Final = "known"


@dataclass(frozen=True, slots=True)
class Prints:
    """PDFs in ``folder``: of manuals and pages for the wall by their manual, and what a reader finds in each.

    ``passed``: file below the language's folder → its hash when the rules had passed it; pictures alone.
    """

    folder: Path
    pdf: Mapping[str, PdfInfo]
    summaries: Mapping[str, PdfInfo]
    contents: Mapping[str, PdfContent]
    passed: Mapping[str, str]

    def write(self, out: Path) -> None:
        """Put the files into ``out``."""
        for info in (*self.pdf.values(), *self.summaries.values()):
            shutil.copyfile(self.folder / info.file, out / info.file)


def find_prints(job: Job) -> Prints | None:
    """What a job before this one has printed for it; None where it prints itself."""
    if job.reading is None or job.stage != "archive" or job.formats != ("html", "pdf"):
        return None
    try:
        data = (job.reading / _FOLDER / _KNOWN).read_bytes()
    except OSError:
        return None
    made: Result = pickle.loads(data)  # noqa: S301 -- written by this command, in a folder of its own
    passed = {name: digest for name, digest in made.looked.items() if name.endswith(".png")}
    return Prints(job.reading / _FOLDER, made.pdf, made.summaries, made.contents, passed)


def keep_prints(job: Job, result: Result) -> None:
    """Keep what a job has printed, where an archive of the same may follow. Nothing was wrong with it."""
    if job.reading is None or job.stage != "current" or job.formats != ("html", "pdf"):
        return
    folder = job.reading / _FOLDER
    folder.mkdir(exist_ok=True)
    for info in (*result.pdf.values(), *result.summaries.values()):
        shutil.copyfile(job.out / info.file, folder / info.file)
    (folder / _KNOWN).write_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
