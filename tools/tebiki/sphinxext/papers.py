"""A document of the engine's own, written by the writers of the manuals: one page and one PDF.

No source is read and Sphinx is not run: the tree is made here, of the nodes that both writers know.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup
from sphinx.builders import Builder

from ..content.output_names import INDEX, PICTURES, page_file
from ..content.papers import Cell, Line, Part, Report, Run, Shot, Table, shots
from ..content.pdf_info import size_text
from ..content.publication import Publication
from ..content.ruby import plain
from ..errors import Place, Problem, TebikiError
from ..output.pdf_document import Document as ReadPdf
from ..output.pdf_document import read_document
from ..render.pdf import Document, kept_pdf
from ..render.typst.front import Cover, Front, Header
from .directives.screen import screen
from .html.manual import ManualWriter
from .html.markup import tag, words_html
from .html.pages import FAVICON, STYLESHEET, page_view
from .html.site import render
from .html.style import favicon, stylesheet
from .phrases import mark_phrases
from .registry import TYPST
from .roles.changed import changed
from .typography import typography_of
from .typst.blocks import BlockWriter
from .typst.calls import lines, literal
from .typst.sections import SectionWriter

#: Where pictures lie, seen from the page.


def write_report(report: Report, here: Publication, out: Path, cache: Path) -> tuple[Path, Path]:
    """Write ``index.html`` and ``<name>.pdf`` into the folder ``out``; returns both paths.

    Raises `TebikiError` for what print cannot show, or would show beyond the paper.
    """
    tree = document_of(report)
    if here.has_phrases:
        mark_phrases(tree, here.terms)
    for shot in shots(report.content):
        (out / PICTURES).mkdir(exist_ok=True)
        shutil.copyfile(shot.path, out / PICTURES / shot.name)
    pdf = out / f"{report.name}.pdf"
    pdf.write_bytes(kept_pdf(printed(tree, report, here), report.timestamp, cache).data)
    _refuse_unreadable(pdf)
    page = out / page_file(INDEX)
    page.write_text(page_of(tree, report, here, pdf), encoding="utf-8", newline="\n")
    colours, languages = here.settings.colours, [words.data for words in here.languages]
    for name, text in ((STYLESHEET, stylesheet(colours, languages)), (FAVICON, favicon(colours))):
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    return page, pdf


def _refuse_unreadable(pdf: Path) -> None:
    """What an approver signs must be there to be read, by every reader."""
    document = read_document(pdf)
    if document.stray or document.misread:
        raise TebikiError([*_stray(pdf, document), *_misread(pdf, document)])


def _stray(pdf: Path, document: ReadPdf) -> Iterator[Problem]:
    for run in document.stray:
        code = "document/over" if run.side == "over" else "document/outside"
        values = {"pdf": pdf.name, "page": run.page, "text": run.text[:60], "side": run.side}
        yield Problem(code, Place.of(pdf, key=f"p. {run.page}"), values)


def _misread(pdf: Path, document: ReadPdf) -> Iterator[Problem]:
    for word in document.misread:
        values = {"pdf": pdf.name, "page": word.page, "tagged": word.tagged, "read": word.read}
        yield Problem("document/misread", Place.of(pdf, key=f"p. {word.page}"), values)


def document_of(report: Report) -> nodes.document:
    """The tree: one section with the title, in it the rest."""
    tree = new_document(report.name)
    top = nodes.section("", nodes.title("", "", nodes.Text(report.title)), ids=["report"])
    top += [_part(each) for each in report.content]
    tree += top
    return tree


def _part(part: Line | Table | Part) -> nodes.Element:
    if isinstance(part, Line):
        return _line(part)
    if isinstance(part, Table):
        return _table(part)
    section = nodes.section("", nodes.title("", "", nodes.Text(part.title)), ids=[part.id])
    section += [_part(each) for each in part.content]
    return section


def _line(line: Line) -> nodes.paragraph:
    return nodes.paragraph("", "", *map(_run, line.runs))


def _run(run: Run) -> nodes.Node:
    text: nodes.Node = nodes.Text(run.text)
    if run.side is not None:
        text = changed("", "", text, side=run.side)
    return nodes.strong("", "", text) if run.strong else text


def _table(table: Table) -> nodes.table:
    """Docutils' own form of a table whose widths are given."""
    group = nodes.tgroup("", cols=len(table.widths))
    group += [nodes.colspec("", colwidth=width) for width in table.widths]
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", "", nodes.Text(t))) for t in table.head))
    group += nodes.thead("", head)
    group += nodes.tbody("", *(nodes.row("", *map(_entry, row)) for row in table.rows))
    made = nodes.table("", classes=["colwidths-given", "sides"])
    if table.caption is not None:
        made += nodes.title("", "", nodes.Text(table.caption))
    made += group
    return made


