"""A small front and small documents for tests of the PDF: an invented city, realistic Japanese."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pikepdf

from tebiki.content.languages import load_language
from tebiki.content.words import load_words
from tebiki.render.pdf import Document
from tebiki.render.typst.front import Cover, Front, Header
from tebiki.sphinxext.typography import typography_of

WHEN = datetime(2031, 4, 1, tzinfo=UTC)


def front(language: str = "ja") -> Front:
    """Cover and header of an invented city, set as ``language`` is."""
    cover = Cover(
        masthead="山辺市 介護の連絡帳",
        edition="Ver.7",
        title=("電子証明書", "インストールマニュアル"),
        platform="Android",
        device="phone",
        date="令和13年4月",
        publisher="山辺市高齢福祉課",
    )
    header = Header(
        "電子証明書インストールマニュアル",
        "Android版",
        "Android版 電子証明書インストールマニュアル",
        "Ver.7 令和13年4月",
        cover.publisher,
    )
    data = load_language(language)
    title = "電子証明書インストールマニュアル"
    return Front(data.tag, title, cover.publisher, "#12305F", cover, header, typography_of(data))


def document(*calls: str, pictures: dict[str, Path] | None = None) -> Document:
    """A document of these calls."""
    body = "".join(f"{call},\n" for call in calls)
    text = f'#import "/template/tebiki-manual.typ": *\n#manual(\n{body})\n'
    return Document(text.encode(), front().json(load_words("ja")), pictures or {})


def messages() -> dict[str, dict[str, str]]:
    """The messages of the PDF."""
    return tomllib.loads(files("tebiki.messages").joinpath("pdf.toml").read_text("utf-8"))


def put_pictures(path: Path, *pictures: bytes) -> Path:
    """A PDF of one page whose resources hold grey pictures of one line, a byte a pixel."""
    document = pikepdf.new()
    document.add_blank_page()
    held = pikepdf.Dictionary()
    for number, data in enumerate(pictures):
        picture = document.make_stream(data)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = len(data), 1, 8
        picture.ColorSpace = pikepdf.Name.DeviceGray
        held[f"/P{number}"] = picture
    document.pages[0].Resources = pikepdf.Dictionary(XObject=held)
    document.save(path)
    return path
