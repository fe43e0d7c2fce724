"""PDFs read by a process beside this one, while sources and pages are looked at.

It halves the time on two processors. A file that ends the reader's process (PDFium is C++) is told as
one that is no PDF; it ends neither the check nor the reading of the others.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final, Self

from ..output.document import Document, NoPdfError
from ..output.kept_readings import hash_of, is_shared, recall_reading, share_readings, shared_folder
from ..output.pdf_document import read_document
from ..output.site_files import SiteFiles

#: With fewer, the process takes longer to start than to read them.
FEW: Final = 8


def attempt(path: Path) -> Document | str:
    """The document, or why it is none; what a process can hand back."""
    try:
        return read_document(path)
    except NoPdfError as error:
        return str(error)


class Ahead:
    """Documents by path, read from when it is made; few are read when they are asked for.

    ``cache``: the folder where builds keep what they have read of the same bytes.
    """

    def __init__(self, paths: Sequence[Path], cache: Path | None = None) -> None:
        known = {path: recall_reading(path, hash_of(path), cache) for path in paths} if cache else {}
        self._known = {path: document for path, document in known.items() if document}
        paths = [path for path in paths if path not in self._known]
        self._pool = _pool() if len(paths) > FEW else None
        pool = self._pool
        self._reading: Mapping[Path, Future[Document | str]] = (
            {path: pool.submit(attempt, path) for path in paths} if pool else {}
        )

    @classmethod
    def of(cls, files: SiteFiles, cache: Path | None = None) -> Self:
        """The PDFs of a site that this command has not read before; in order, whatever their suffix' case."""
        pdfs = [file.path for file in files.files if file.suffix.lower() == ".pdf"]
        return cls([path for path in pdfs if not is_shared(path)], cache)

    def document(self, path: Path) -> Document:
        """The document. Raises `NoPdfError`."""
        if known := self._known.get(path):
            return known
        found = self._found(path) if path in self._reading else attempt(path)
        if isinstance(found, str):
            raise NoPdfError(found)
        return found

    def _found(self, path: Path) -> Document | str:
        try:
            return self._reading[path].result()
        except BrokenProcessPool:  # by this file or by one before it
            with _pool() as pool:
                try:
                    return pool.submit(attempt, path).result()
                except BrokenProcessPool:
                    return "PDFium: crash"

    def close(self) -> None:
        """End the process; what has not been read is not asked for any more."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)


def _pool() -> ProcessPoolExecutor:
    shared = (shared_folder(),)
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), share_readings, shared)
