"""What a finished PDF must hold. Each gate takes the file and returns what is wrong, in words.

No validator notices everything (none sees a header cell that became a plain one), so
the tag tree, the fonts, the codes and the look of a page are read here themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import outloud  # type: ignore[import-untyped]
import page as page_validation
import pdf_letters
import pdf_lines
import pikepdf
import pypdfium2
import zxingcpp
from outloud.model import Document, StructElem  # type: ignore[import-untyped]
from PIL import Image

MM = 72 / 25.4
#: Of A4, from the top, in pt: where text begins and ends.
TOP, BOTTOM = 25 * MM, 277 * MM
A4_HEIGHT = 297 * MM
#: White between two units of a page is at least this high.
UNIT_GAP = 6.2 * MM
STREAM_LENGTH = "PDFA2A-STREAM-LENGTH-001"
RESOLUTIONS = (72, 96, 150, 300)
#: A PDF's bytes: it is opened on phones, without Wi-Fi.
LARGEST = 600_000
_BLOCKS = {"P", "L", "Table", "Div", "Figure", "H1", "H2", "H3"}
_SPOKEN = {"Title", "H1", "H2", "H3", "H4", "P", "Lbl", "LBody", "TH", "TD", "Figure", "TOCI"}


@dataclass(frozen=True)
class Tag:
    """An element of the tag tree; `text` is all of it, `lines` its lines of print."""

    role: str
    text: str
    lines: tuple[str, ...]
    alt: str | None
    lang: str | None
    page: int
    roles_above: tuple[str, ...]
    #: Whether it holds text itself, not only blocks.
    leaf: bool
    #: Of a header cell: whether it says what it heads.
    headed: bool


def tags(path: Path) -> tuple[Tag, ...]:
    """Every element in reading order. Artifacts (header, footer, drawn signs) are not there."""
    return _tags(path, hashlib.sha256(path.read_bytes()).digest())


@lru_cache(2)
def _tags(path: Path, digest: bytes) -> tuple[Tag, ...]:
    """Read once for all gates; ``digest`` tells of a file that was written anew."""
    del digest
    with closing(Document(str(path))) as document:
        return tuple(_tag(document, element) for element in document.elements)


def _tag(document: Document, element: StructElem) -> Tag:
    runs = list(runs_of(document, element))
    return Tag(
        element.type_raw,
        "".join(run.text for run in runs),
        _lines(runs),
        element.alt,
        element.lang,
        page_of(element) + 1,
        tuple(element.path.split("/")[:-1]),
        not any(below.type_raw in _BLOCKS for below in element.descendants()),
        bool(element.attr("Scope")),
    )


def page_of(element: StructElem) -> int:
    pages = [ref.page for part in (element, *element.descendants()) for ref in part.mcrefs]
    return min((page for page in pages if page is not None), default=element.page or 0)


def runs_of(document: Document, element: StructElem) -> Iterator[Any]:
    inside = [element, *element.descendants()]
    places = {(ref.page, ref.mcid) for part in inside for ref in part.mcrefs if ref.page is not None}
    for number in sorted({number for number, _ in places}):
        runs = [run for run in document.content(number).runs if (number, run.mcid) in places]
        yield from sorted(runs, key=lambda run: run.mcid or 0)


def _lines(runs: list[Any]) -> tuple[str, ...]:
    lines: dict[int, str] = {}
    for run in runs:
        key = next((k for k in lines if abs(k - run.bbox[1]) < 6), round(run.bbox[1]))
        lines[key] = lines.get(key, "") + run.text
    return tuple(lines.values())


def reading(path: Path) -> list[tuple[str, str]]:
    """What is read aloud, in order: (role, text) of headings, paragraphs, labels, cells and pictures."""
    return [(tag.role, tag.alt or tag.text) for tag in tags(path) if _is_spoken(tag)]


def _is_spoken(tag: Tag) -> bool:
    if tag.role in ("TH", "TD", "TOCI"):
        return True
    return tag.role in _SPOKEN and tag.leaf and not {"TH", "TD", "TOCI"} & set(tag.roles_above)


def conformance(path: Path) -> list[str]:
    """PDF/UA-1 and PDF/A-2a, and what a screen reader would stumble over."""
    found = []
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf(path, profile=profile)
        failures = [f for f in report.failures if f.rule_id != STREAM_LENGTH]
        found += [f"{profile}: {failure.rule_id}: {failure.message}" for failure in failures]
    found += stream_lengths(path)
    result = outloud.check(str(path))
    wrong = [finding for finding in result.findings if finding.severity in ("error", "warning")]
    wrong = [finding for finding in wrong if not _is_heard(path, finding)]
    found += [f"outloud: {finding.rule}: {finding.message}" for finding in wrong]
    return found + ([result.error] if result.error else [])


def _is_heard(path: Path, finding: Any) -> bool:
    """Whether what ``outloud`` guesses from the look of words is none.

    Prose that is skipped: long running heads, and the head of a table that goes on, which
    was read where the table begins. A reference number for a heading: 「只删除1个证书」. Another order
    than that of the page, where words with readings stand in a sentence: ``outloud`` takes an element's own
    text before that of the elements within it, so the order is worked out here.
    """
    if finding.rule == "TAG-002":
        heads = [tag.text for tag in tags(path) if tag.role == "TR" and "THead" in tag.roles_above]
        inside = [
            box for box in finding.boxes if box["y1"] > A4_HEIGHT - BOTTOM and box["y0"] < A4_HEIGHT - TOP
        ]
        return not inside or any(all(word in head for word in finding.evidence.split()) for head in heads)
    if finding.rule == "ORD-001":
        return is_painted_in_order(path)
    return finding.rule == "HDG-010" and bool(re.search(r"[\u3041-\u30ff\u4e00-\u9fff]{3}", finding.evidence))


def is_painted_in_order(path: Path) -> bool:
    """Whether every page paints its marked text in exactly the order of the tag tree."""
    with pikepdf.open(path) as pdf:
        told: dict[tuple[int, int], list[int]] = {}
        _walk_marks(pdf.Root.StructTreeRoot.K, None, told)
        for page in pdf.pages:
            marks = [step.operands[1] for step in _begun_marks(page)]
            painted = [int(mark.MCID) for mark in marks if "/MCID" in mark]
            if painted != told.get(page.obj.objgen, []):
                return False
    return True


def _begun_marks(page: pikepdf.Page) -> Iterator[Any]:
    steps = pikepdf.parse_content_stream(page, "BDC")
    return (step for step in steps if isinstance(step.operands[1], pikepdf.Dictionary))


def _walk_marks(kid: Any, page: Any, told: dict[tuple[int, int], list[int]]) -> None:
    """Note the marks below an element in order, by the page that they are on."""
    if isinstance(kid, pikepdf.Array):
        for each in kid:
            _walk_marks(each, page, told)
    elif isinstance(kid, int):
        told.setdefault(page.objgen, []).append(kid)
    elif kid.get("/Type") == "/MCR":
        told.setdefault(kid.get("/Pg", page).objgen, []).append(int(kid.MCID))
    elif "/S" in kid:
        _walk_marks(kid.get("/K", pikepdf.Array()), kid.get("/Pg"), told)


def stream_lengths(path: Path) -> list[str]:
    """Each stream is exactly as long as it says (ISO 19005-2, 6.1.7.1).

    The validator's own rule takes a stream's last byte for a part of the line end where that
    byte happens to be a carriage return (one compressed stream in 256), so it is asked here.
    """
    data, found = path.read_bytes(), []
    for match in re.finditer(rb"(?<!end)stream\r?\n", data):
        lengths = re.findall(rb"/Length (\d+)", data[max(0, match.start() - 600) : match.start()])
        end = match.end() + int(lengths[-1]) if lengths else match.end()
        if not lengths or not re.match(rb"\r?\n?endstream", data[end : end + 11]):
            found.append(f"2a: stream at byte {match.start()} is not as long as it says")
    return found


def tables(path: Path) -> list[str]:
    """Each table begins with a row of header cells that say what they head."""
    found = []
    for count, group in enumerate(_tables(tags(path)), 1):
        heads = [tag for tag in group if tag.role == "TH"]
        if "THead" not in {tag.role for tag in group} or not heads:
            found.append(f"table {count}: no header cells")
        found += [f"table {count}: header cell without scope: {t.text}" for t in heads if not t.headed]
        found += [
            f"table {count}: plain cell in the head: {tag.text}"
            for tag in group
            if tag.role == "TD" and "THead" in tag.roles_above
        ]
    return found


def _tables(found: Iterable[Tag]) -> list[list[Tag]]:
    groups: list[list[Tag]] = []
    for tag in found:
        if tag.role == "Table":
            groups.append([])
        elif "Table" in tag.roles_above:
            groups[-1].append(tag)
    return groups


def figures(path: Path) -> list[str]:
    """Each picture has an alt in words."""
    return [
        f"page {tag.page}: picture without alt in words: {tag.alt!r}"
        for tag in tags(path)
        if tag.role == "Figure" and (not tag.alt or re.search(r"\.(png|jpg|typ)$", tag.alt))
    ]


def headings(path: Path) -> list[str]:
    """Headings go down one level at a time, and none is empty."""
    levels = [(int(tag.role[1]), tag.text) for tag in tags(path) if re.fullmatch(r"H[1-6]", tag.role)]
    found = [f"empty heading of level {level}" for level, text in levels if not text.strip()]
    steps = pairwise([(0, ""), *levels])
    return found + [f"heading skips a level: {text}" for (a, _), (b, text) in steps if b > a + 1]


def fonts(path: Path) -> list[str]:
    """Every font is embedded, and only what is used of it."""
    found = []
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/FontDescriptor":
                continue
            name = str(item.FontName)
            if not {"/FontFile2", "/FontFile3"} & set(item.keys()):
                found.append(f"font not embedded: {name}")
            if not re.match(r"/[A-Z]{6}\+", name):
                found.append(f"whole font embedded: {name}")
    return found


def language(path: Path) -> str:
    """The document's language."""
    with pikepdf.open(path) as pdf:
        return str(pdf.Root.get("/Lang", ""))


