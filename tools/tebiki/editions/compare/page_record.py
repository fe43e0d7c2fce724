"""The pages of a release as data: what later years compare with, without building an old commit again.

``edition.json`` says what was released, ``<language>/<page>.json`` what a reader met on each page, in
reading order: words, places that references lead to, addresses, what QR codes hold, legends, titles of
boxes, texts of pictures, and what the PDF alone says. Each picture is kept once, named by its content.
Every JSON carries the number of its format; what an older engine wrote is upgraded while it is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, Final

from ...content.output_names import folder, page_of_file
from ...content.publication import Publication
from ...content.ruby import plain
from ...content.settings import Strict
from ...errors import Place, fail
from .blocks import Block, Link, Page, Picture, Section, Token
from .printed import with_pages, with_print
from .read_page import read_site
from .record_form import EditionForm, PageForm, PrintedForm, mistake
from .words import tokens

#: Of every JSON of a record. Raise it with each change of their form, and add the upgrade.
FORMAT: Final = 1
#: Format → what turns a table of that format into one of the next.
UPGRADES: Final[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}
EDITION: Final = "edition.json"
#: Pages of the PDFs, by language, manual and place; beside the rest, as older engines do not look for it.
PRINTED: Final = "printed.json"
PICTURES: Final = "pictures"


@dataclass(frozen=True, slots=True)
class ManualNames:
    """What a manual is called in one language, as plain text."""

    platform: str
    version: str
    published: str


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual of a release. ``number``: its version as file names tell it (``4-1``)."""

    number: str
    names: Mapping[str, ManualNames]


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A release as it was recorded. ``files``: each file of the site → its sha256."""

    folder: Path
    pictures: Path
    year: int
    certificate: str
    languages: tuple[str, ...]
    manuals: Mapping[str, Manual]
    files: Mapping[str, str]

    def read_pages(self, language: str) -> Mapping[str, Page]:
        """The pages of a language by name, manuals first. Raises `TebikiError` (``compare/record``…)."""
        own = self.folder / folder(language)
        found = {path.stem: path for path in sorted(own.glob("*.json"))}
        for name in sorted(self._released(language) ^ found.keys()):
            why = "not there" if name not in found else "not a page of this release"
            fail("compare/record", Place.of(own / f"{name}.json"), why=why)
        names = [
            *(name for name in self.manuals if name in found),
            *(n for n in found if n not in self.manuals),
        ]
        printed = self._printed(language)
        pages = {name: _page_from(_read_page(found[name], language), self.pictures) for name in names}
        return {name: with_pages(page, printed.get(name, {})) for name, page in pages.items()}

    def _printed(self, language: str) -> Mapping[str, Mapping[str, int]]:
        """The pages of each manual's PDF by place; nothing where a release did not record them."""
        path = self.folder / PRINTED
        if not path.is_file():
            return {}
        found: Mapping[str, Mapping[str, int]] = _read_json(path, PrintedForm)["pages"].get(language, {})
        return found

    def _released(self, language: str) -> set[str]:
        """Names of the pages that the site had in a language."""
        names = (PurePosixPath(name) for name in self.files)
        here = PurePosixPath(folder(language))
        own = (page_of_file(name.name) for name in names if name.parent == here)
        return {page for page in own if page is not None}


def write_record(
    site: Path, publications: Sequence[Publication], files: Mapping[str, str], out: Path
) -> None:
    """Record a finished site into the empty folder ``out``; ``files``: name → sha256 of all of the site.

    The pictures go to ``out / PICTURES``.
    """
    (out / PICTURES).mkdir(parents=True)
    for here in publications:
        for page in read_pages(site, here).values():
            (out / here.folder).mkdir(exist_ok=True)
            _write_json(out / here.folder / f"{page.name}.json", _page_table(page, here.language))
            for path in pictures_of(page):
                data = path.read_bytes()
                (out / PICTURES / f"{_digest(data)}.png").write_bytes(data)
    _write_json(out / EDITION, _edition_table(publications, files))
    _write_json(out / PRINTED, {"pages": {here.language: _places_of(site, here) for here in publications}})


def _places_of(site: Path, here: Publication) -> dict[str, dict[str, int]]:
    """The places of each manual's PDF in a language."""
    from ...output.pdf_places import read_places  # noqa: PLC0415 -- whoever reads records alone needs no PDFium

    pdfs = {name: site / here.folder / here.pdf_name(name) for name in here.edition.manuals}
    return {name: dict(read_places(pdf)) for name, pdf in pdfs.items() if pdf.is_file()}


def read_record(own: Path, pictures: Path) -> PageRecord:
    """The record in the folder ``own``. Raises `TebikiError` (``compare/record…``)."""
    table = _read_json(own / EDITION, EditionForm)
    manuals = {
        name: Manual(row["number"], {code: ManualNames(**names) for code, names in row["names"].items()})
        for name, row in table["manuals"].items()
    }
    head = table["year"], table["certificate"], tuple(table["languages"])
    return PageRecord(own, pictures, *head, manuals, table["files"])


