"""The Sphinx builder ``tebiki-pdf``: each manual becomes ``<name>.typ`` and a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import inline_all_toctrees

from ...model.pdf import PdfInfo
from ...model.ruby import plain
from ...render.pdf import Document, compile_pdf
from ...render.typst.front import Front
from ..front import front_of
from ..state import findings, publication
from .blocks import Blocks
from .sections import document_text
from .summary import summary_text


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
        return f"{docname}.html"

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
        """Write the manuals one after the other."""
        for name in self.manuals():
            if name in docnames:
                self.write_doc(name, self.assemble(name))

    def assemble(self, docname: str) -> nodes.document:
        """The whole manual as one tree, with all references resolved."""
        tree = self.env.get_doctree(docname)
        tree = inline_all_toctrees(self, set(), docname, tree, str, [docname])
        self.env.resolve_references(tree, docname, self)
        return tree

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Set one manual. Raises `TebikiError` where print cannot show it."""
        here = publication(self.config)
        document = document_of(doctree, self.front(docname), Blocks(here.words))
        self.pdfs[docname] = self.keep(docname, docname, here.pdf_name(docname), document)
        front = self.front(docname)
        front = replace(front, title=f"{front.title} {plain(here.words('summary.title'))}")
        blocks = Blocks(here.words)
        short = Document(summary_text(doctree, here, blocks), front.json(blocks.words), {})
        name = here.summary_name(docname)
        self.summaries[docname] = self.keep(docname, f"{docname}-summary", name, short)

    def keep(self, docname: str, stem: str, file: str, document: Document) -> PdfInfo:
        """Compile a document and write it with what it was made from."""
        pdf = compile_pdf(document, publication(self.config).manual(docname).month.timestamp)
        folder = Path(self.outdir)
        (folder / f"{stem}.typ").write_bytes(document.text)
        (folder / file).write_bytes(pdf.data)
        return PdfInfo(file, pdf.pages, len(pdf.data))

    def finish(self) -> None:
        """Nothing is left to do."""


def document_of(tree: nodes.document, front: Front, blocks: Blocks) -> Document:
    """What Typst sets, from a resolved tree."""
    text = document_text(tree, blocks)
    pictures = {name: Path(path) for name, path in blocks.pictures.items()}
    return Document(text, front.json(blocks.words), pictures)