def metadata(path: Path) -> dict[str, str]:
    """Title, author and dates of the document."""
    with pikepdf.open(path) as pdf:
        return {key.removeprefix("/"): str(value) for key, value in pdf.docinfo.items()}


def bookmarks(path: Path) -> list[tuple[int, str]]:
    """(depth from 0, title) of each bookmark."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return [(item.level, item.get_title()) for item in pdf.get_toc()]


def text(path: Path) -> list[str]:
    """Each page's text as it is copied out of it."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return [sheet.get_textpage().get_text_bounded() for sheet in pdf]


def render(path: Path, number: int, dpi: float) -> Image.Image:
    """A page (from 1) in grey."""
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        image: Image.Image = pdf[number - 1].render(scale=dpi / 72).to_pil()
        return image.convert("L")


def links(path: Path) -> list[list[str]]:
    """The addresses that each page links to."""
    with pikepdf.open(path) as pdf:
        return [
            [str(note.A.URI) for note in sheet.get("/Annots", []) if "/A" in note and "/URI" in note.A]
            for sheet in pdf.pages
        ]


def addresses(path: Path) -> list[str]:
    """A printed address that is linked is whole on one line: copied or searched for, it is the address."""
    pages = zip(text(path), links(path), strict=True)
    return [
        f"page {number}: in two lines: {url}"
        for number, (said, urls) in enumerate(pages, 1)
        for url in sorted({url.removeprefix("mailto:") for url in urls})
        if "".join(said.split()).count(url) > said.count(url)
    ]


