"""Rules about what of a PDF nobody can read: text beyond its block or the paper, text upon other text.

And what some programs read wrongly: letters that only ``/ActualText`` tells.

Typst sets a line that it cannot break, and a box that is higher than a page, beyond the page's block in
silence. What is told is the place in the sources, as far as the text stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...content.known_faults import known_faults
from ...content.languages import load_language
from ...content.output_names import folder
from ...errors import Place, Problem
from ..rule import rule
from ..subjects.site import Site, SitePdf
from ..written_places import find_written

#: Where it stands out, as every language of the messages shows it.
_ARROWS: Final = {"left": "←", "right": "→", "top": "↑", "bottom": "↓"}


@rule(
    "document/outside",
    bad="CN=…OU=…（紙の外へ）",
    good="CN=…,\nOU=…",
    fixed=True,
)
def outside(pdf: SitePdf) -> Iterator[Problem]:
    """All text lies within the block that its page has for it."""
    for run in pdf.document.stray:
        if run.side != "over":
            values = {"pdf": pdf.name, "page": run.page, "text": run.text[:60], "side": _ARROWS[run.side]}
            yield Problem("document/outside", _place(pdf, run.page, run.text), values)


@rule(
    "document/over", bad="（表の欄の文字が、となりの欄の文字に重なる）", good="（欄の中で折れる）", fixed=True
)
def over(pdf: SitePdf) -> Iterator[Problem]:
    """No text is set over other text, as where a word is wider than its column."""
    for run in pdf.document.stray:
        if run.side == "over":
            values = {"pdf": pdf.name, "page": run.page, "text": run.text[:60]}
            yield Problem("document/over", _place(pdf, run.page, run.text), values)


@rule("document/misread", bad="Chọn → Choịn", good="Chọn → Chọn", fixed=True)
def misread(pdf: SitePdf) -> Iterator[Problem]:
    """Readers that do not use ``/ActualText`` find the same letters as those that do.

    Not asked of a language of which is known what goes wrong in PDFs, for no font mends it; that it was not
    asked is told (``document/known-faults``).
    """
    code = pdf.site.language(pdf.name)
    if code is not None and known_faults(load_language(code)):
        return
    for word in pdf.document.misread:
        values = {"pdf": pdf.name, "page": word.page, "tagged": word.tagged, "read": word.read}
        yield Problem("document/misread", pdf.place(word.page), values)


@rule("document/known-faults", severity="warning", bad="ne: मिति → मति", good="vi: Chọn → Chọn")
def uncompared(site: Site) -> Iterator[Problem]:
    """PDFs in a script that readers are known to get wrong are not compared; whoever publishes them knows it.

    Told once a language, whatever was looked at of it before.
    """
    for code in site.city.languages:
        if any(_is_pdf_of(code, name) for name in site.names):
            for fault in known_faults(load_language(code)):
                yield Problem("document/known-faults", site.place(folder(code)), {"language": code, **fault})


def _is_pdf_of(code: str, name: str) -> bool:
    """Whether a file of a site is a PDF in the folder of a language."""
    return name.startswith(f"{folder(code)}/") and name.endswith(".pdf")


def _place(pdf: SitePdf, page: int, text: str) -> Place:
    """Where the text was written; else the page of the PDF."""
    language = pdf.site.language(pdf.name)
    return find_written(pdf.city, language, text) or pdf.place(page)
