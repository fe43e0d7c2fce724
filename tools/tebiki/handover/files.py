"""The site as one file, and its PDFs by both their names."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from ..checks.refused_text import check_name
from ..content.write_files import zipped
from ..errors import Place, Problem, TebikiError
from .finished import Finished

SITE_ZIP = "site.zip"
PDFS = "pdf"


def write_site_zip(finished: Finished, path: Path) -> None:
    """Write the whole site as a zip, dated by the edition. Raises `TebikiError` (``output/name``).

    It is read back: names and every byte. What the site must not hold is the build's affair.
    """
    found = sorted(p for p in finished.site.rglob("*") if p.is_file())
    contents = {p.relative_to(finished.site).as_posix(): p.read_bytes() for p in found}
    if problems := [problem for name in contents for problem in check_name(name, Place(name))]:
        raise TebikiError(problems)
    month = finished.updated
    path.write_bytes(zipped(contents, (month.year, month.month, 1, 0, 0, 0)))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if names != sorted(contents) or any(archive.read(name) != contents[name] for name in names):
            raise TebikiError([Problem("handover/zip", Place.of(path), {})])


def write_pdfs(finished: Finished, folder: Path) -> None:
    """Copy each PDF under its own name and under the one without a version."""
    folder.mkdir(parents=True, exist_ok=True)
    for pdf in finished.pdfs():
        shutil.copyfile(pdf.path, folder / pdf.path.name)
        shutil.copyfile(pdf.path, folder / pdf.stable)