def codes(image: Image.Image) -> list[str]:
    """The texts of all QR codes on a picture, sorted."""
    kinds = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    return sorted(found.text for found in zxingcpp.read_barcodes(image, formats=kinds))


def qr(path: Path, resolutions: tuple[int, ...] = RESOLUTIONS) -> list[str]:
    """Codes can be read from screen and paper, reduced and in pure black too; links lead to the same."""
    found = []
    for number, addresses in enumerate(links(path), 1):
        best = codes(render(path, number, 200))
        found += [f"page {number}: code without a link: {code}" for code in best if code not in addresses]
        pictures = [(f"{dpi} dpi", render(path, number, dpi)) for dpi in resolutions if best]
        if best:
            small = render(path, number, 150 * 0.7).point(lambda value: 255 if value > 127 else 0)
            pictures.append(("70 %, one bit", small))
        lost = [name for name, image in pictures if codes(image) != best]
        found += [f"page {number}: not readable at {name}" for name in lost]
    return found


def _ink(path: Path, number: int) -> list[bool]:
    """For each pt of the text's area from the top: whether anything is printed there."""
    image = render(path, number, 72).crop((40, round(TOP), 580, round(BOTTOM)))
    pixels, width = image.tobytes(), image.width
    return [min(pixels[y * width : (y + 1) * width]) < 200 for y in range(image.height)]


