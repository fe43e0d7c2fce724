"""A document of the engine's own, written by the writers of the manuals: one page and one PDF.

No source is read and Sphinx is not run: the tree is made here, of the nodes that both writers know.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar, Final, cast

from docutils import nodes
from docutils.utils import new_document
from markupsafe import Markup
from sphinx.builders import Builder

from ..content.output_names import INDEX, PICTURES, page_file
from ..content.papers import (
    Alarm,
    Blank,
    Cell,
    Columns,
    Content,
    Field,
    Line,
    Part,
    PlaceMark,
    Report,
    Run,
    Sheet,
    Shot,
    Sign,
    SignedBy,
    Summary,
    Table,
    shots,
)
from ..content.pdf_info import size_text
from ..content.publication import Publication
from ..content.ruby import plain
from ..errors import Place, Problem, TebikiError
from ..messages import say
from ..output.document import Document as ReadPdf
from ..output.pdf_document import read_document
from ..render.pdf import Document, kept_pdf
from ..render.typst.front import Cover, Front, Header
from .comparison_parts import COMPONENT as COMPARISON
from .comparison_parts import alarm, columns_node, page_range, place_mark, signed_by, strip
from .directives.screen import screen
from .html.manual import ManualWriter
from .html.markup import tag, text_html, words_html
from .html.pages import FAVICON, STYLESHEET, page_view
from .html.site import render
from .html.style import favicon, minified, read, stylesheet
from .paper_parts import COMPONENT as PARTS
from .paper_parts import (
    aside,
    blank,
    field,
    leading,
    listed_table,
    sheet,
    sign,
    summary,
    thumbnail,
    toned,
    written,
)
from .phrases import mark_phrases
from .registry import HTML, TYPST
from .roles.changed import changed
from .typography import typography_of
from .typst.blocks import BlockWriter
from .typst.calls import array, lines, literal
from .typst.sections import SectionWriter

#: The style sheet's part that only papers have.
_PAPERS_CSS: Final = "papers.css"


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
    style = stylesheet(colours, languages) + minified(read(_PAPERS_CSS))
    for name, text in ((STYLESHEET, style), (FAVICON, favicon(colours))):
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
    top += _parts(report.content)
    tree += top
    return tree


def _parts(content: Sequence[Content]) -> list[nodes.Element]:
    """All of them; a line right before a table leads to it."""
    found: list[nodes.Element] = []
    for each, after in zip(content, [*content[1:], None], strict=True):
        leads = isinstance(each, Line) and isinstance(after, Table)
        found.append(_line(each, leading) if leads and isinstance(each, Line) else _part(each))
    return found


def _part(part: Content) -> nodes.Element:
    match part:
        case Line():
            return _line(part)
        case Table():
            return _table(part)
        case Sheet():
            return _sheet(part)
        case Summary():
            rows = (field("", *map(_block, cell), label=label, width=0) for label, cell in part.rows)
            return summary("", *rows, look=part.look)
        case Columns() | Alarm() | PlaceMark() | SignedBy():
            return _compared(part)
        case Part():
            title = nodes.title("", "", nodes.Text(part.title))
            state = [] if part.aside is None else [aside("", "", *map(_run, part.aside.runs))]
            return nodes.section("", title, *state, *_parts(part.content), ids=[part.id])


def _compared(part: Columns | Alarm | PlaceMark | SignedBy) -> nodes.Element:
    """A part that only 新旧対照表 and 正誤表 have."""
    match part:
        case Columns():
            return columns_node(part, _entry)
        case Alarm():
            return alarm("", *map(_line, part.lines), title=part.title)
        case PlaceMark():
            return place_mark("", ids=[part.id])
        case SignedBy():
            return signed_by("", "", *map(_run, part.line.runs))


def _sheet(head: Sheet) -> sheet:
    fields = map(_field, (*head.cells, *head.fields))
    return sheet("", *fields, cells=len(head.cells), stamps=list(head.stamps))


def _field(one: Field) -> field:
    return field("", *map(_block, one.value), label=one.label, width=one.width)


def _line(line: Line, kind: type[nodes.paragraph] | None = None) -> nodes.paragraph:
    return (kind or (written if line.apart else nodes.paragraph))("", "", *map(_run, line.runs))


def _run(run: Run | Blank | Sign) -> nodes.Node:
    match run:
        case Blank():
            return blank("", width=run.width)
        case Sign():
            return sign("", kind=run.kind, text=run.text)
    text: nodes.Node = nodes.Text(run.text)
    if run.pages is not None:
        text = page_range("", "", text, first=run.pages[0], last=run.pages[1])
    if run.side is not None:
        text = changed("", "", text, side=run.side)
    if run.tone is not None:
        text = toned("", "", text, tone=run.tone)
    return nodes.strong("", "", text) if run.strong else text


def _table(table: Table) -> nodes.table:
    """Docutils' own form of a table whose widths are given."""
    group = nodes.tgroup("", cols=len(table.widths))
    group += [nodes.colspec("", colwidth=width) for width in table.widths]
    if table.head:
        cells = (nodes.entry("", nodes.paragraph("", "", nodes.Text(text))) for text in table.head)
        group += nodes.thead("", nodes.row("", *cells))
    group += nodes.tbody("", *(nodes.row("", *map(_entry, row)) for row in table.rows))
    made = _empty_table(table)
    if table.caption is not None:
        made += nodes.title("", "", nodes.Text(table.caption))
    made += group
    return made