def read_pages(site: Path, here: Publication) -> Mapping[str, Page]:
    """The pages of a finished site in the language of ``here``, with what only their PDFs say."""
    own, printed = site / here.folder, _places_of(site, here)
    pages = {
        name: with_print(page, own / here.pdf_name(name), printed.get(name, {}))
        if name in here.edition.manuals
        else page
        for name, page in read_site(own, tuple(here.edition.manuals)).items()
    }
    return {name: with_pages(page, printed.get(name, {})) for name, page in pages.items()}


def _edition_table(publications: Sequence[Publication], files: Mapping[str, str]) -> dict[str, Any]:
    edition = publications[0].edition
    manuals: dict[str, Any] = {
        name: {"number": manual.number, "names": {}} for name, manual in edition.manuals.items()
    }
    for here in publications:
        for manual in here.manuals:
            manuals[manual.name]["names"][here.language] = {
                key: plain(getattr(manual, key)) for key in ("platform", "version", "published")
            }
    return {
        "year": edition.year,
        "certificate": edition.certificate.id,
        "languages": [here.language for here in publications],
        "manuals": manuals,
        "files": dict(files),
    }


def _page_table(page: Page, language: str) -> dict[str, Any]:
    sections = [
        {
            "id": section.id,
            "level": section.level,
            "title": _runs(section.title),
            "number": section.number,
            "chapter": section.chapter,
            "blocks": [_block_table(block) for block in section.blocks],
        }
        for section in page.sections
    ]
    return {"page": page.name, "language": language, "sections": sections}


def _block_table(block: Block) -> dict[str, Any]:
    table: dict[str, Any] = {"kind": block.kind, "text": _runs(block.tokens)}
    if block.label:
        table["label"] = _runs(block.label)
    if block.links:
        table["links"] = [{"text": link.text, "to": link.target} for link in block.links]
    if (picture := block.picture) is not None:
        table["picture"] = {
            "name": picture.name,
            "sha256": _digest(picture.path.read_bytes()),
            "alt": "".join(token.text for token in picture.alt),
            "width": picture.width,
            "height": picture.height,
            "code": picture.code,
        }
    return table


def _runs(found: Iterable[Token]) -> list[Any]:
    """Words as they are written, in as few pieces as references leave: how they are cut is no fact."""
    runs: list[Any] = []
    for (target, line_end), group in groupby(found, key=lambda token: (token.target, token.text == "\n")):
        pieces = list(group)
        if target is not None:
            runs += [{"text": token.text, "to": target} for token in pieces]
        elif line_end:  # between the cells of a row, of which some may be empty
            runs += ["\n"] * len(pieces)
        else:
            runs.append("".join(token.text for token in pieces))
    return runs


def _tokens(runs: Iterable[Any]) -> tuple[Token, ...]:
    found: list[Token] = []
    for run in runs:
        found += tokens(run) if isinstance(run, str) else [Token(run["text"], run["to"])]
    return tuple(found)


def _read_page(path: Path, language: str) -> dict[str, Any]:
    table = _read_json(path, PageForm)
    if (table["page"], table["language"]) != (path.stem, language):
        fail("compare/record", Place.of(path), why=f"{table['language']}/{table['page']}")
    return table


def _page_from(table: dict[str, Any], pictures: Path) -> Page:
    sections = tuple(
        Section(
            row["id"],
            row["level"],
            _tokens(row["title"]),
            row["number"],
            row["chapter"],
            tuple(_block_from(block, pictures) for block in row["blocks"]),
        )
        for row in table["sections"]
    )
    return Page(table["page"], sections)


def _block_from(table: Mapping[str, Any], pictures: Path) -> Block:
    links = tuple(Link(link["text"], link["to"]) for link in table.get("links", ()))
    picture, row = None, table.get("picture")
    if row is not None:
        path = pictures / f"{row['sha256']}.png"
        _check_picture(path, row["sha256"])
        picture = Picture(row["name"], path, tokens(row["alt"]), row["width"], row["height"], row["code"])
    return Block(table["kind"], _tokens(table["text"]), _tokens(table.get("label", ())), links, picture)


def _check_picture(path: Path, digest: str) -> None:
    try:
        found = _digest(path.read_bytes())
    except OSError as error:
        fail("compare/record", Place.of(path), why=error.strerror or str(error))
    if found != digest:
        fail("compare/record", Place.of(path), why=f"SHA-256 {found[:12]}…")


def pictures_of(page: Page) -> Iterator[Path]:
    """The files of a page's pictures, codes too, in reading order."""
    for section in page.sections:
        for block in section.blocks:
            if block.picture is not None:
                yield block.picture.path


def _write_json(path: Path, table: Mapping[str, Any]) -> None:
    text = json.dumps({"format": FORMAT, **table}, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _read_json(path: Path, form: type[Strict]) -> dict[str, Any]:
    """A table of today's format, whatever it was written in; ``form``: what it must hold."""
    try:
        table = json.loads(path.read_bytes())
        number = _checked_number(table["format"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        fail("compare/record", Place.of(path), why=str(error) or type(error).__name__)
    if number > FORMAT:
        fail("compare/record-newer", Place.of(path), format=number, known=FORMAT)
    for each in range(number, FORMAT):
        table = UPGRADES[each](table)
    if why := mistake(form, {**table, "format": FORMAT}):
        fail("compare/record", Place.of(path), why=why)
    return dict(table)


def _checked_number(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(value)
    return value


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
