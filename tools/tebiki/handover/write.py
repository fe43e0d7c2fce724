"""A finished site written as all that staff hand over: a zip, PDFs, the folder for a CMS, notes, an index."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ..checks.refused_text import check_name
from ..content.calendar import midnight
from ..content.output_names import INDEX, page_file
from ..content.settings import Cms
from ..content.write_files import zipped
from ..errors import Place, Problem, TebikiError
from ..log import timed
from ..output.site_files import SiteFiles
from ..pipeline.record import files_of
from ..sphinxext.notice import notice_pdf
from .address_table import write_table
from .addresses import Addresses
from .announce import announce
from .bodies import addresses
from .changes import Part, compare_parts
from .cms import CMS, WrittenCms, write_cms
from .facts import plain
from .finished import Finished
from .index_page import IndexPage
from .notes import notes
from .paste import paste_page, trial_page
from .plan import Plan
from .simple import simplify

NOTES: Final = "release-notes.html"
SITE_ZIP: Final = "site.zip"
PDFS: Final = "pdf"
#: Within the folder for a CMS: the table of addresses that the CMS has named itself.
ADDRESSES: Final = "addresses.csv"
#: The notices to offices.
NOTICES: Final = "notices"
#: What there is beside what the steps name, and what it is for.
_PARTS: Final = (
    (SITE_ZIP, "サイト全体です。ウェブサーバーに置くときは、これを展開して置きます。"),
    (
        f"{PDFS}/",
        "PDFです。名前にVer.のあるものとないものがあり、中身は同じです。ないものは、毎年同じ名前です。",
    ),
    (f"{CMS}/pictures.csv", "CMSに登録する画像の一覧の、Excelで開けるものです。"),
    (NOTES, "この版の説明です。"),
)
_ARTICLE: Final = (
    (f"{CMS}/article.html", "CMSに貼る記事（HTML）です。題名はarticle.txtの1行目にあります。"),
    (f"{CMS}/article.txt", "同じ記事の、文字だけのものです。"),
    (f"{CMS}/titles.csv", "ページの題名の一覧です。題名は、CMSの題名の欄に入れます。"),
)


@timed("handover", "handover written")
def write(
    finished: Finished,
    folder: Path,
    options: Cms | None = None,
    more: Sequence[tuple[str, str]] = (),
    plan: Plan | None = None,
) -> tuple[Problem, ...]:
    """Fill the empty ``folder``; ``options``: else those of the settings.

    ``more``: further files that the caller puts there and what each is for, for the index. ``plan``: what the
    CMS holds and where, and the day of publication; without it all is new.

    Writes ``site.zip``, ``pdf/``, ``cms/``, ``release-notes.html``, pages to copy from, and ``index.html``,
    which tells what to do. Returns what staff should know (a contact that nobody knows). Raises `TebikiError`
    where something that would be handed over is wrong; the folder is then to be thrown away.
    """
    plan, options = plan or Plan(), options or finished.settings.cms
    if not options.base:
        options = options.model_copy(update={"base": plan.places.base})
    write_site_zip(finished, folder / SITE_ZIP)
    write_pdfs(finished, folder / PDFS)
    written = write_cms(finished, folder / CMS, options, plan)
    _write(folder / NOTES, notes(finished))
    parts = _compared(finished, folder, plan)
    _write(folder / CMS / ADDRESSES, write_table(_present(parts), plan.places.addresses))
    for name, text in _to_paste(finished, written).items():
        _write(folder / name, text)
    told = list(_write_notices(finished, folder, addresses(finished, options, named=plan.places.addresses)))
    rest = [*_PARTS, *(_ARTICLE if written.made else ()), *_folders(finished, written), *more]
    titles = {body.name: body.title for body in written.made}
    named = dict(plan.places.addresses)
    index = IndexPage(finished, plan, parts, written.pictures, titles, options.base, named, rest, told)
    _write(folder / page_file(INDEX), index.html())
    return written.told


def _compared(finished: Finished, folder: Path, plan: Plan) -> tuple[Part, ...]:
    before = None if plan.before is None else plan.before.files
    return compare_parts(files_of(folder), before, [here.folder for here in finished.publications])


def _present(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.state != "gone" and part.kind != "article")


def _to_paste(finished: Finished, written: WrittenCms) -> dict[str, str]:
    """The pages to copy from, by file: one a language, and the test body."""
    if not written.made:
        return {}
    texts = {"test.html": trial_page()}
    for here in finished.publications:
        own = [body for body in written.made if body.name.startswith(f"{here.folder}/")]
        simple = {body.name: simplify(body.html) for body in own}
        article = written.article if here is finished.source else None
        name = plain(here.words("language.name"))
        texts[f"paste-{here.folder}.html"] = paste_page(name, own, simple, article)
    return texts


def _write_notices(finished: Finished, folder: Path, where: Addresses) -> Iterator[tuple[str, str, str]]:
    """The notices to offices, a mail and a page a language: the language's name, both files."""
    (folder / NOTICES).mkdir()
    for here in finished.publications:
        notice = announce(here, where)
        mail, paper = f"{NOTICES}/notice-{here.folder}.txt", f"{NOTICES}/notice-{here.folder}.pdf"
        _write(folder / mail, notice.as_text())
        (folder / paper).write_bytes(notice_pdf(notice, here, midnight(finished.first_day)).data)
        yield plain(here.words("language.name")), mail, paper


def _folders(finished: Finished, written: WrittenCms) -> Iterator[tuple[str, str]]:
    for here in finished.publications if written.made else ():
        name = plain(here.words("language.name"))
        yield f"{CMS}/{here.folder}/", f"CMSに貼る本文（HTML）です（{name}）。"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


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