def _first_unit(rows: list[bool], *, headed: bool) -> int:
    """The height of what stands first, up to the first broad white; a chapter's heading is not alone."""
    gap, units = 0, 0
    for y, printed in enumerate(rows):
        gap = 0 if printed else gap + 1
        if gap == int(UNIT_GAP) + 1 and any(rows[:y]):
            units += 1
            if units > headed:
                return y - gap
    return len(rows)


def fill(path: Path) -> list[str]:
    """No page after the cover is less than half full, unless what comes next would not fit on it.

    The last page, which nothing follows, may end earlier, but not with a few lines.
    """
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        count = len(pdf)
    rows = {number: _ink(path, number) for number in range(2, count + 1)}
    used = {number: max((y for y, ink in enumerate(row) if ink), default=0) for number, row in rows.items()}
    chapters = {tag.page for tag in tags(path) if tag.role == "H1"}
    found = []
    for number, row in rows.items():
        room = len(row) - used[number] - UNIT_GAP
        least = len(row) / (2 if number < count else 6)
        headed = number + 1 in chapters
        if used[number] < least and (number == count or _first_unit(rows[number + 1], headed=headed) < room):
            found.append(f"page {number}: {round(100 * used[number] / len(row))} % full")
    return found


def stubs(path: Path) -> list[str]:
    """No paragraph ends in a line of one or two signs."""
    found = []
    for tag in tags(path):
        last = tag.lines[-1].strip() if tag.role == "P" and len(tag.lines) > 1 else "…………"
        if len(last) <= 2 and re.search(r"[ぁ-ん。]", last):
            found.append(f"page {tag.page}: last line 「{last}」: {tag.text[-20:]}")
    return found


def size(path: Path) -> list[str]:
    """At most `LARGEST`."""
    measured = path.stat().st_size
    return [f"{measured} bytes"] if measured > LARGEST else []


GATES: dict[str, Callable[[Path], list[str]]] = {
    "conformance": conformance,
    "tables": tables,
    "figures": figures,
    "headings": headings,
    "fonts": fonts,
    "qr": qr,
    "fill": fill,
    "overlaps": pdf_letters.overlaps,
    "readings": pdf_letters.readings,
    "addresses": addresses,
    "underscores": pdf_letters.underscores,
    "stubs": stubs,
    **pdf_lines.GATES,
    "size": size,
}


def everything(path: Path) -> list[str]:
    """All findings of all gates."""
    return [f"{name}: {finding}" for name, gate in GATES.items() for finding in gate(path)]
