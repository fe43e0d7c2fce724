"""The Sphinx builder ``tebiki-pdf``: each manual becomes ``<name>.typ`` and a PDF."""

from __future__ import annotations

import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.util.nodes import inline_all_toctrees

from ...content.output_names import page_file
from ...content.pdf_info import PdfInfo
from ...content.ruby import plain
from ...errors import Problem, TebikiError
from ...log import timed
from ...render.fonts import fonts
from ...render.pdf import Document, Pdf, kept_pdf
from ...render.typst.front import Front
from ..front import front_of
from ..registry import TYPST
from ..state import cache_folder, findings, publication
from .blocks import BlockWriter
from .sections import document_text
from .summary import about_of, summary_text


@dataclass(frozen=True, slots=True)
class PdfPart:
    """A document of a manual: names of its source and of its PDF, and where to note what was made."""

    name: str
    stem: str
    file: str
    document: Document
    found: dict[str, PdfInfo]


class TypstBuilder(Builder):
    """Writes ``<manual>.typ``, what Typst reads, and the PDF under its published name.

    ``pdfs`` holds what was made: manual → `PdfInfo`.
    """

    name = "tebiki-pdf"
    format = "typst"
    epilog = "The PDFs are in %(outdir)s."
    allow_parallel = False
    supported_image_types: ClassVar[list[str]] = []
    pdfs: dict[str, PdfInfo]
    #: The same for the one-page summaries.
    summaries: dict[str, PdfInfo]

    def init(self) -> None:
        """Nothing made yet."""
        self.pdfs = {}
        self.summaries = {}

    def get_outdated_docs(self) -> Iterator[str]:
        """Every manual: what is unchanged is skipped before Sphinx starts."""
        yield from self.manuals()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """A place in no PDF: a link to another page is told as an error by the writer."""
        del typ
        return page_file(docname)

    def manuals(self) -> list[str]:
        """The documents that become a PDF, in the order of the edition."""
        found = [manual.name for manual in publication(self.config).manuals]
        held = findings(self.env).held
        return [name for name in found if name in self.env.found_docs and name not in held]

    def front(self, docname: str) -> Front:
        """Cover, header and metadata of a manual."""
        return front_of(self.app, docname)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Nothing to prepare."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the manuals and their summaries. Raises `TebikiError` with all that print cannot show."""
        parts = [part for name in self.manuals() if name in docnames for part in self.parts(name)]
        fonts()  # read once, before several threads ask for them
        # Sphinx's part is done; Typst sets each document without Python's lock.
        problems: list[Problem] = []
        with ThreadPoolExecutor(self.config.tebiki_threads or os.cpu_count()) as pool:
            results = [pool.submit(self.compiled, part) for part in parts]
            for number, (part, result) in enumerate(zip(parts, results, strict=True), 1):
                self.events.emit("tebiki-pdf", number, len(parts))
                try:
                    part.found[part.name] = self.keep(part, result.result())
                except TebikiError as error:
                    problems += error.problems
        if problems:
            raise TebikiError(problems)

    def assemble(self, docname: str) -> nodes.document:
        """The whole manual as one tree of its own, with all references resolved."""
        tree = self.env.get_doctree(docname)
        if next(tree.findall(addnodes.toctree), None) is not None:  # else Sphinx would only copy it once more
            tree = inline_all_toctrees(self, set(), docname, tree, str, [docname])
        self.env.resolve_references(tree, docname, self)
        return tree

    def parts(self, name: str) -> Iterator[PdfPart]:
        """A manual and its summary, which uses its tree up. Raises `TebikiError` for what no print shows."""
        here, doctree = publication(self.config), self.assemble(name)
        front, blocks = self.front(name), BlockWriter(here.words, TYPST)
        yield PdfPart(name, name, here.pdf_name(name), document_of(doctree, front, blocks), self.pdfs)
        front, blocks = self.front(name), BlockWriter(here.words, TYPST)
        front = replace(front, title=f"{front.title} {plain(here.words('summary.title'))}")
        text = summary_text(doctree, about_of(here, name), blocks)
        short = Document(text, front.json(blocks.words), {})
        yield PdfPart(name, f"{name}-summary", here.summary_name(name), short, self.summaries)

    def compiled(self, part: PdfPart) -> Pdf:
        """A document, set; in a thread of its own."""
        timestamp = publication(self.config).manual(part.name).timestamp
        with timed("sphinxext", "%s", part.file):
            return kept_pdf(part.document, timestamp, cache_folder(self.config))

    def keep(self, part: PdfPart, pdf: Pdf) -> PdfInfo:
        """Write a PDF with what it was made from."""
        folder = Path(self.outdir)
        (folder / f"{part.stem}.typ").write_bytes(part.document.text)
        (folder / part.file).write_bytes(pdf.data)
        return PdfInfo(part.file, pdf.pages, len(pdf.data))

    def finish(self) -> None:
        """Nothing is left to do."""


def document_of(tree: nodes.document, front: Front, blocks: BlockWriter) -> Document:
    """What Typst sets, from a resolved tree."""
    text = document_text(tree, blocks)
    pictures = {name: Path(path) for name, path in blocks.pictures.items()}
    return Document(text, front.json(blocks.words), pictures)
