"""Pages that a job does not make again: taken with their PDFs and pictures from the last output."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..content.output_names import page_file, picture_path
from ..content.pdf_info import PdfContent, PdfInfo
from .job import Job, PageFound, Result


@dataclass(frozen=True, slots=True)
class KeptPages:
    """What the last build knew of pages that are as it made them, and their files; nothing where all are new.

    ``files``: name below the language's folder → bytes.
    """

    found: Mapping[str, PageFound] = field(default_factory=dict)
    pdf: Mapping[str, PdfInfo] = field(default_factory=dict)
    summaries: Mapping[str, PdfInfo] = field(default_factory=dict)
    contents: Mapping[str, PdfContent] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job) -> KeptPages:
        """The pages that the job keeps; none where a file of theirs is no more as the last build made it."""
        last = job.last
        if not job.pages or job.old is None or last is None:
            return cls()
        found = {page: each for page, each in last.found.items() if page not in job.pages}
        pdf = {page: info for page, info in last.pdf.items() if page in found}
        summaries = {page: info for page, info in last.summaries.items() if page in found}
        made = [info.file for info in (*pdf.values(), *summaries.values())]
        files = _read(job.old, last, [*made, *(_shown(found) if "html" in job.formats else ())])
        if files is None:
            return cls()
        contents = {name: last.contents[name] for name in made}
        return cls(found, pdf, summaries, contents, files)

    def agrees(self, found: Mapping[str, PageFound]) -> bool:
        """Whether pages that were made anew show the same picture wherever its file is a kept page's, too."""
        kept = _pictures(self.found)
        return all(kept.get(file, source) == source for file, source in _pictures(found).items())

    def write(self, out: Path) -> None:
        """Put the files beside those that were made."""
        for name, data in self.files.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _shown(found: Mapping[str, PageFound]) -> list[str]:
    """Pages and their pictures, as files."""
    return [*map(page_file, found), *map(picture_path, _pictures(found))]


def _pictures(found: Mapping[str, PageFound]) -> dict[str, str]:
    return {file: source for page in found.values() for file, source in page.pictures.items()}


def _read(old: Path, last: Result, names: list[str]) -> dict[str, bytes] | None:
    """Files of the last output; None where one is gone or changed, or nothing is known of it."""
    files = {}
    for name in names:
        try:
            data = (old / name).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != last.looked.get(name):
            return None
        files[name] = data
    return files
