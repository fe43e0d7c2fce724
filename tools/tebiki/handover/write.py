"""A finished site written as all that staff hand over: a zip, PDFs, the folder for a CMS, notes, an index."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..checks.refused_text import check_name
from ..content.output_names import INDEX, page_file
from ..content.settings import Cms
from ..content.write_files import zipped
from ..errors import Place, Problem, TebikiError
from ..log import timed
from ..output.site_files import SiteFiles
from .cms import CMS, write_cms
from .facts import plain
from .finished import Finished
from .html import Node, element, html, page_html
from .notes import notes

NOTES: Final = "release-notes.html"
SITE_ZIP: Final = "site.zip"
PDFS: Final = "pdf"
#: What there is and what it is for.
_PARTS: Final = (
    (SITE_ZIP, "サイト全体です。ウェブサーバーに置くときは、これを展開して置きます。"),
    (
        f"{PDFS}/",
        "PDFです。名前にVer.のあるものとないものがあり、中身は同じです。ないものは、毎年同じ名前です。",
    ),
    (f"{CMS}/article.html", "CMSに貼る記事（HTML）です。題名はarticle.txtの1行目にあります。"),
    (f"{CMS}/article.txt", "同じ記事の、文字だけのものです。"),
    (f"{CMS}/pictures.html", "CMSに登録する画像の一覧です。画像はcms/filesにあります。"),
    (f"{CMS}/pictures.csv", "同じ一覧の、Excelで開けるものです。"),
    (f"{CMS}/titles.csv", "ページの題名の一覧です。題名は、CMSの題名の欄に入れます。"),
    (NOTES, "この版の説明です。"),
)


@timed("handover", "handover written")
def write(
    finished: Finished, folder: Path, options: Cms | None = None, more: Sequence[tuple[str, str]] = ()
) -> tuple[Problem, ...]:
    """Fill the empty ``folder``; ``options``: else those of the settings.

    ``more``: further files that the caller puts there and what each is for, for the index.

    Writes ``site.zip``, ``pdf/``, ``cms/``, ``release-notes.html``, and ``index.html`` that tells
    what each is for. Returns what staff should know (a contact that nobody knows). Raises `TebikiError` where
    something that would be handed over is wrong; the folder is then to be thrown away.
    """
    write_site_zip(finished, folder / SITE_ZIP)
    write_pdfs(finished, folder / PDFS)
    told = write_cms(finished, folder / CMS, options or finished.settings.cms)
    (folder / NOTES).write_text(notes(finished), encoding="utf-8", newline="\n")
    (folder / page_file(INDEX)).write_text(_index(finished, more), encoding="utf-8", newline="\n")
    return told


def _index(finished: Finished, more: Sequence[tuple[str, str]]) -> str:
    rows = [*_PARTS]
    for here in finished.publications:
        name = here.words("language.name")
        rows.append((f"{CMS}/{here.folder}/", f"CMSに貼る本文（HTML）です（{plain(name)}）。"))
    items: list[Node] = []
    for path, text in [*rows, *more]:
        items += [element("dt", [element("a", [path], href=path)]), element("dd", [text])]
    return page_html("渡すファイル", html([element("h1", ["渡すファイル"]), element("dl", items)]))


def write_site_zip(finished: Finished, path: Path) -> None:
    """Write the whole site as a zip, dated by the edition. Raises `TebikiError` (``output/name``).

    It is read back: names and every byte. What the site must not hold is the build's affair.
    """
    contents = {file.name: file.path.read_bytes() for file in SiteFiles.walk(finished.site).files}
    if problems := [problem for name in contents for problem in check_name(name, Place(name))]:
        raise TebikiError(problems)
    month = finished.updated
    path.write_bytes(zipped(contents, (month.year, month.month, 1, 0, 0, 0)))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if names != sorted(contents) or any(archive.read(name) != contents[name] for name in names):
            raise TebikiError([Problem("handover/zip", Place.of(path), {})])


def write_pdfs(finished: Finished, folder: Path) -> None:
    """Copy each PDF under its own name and under the one without a version."""
    folder.mkdir(parents=True, exist_ok=True)
    for pdf in finished.pdfs():
        shutil.copyfile(pdf.path, folder / pdf.path.name)
        shutil.copyfile(pdf.path, folder / pdf.stable)