def _empty_table(table: Table) -> nodes.table:
    classes = ["colwidths-given", "sides"]
    if table.look == "ruled":
        return nodes.table("", classes=classes)
    return listed_table("", classes=classes, look=table.look, least=table.least)


def _entry(cell: Cell) -> nodes.entry:
    return nodes.entry("", *map(_block, cell))


def _block(each: Line | Shot) -> nodes.Element:
    return _shot(each) if isinstance(each, Shot) else _line(each)


def _shot(shot: Shot) -> screen:
    look: dict[str, object] = {"name": shot.name, "alt": shot.alt, "file": shot.name, "path": str(shot.path)}
    look |= {"width": shot.width, "height": shot.height, "drawn": True, "kind": "screen", "compared": True}
    return strip("", **look) if shot.within is None else thumbnail("", **look, within=shot.within)


def page_of(tree: nodes.document, report: Report, here: Publication, pdf: Path) -> str:
    """The page; no search engine is to show it."""
    config = SimpleNamespace(
        tebiki_publication=here, tebiki_stage=here.stage, tebiki_pdf={}, tebiki_summaries={}
    )
    builder = SimpleNamespace(
        config=config, env=SimpleNamespace(domains=()), imgpath=PICTURES, current_docname=""
    )
    writer = _Page(tree, cast(Builder, builder), report, pdf)
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

    functions: ClassVar = {**HTML, **PARTS.html, **COMPARISON.html}

    def __init__(self, document: nodes.document, builder: Builder, report: Report, pdf: Path) -> None:
        super().__init__(document, builder)
        self.report, self.pdf = report, pdf

    def under_heading(self) -> Iterator[str]:
        """What the document is of, the number that the approval is held to, and its PDF."""
        size = size_text(self.pdf.stat().st_size)
        yield tag("p", cls="edition") + words_html(self.report.subtitle, self.publication) + "</p>\n"
        if self.report.number is not None:
            yield tag("p", cls="paper-number") + text_html(_number_name() + " ")
            yield f"<b>{text_html(self.report.number)}</b></p>\n"
        yield tag("p", cls="links np") + tag("a", href=self.pdf.name) + f"PDF（A4、{size}）</a></p>\n"


def _number_name() -> str:
    return say("review/number", "ja")


def printed(tree: nodes.document, report: Report, here: Publication) -> Document:
    """What Typst sets."""
    blocks = BlockWriter(here.words, {**TYPST, **PARTS.typst, **COMPARISON.typst})
    top = next(tree.findall(nodes.section))
    parts = SectionWriter(blocks).mixed([c for c in top.children if not isinstance(c, nodes.title)], 2)
    number = "none" if report.number is None else array(map(literal, (_number_name(), report.number)))
    call = lines("report", literal(report.title), literal(report.subtitle), number, *parts)
    imports = [f'#import "/template/{name}.typ": *\n' for name in ("tebiki-report", "comparison")]
    text = f"{''.join(imports)}#{call}\n".encode()
    pictures = {name: Path(path) for name, path in blocks.pictures.items()}
    return Document(text, front(report, here).json(here.words), pictures)


def front(report: Report, here: Publication) -> Front:
    """Header and metadata; the document has no cover."""
    publisher = plain(here.publisher)
    name = f"{report.title} {report.version}".strip()
    made = "" if report.made is None else say("review/made", "ja", day=here.words.day(report.made))
    return Front(
        tag=here.words.tag,
        title=report.title,
        author=publisher,
        accent=here.settings.colours.print,
        cover=Cover(here.masthead, "", (report.title,), "", "phone", "", here.publisher),
        header=Header(plain(here.title.replace("\u200b", "")), name, "", made, publisher),
        typography=typography_of(here.words.data),
    )
