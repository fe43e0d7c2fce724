"""Gates of languages, for pages and PDFs: each returns what stands in another language unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import Element

import pikepdf
from outloud.model import Document  # type: ignore[import-untyped]

KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
KANJI = re.compile(r"[々〆\u3400-\u9fff]+")
#: Readings as they are written in sources.
READING = re.compile(r"｜|《[ぁ-ゖー]+》")
SPOKEN = ("alt", "aria-label", "title", "content")


def spoken(element: Element, lang: str, ruby: bool = False) -> Iterator[tuple[str, str, bool, str]]:
    """Every text of a tree: its language, where it stands, whether it has a reading, the text."""
    lang, ruby = element.get("lang", lang), ruby or element.tag == "ruby"
    yield lang, element.tag, ruby, element.text or ""
    for name in SPOKEN:
        yield lang, name, ruby, element.get(name, "")
    for child in element:
        yield from spoken(child, lang, ruby)
        yield lang, element.tag, ruby, child.tail or ""


def unmarked(root: Element) -> list[str]:
    """Japanese in a page of another language that does not say so: alts too, which cannot."""
    return [
        f"{where}: {text[:60]}"
        for lang, where, _, text in spoken(root, "")
        if KANA.search(text) and not lang.startswith("ja")
    ]


def without_reading(root: Element) -> list[str]:
    """Kanji of a page in plain Japanese that have no reading, but for what cannot: titles, alts."""
    return [
        f"{where}: {text[:60]}"
        for lang, where, ruby, text in spoken(root, "")
        if lang == "ja-simple" and not ruby and where not in {"title", *SPOKEN} and KANJI.search(text)
    ]


def unread(text: str) -> list[str]:
    """Readings in a place that shows no ruby: they came out as they are written."""
    return [text[max(0, m.start() - 20) : m.end() + 20] for m in READING.finditer(text)]


def element_languages(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The language of structure elements that say one, by page (from 0) and mark of what they hold."""
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found: dict[tuple[int, int], str] = {}

    def read(item: pikepdf.Object, page: int, lang: str) -> None:
        if isinstance(item, int):
            found[page, item] = lang
        elif isinstance(item, pikepdf.Array):
            for one in item:
                read(one, page, lang)
        elif isinstance(item, pikepdf.Dictionary):
            page = numbers[item["/Pg"].objgen] if "/Pg" in item else page
            if "/MCID" in item:
                found[page, int(item["/MCID"])] = lang
            elif "/K" in item:
                read(item["/K"], page, str(item.get("/Lang", lang)))

    read(pdf.Root["/StructTreeRoot"], -1, "")
    return found


def unmarked_in_pdf(path: Path) -> list[str]:
    """The same of a PDF: each run of text with kana must be Japanese by its mark, or by what it stands in."""
    marks: dict[tuple[int, int], str] = {}
    with pikepdf.open(path) as pdf:
        elements = element_languages(pdf)
        for number, page in enumerate(pdf.pages):
            for part in pikepdf.parse_content_stream(page, "BDC"):
                mark = part.operands[1]
                if isinstance(mark, pikepdf.Dictionary) and "/MCID" in mark:
                    at = number, int(mark["/MCID"])
                    marks[at] = str(mark.get("/Lang", elements.get(at, "")))
    with closing(Document(str(path))) as document:
        return [
            f"page {number + 1}: {run.text}"
            for number in range(len(document.pages))
            for run in document.content(number).runs
            if KANA.search(run.text) and run.mcid is not None and marks[number, run.mcid] != "ja"
        ]
