"""The list of pictures, for whoever puts them into a CMS: a table for Excel, and one to look at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.png import header_of
from .bodies import Made
from .html import Node, element, html, page_html

#: Excel takes a CSV file for UTF-8 only with this.
_BOM: Final = "\ufeff"
_HEADS: Final = (
    "ファイル名",
    "代替テキスト",
    "幅（px）",
    "高さ（px）",
    "表示の幅",
    "表示の高さ",
    "バイト",
    "ページ",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A picture of the list: sizes in pixels, as it is and as it is shown; its bytes; pages that show it."""

    path: str
    name: str
    alt: str
    size: tuple[int, int]
    shown: tuple[int, int]
    data: int
    pages: tuple[str, ...]
    #: Headings that it stands under.
    places: tuple[str, ...] = ()

    @property
    def row(self) -> tuple[str, ...]:
        """The row of the table."""
        numbers = (*self.size, *self.shown, self.data)
        return (self.name, self.alt, *map(str, numbers), "、".join(self.pages))


def listed(site: Path, made: Iterable[Made]) -> tuple[Listed, ...]:
    """All pictures by name; one that has two texts has two rows."""
    pages: dict[tuple[str, str], list[str]] = {}
    places: dict[tuple[str, str], list[str]] = {}
    found = {}
    for body in made:
        for picture, place in zip(body.pictures, body.places, strict=True):
            key = (picture.name, picture.alt)
            found[key] = picture
            if body.name not in pages.setdefault(key, []):
                pages[key].append(body.name)
            places.setdefault(key, []).append(f"{body.page} {place}".strip())
    return tuple(
        Listed(
            picture.path,
            picture.name,
            picture.alt,
            _size(site / picture.path),
            (picture.width, picture.height),
            (site / picture.path).stat().st_size,
            tuple(pages[key]),
            tuple(dict.fromkeys(places[key])),
        )
        for key, picture in sorted(found.items())
    )


def _size(path: Path) -> tuple[int, int]:
    header = header_of(path.read_bytes())
    assert header is not None, f"a finished site holds {path.name}, which is no PNG"
    return header.width, header.height


def as_csv(rows: Iterable[Listed]) -> str:
    """The list for Excel, in which no text may become a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS)
    writer.writerows([_text(cell) for cell in row.row] for row in rows)
    return _BOM + out.getvalue()


def _text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def as_html(rows: Iterable[Listed]) -> str:
    """The list as a page, with the pictures."""
    head = [element("th", [text], scope="col") for text in ("絵", *_HEADS)]
    body = [element("tr", _cells(row)) for row in rows]
    parts: list[Node] = [
        element("h1", ["画像の一覧"]),
        element(
            "p", ["CMSに登録する画像です。代替テキストは、CMSの「代替テキスト」の欄に、そのまま入れます。"]
        ),
        element(
            "table",
            [
                element("caption", ["画像のファイル名、代替テキスト、大きさ、使うページ"]),
                element("thead", [element("tr", head)]),
                element("tbody", body),
            ],
        ),
    ]
    return page_html("画像の一覧", html(parts))


def _cells(row: Listed) -> list[Node]:
    width, height = row.shown
    shown = element(
        "img", src=f"files/{row.name}", alt=row.alt, width=str(width // 2), height=str(height // 2)
    )
    name, *others = row.row
    cells: list[Node] = [element("td", [shown]), element("th", [name], scope="row")]
    return cells + [element("td", [text]) for text in others]
