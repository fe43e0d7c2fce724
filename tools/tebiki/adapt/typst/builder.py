"""The Sphinx builder ``tebiki-pdf``: each manual becomes ``<name>.typ`` and a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import inline_all_toctrees

from ...model.pdf import PdfInfo
from ...render.pdf import Document, compile_pdf
from ...render.typst.front import Front
from ..front import front_of
from ..state import publication
from .blocks import Blocks
from .sections import document_text


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

    def init(self) -> None:
        """Nothing made yet."""
        self.pdfs = {}

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
        return [name for name in found if name in self.env.found_docs]

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
        month = here.manual(docname).month
        pdf = compile_pdf(document, datetime(month.year, month.month, 1, tzinfo=UTC))
        file = here.pdf_name(docname)
        folder = Path(self.outdir)
        (folder / f"{docname}.typ").write_bytes(document.text)
        (folder / file).write_bytes(pdf.data)
        self.pdfs[docname] = PdfInfo(file, pdf.pages, len(pdf.data))

    def finish(self) -> None:
        """Nothing is left to do."""


def document_of(tree: nodes.document, front: Front, blocks: Blocks) -> Document:
    """What Typst sets, from a resolved tree."""
    text = document_text(tree, blocks)
    pictures = {name: Path(path) for name, path in blocks.pictures.items()}
    return Document(text, front.json(blocks.words), pictures)