def _entry(cell: Cell) -> nodes.entry:
    return nodes.entry("", *(_shot(each) if isinstance(each, Shot) else _line(each) for each in cell))


def _shot(shot: Shot) -> screen:
    look = {"name": shot.name, "alt": shot.alt, "file": shot.name, "path": str(shot.path)}
    return screen("", **look, width=shot.width, height=shot.height, drawn=True, kind="screen", compared=True)


def page_of(tree: nodes.document, report: Report, here: Publication, pdf: Path) -> str:
    """The page; no search engine is to show it."""
    config = SimpleNamespace(tebiki_publication=here, tebiki_pdf={}, tebiki_summaries={})
    builder = SimpleNamespace(
        config=config, env=SimpleNamespace(domains=()), imgpath=PICTURES, current_docname=""
    )
    writer = _Page(tree, cast(Builder, builder), report.subtitle, pdf)
    tree.walkabout(writer)
    view = replace(
        page_view(here, INDEX, report.title, report.subtitle),
        chooser=(),
        canonical=None,
        alternates=(),
        indexed=False,
    )
    return render("page.html", here, view, body=Markup(writer.astext()))  # noqa: S704 -- escaped by its writer


class _Page(ManualWriter):
    """The translator of the manuals; under the heading stand what the document is, and its PDF."""

    def __init__(self, document: nodes.document, builder: Builder, subtitle: str, pdf: Path) -> None:
        super().__init__(document, builder)
        self.subtitle, self.pdf = subtitle, pdf

    def under_heading(self) -> Iterator[str]:
        """What the document is of, and its PDF."""
        size = size_text(self.pdf.stat().st_size)
        yield tag("p", cls="edition") + words_html(self.subtitle, self.publication) + "</p>\n"
        yield tag("p", cls="links np") + tag("a", href=self.pdf.name) + f"PDF（A4、{size}）</a></p>\n"


def printed(tree: nodes.document, report: Report, here: Publication) -> Document:
    """What Typst sets."""
    blocks = BlockWriter(here.words, TYPST)
    top = next(tree.findall(nodes.section))
    parts = SectionWriter(blocks).mixed([c for c in top.children if not isinstance(c, nodes.title)], 2)
    call = lines("report", literal(report.title), literal(report.subtitle), *parts)
    text = f'#import "/template/tebiki-report.typ": *\n#{call}\n'.encode()
    pictures = {name: Path(path) for name, path in blocks.pictures.items()}
    return Document(text, front(report, here).json(here.words), pictures)


def front(report: Report, here: Publication) -> Front:
    """Header and metadata; the document has no cover."""
    publisher = plain(here.publisher)
    return Front(
        tag=here.words.tag,
        title=report.title,
        author=publisher,
        accent=here.settings.colours.print,
        cover=Cover(here.masthead, "", (report.title,), "", "phone", "", here.publisher),
        header=Header(plain(here.title.replace("\u200b", "")), report.title, "", "", publisher),
        typography=typography_of(here.words.data),
    )
