"""Reads the text of a PDF that somebody else made, in a process of its own: ``python -m …foreign_pdf FILE``.

The file is not trusted. Whatever it makes the reader do, it takes that process with it and no more. What
is said on standard output is one JSON: the text, or the code of why it is refused.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from .pdf_codes import read_content

#: Stands for a letter that a PDF shows without saying which it is: browsers write some such.
UNREAD: Final = "〓"
#: Pages, and letters in all, beyond which nobody's manual goes.
MOST_PAGES: Final = 300
MOST_LETTERS: Final = 600_000
#: A page with fewer letters than that is a picture of one; so many such pages make a scan.
_FEWEST: Final = 12
_SCANNED: Final = 0.5
#: So many letters without a meaning show that the file does not say which letters it shows.
_GARBLED: Final = 0.03
#: The last letter that there is.
_LAST: Final = 0x10FFFF
#: Of PDFium: the file asks for a password.
_PASSWORD: Final = 4
#: Memory that the reader may take, bytes.
_MEMORY: Final = 3 << 30


class RefusedPdfError(Exception):
    """Why a file is not taken: the end of a code, and its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def extract(path: Path) -> dict[str, Any]:
    """The lines of each page, addresses, what codes hold. Raises `RefusedPdfError`."""
    if not path.read_bytes()[:1024].lstrip().startswith(b"%PDF-"):
        raise RefusedPdfError("no-pdf")
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower()
        raise RefusedPdfError("locked" if locked else "broken") from None
    try:
        _refuse_others(document)
        content = read_content(document)
        texts = [_text(document[number]) for number in range(len(document))]
    except pdfium.PdfiumError:
        raise RefusedPdfError("broken") from None
    finally:
        document.close()
    pages = [_lines(text) for text in texts]
    _refuse_unreadable(pages)
    return {
        "pages": pages,
        "links": sorted(set(content.links)),
        "codes": sorted({code for page in content.codes for code in page}),
    }


def _refuse_others(document: pdfium.PdfDocument) -> None:
    """Files that are more than a printed document."""
    if raw.FPDF_GetSecurityHandlerRevision(document) != -1:
        raise RefusedPdfError("locked")
    if not 0 < len(document) <= MOST_PAGES:
        raise RefusedPdfError("large", count=len(document), most=MOST_PAGES)
    if document.get_formtype() != raw.FORMTYPE_NONE:
        raise RefusedPdfError("form")
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or raw.FPDFDoc_GetAttachmentCount(document) > 0:
        raise RefusedPdfError("active")


def _text(page: pdfium.PdfPage) -> str:
    """A page's text; `UNREAD` for each letter of which the file does not say what it is."""
    letters = page.get_textpage()
    codes = (raw.FPDFText_GetUnicode(letters, at) for at in range(letters.count_chars()))
    return "".join(chr(code) if 0 < code <= _LAST else UNREAD for code in codes)


def _lines(text: str) -> list[str]:
    """The lines of a page without what nobody sees."""
    lines = (" ".join("".join(map(_seen, line)).split()) for line in text.splitlines())
    return [line for line in lines if line]


def _seen(character: str) -> str:
    """A letter as it is kept: a blank for any blank, nothing for what is not seen."""
    kind = unicodedata.category(character)
    if kind in ("Cf", "Cc") and character != "\t":
        return "" if character != "\x02" else "-"  # PDFium's mark of a hyphen at a line's end
    return " " if kind.startswith("Z") or character == "\t" else character


def _refuse_unreadable(pages: list[list[str]]) -> None:
    counts = [sum(map(len, page)) for page in pages]
    if sum(counts) > MOST_LETTERS:
        raise RefusedPdfError("long", count=sum(counts), most=MOST_LETTERS)
    bare = sum(count < _FEWEST for count in counts)
    if bare > _SCANNED * len(pages):
        raise RefusedPdfError("scanned", bare=bare, count=len(pages))
    letters = "".join(line for page in pages for line in page)
    strange = sum(unicodedata.category(c) in ("Co", "Cn", "Cs") or c in {"�", UNREAD} for c in letters)
    if strange > _GARBLED * len(letters):
        raise RefusedPdfError("garbled")


def _limit_memory() -> None:
    """Where the system can: a file that grows without end ends its reader."""
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main(words: list[str]) -> int:
    """Read the file that is named; one JSON."""
    _limit_memory()
    try:
        answer = extract(Path(words[0]))
    except RefusedPdfError as error:
        answer = {"refused": error.code, "values": error.values}
    except MemoryError:
        answer = {"refused": "broken", "values": {}}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
