"""A notice as a PDF of one page, PDF/UA-1, by the template of the manuals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from docutils import nodes

from ..content.notices import Notice, NoticePart
from ..content.publication import Publication
from ..content.ruby import parts, plain
from ..errors import fail
from ..render.pdf import Document, Pdf, compile_pdf
from ..render.qr import matrix_of
from ..render.typst.front import Cover, Front, Header
from ..render.typst.modules import ink
from .phrases import mark_phrases
from .registry import TYPST
from .roles.ruby import ruby
from .typography import typography_of
from .typst.calls import array, call, lines, literal
from .typst.inline import InlineWriter, address

#: How large all of a notice is set: the first of these at which it is one page.
_SHARES: Final = (1, 0.95, 0.9, 0.85, 0.8)


def notice_pdf(notice: Notice, here: Publication, timestamp: datetime) -> Pdf:
    """Set the notice. Raises `TebikiError`: ``pdf/…``, ``handover/notice`` for a second page."""
    front = _front(notice, here).json(here.words)
    for share in _SHARES:
        made = compile_pdf(Document(_text(notice, here, share), front, {}), timestamp)
        if made.pages == 1:
            break
    else:
        fail("handover/notice", None, subject=plain(notice.subject), language=here.language, pages=made.pages)
    return made


def _text(notice: Notice, here: Publication, share: float) -> bytes:
    write = _Lines(here)
    lead = lines("part", "none", *map(write.paragraph, notice.lead))
    urgent = "true" if notice.urgent else "false"
    blocks = [lead, *map(write.part, notice.parts)]
    made = lines("notice", urgent, str(share), write.title(notice.subject), *blocks)
    return f'#import "/template/tebiki-notice.typ": *\n#{made}\n'.encode()


class _Lines:
    """Writes the lines of a notice in one language."""

    def __init__(self, here: Publication) -> None:
        self.here = here
        self.writer = InlineWriter(TYPST)

    def title(self, text: str) -> str:
        """A heading, with its readings."""
        return call("item", self.inlines(text))

    def paragraph(self, text: str) -> str:
        """A sentence, with its readings."""
        return call("p", self.inlines(text))

    def part(self, part: NoticePart) -> str:
        """A heading, its sentences, and the address with its code."""
        title = self.title(part.title) if part.title else "none"
        told = (*part.lines, part.forbidden) if part.forbidden else part.lines
        return lines("part", title, *map(self.paragraph, told), *self.code(part.address))

    def code(self, url: str | None) -> Iterator[str]:
        """The code of an address, with the address beside it."""
        if url is not None:
            alt = plain(self.here.words("announce.code", address=url))
            rows = array(map(literal, ink(matrix_of(url))))
            yield lines("qr", literal(alt), rows, "none", call("p", address(url)))

    def inlines(self, text: str) -> str:
        """The arguments of a call: texts, and words with their readings."""
        line = nodes.paragraph()
        line += [
            nodes.Text(piece) if reading is None else ruby("", piece, reading=reading)
            for piece, reading in parts(text)
        ]
        if self.here.has_phrases:
            mark_phrases(line, self.here.terms)
        return self.writer.inlines(line.children)


def _front(notice: Notice, here: Publication) -> Front:
    """Footer and metadata; there is no cover."""
    publisher, title = plain(here.publisher), plain(notice.subject)
    return Front(
        tag=here.words.tag,
        title=title,
        author=publisher,
        accent=here.settings.colours.print,
        cover=Cover(here.masthead, "", (title,), "", "phone", "", here.publisher),
        header=Header("", "", title, "", publisher),
        typography=typography_of(here.words.data),
    )
