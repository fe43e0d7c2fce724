"""Names of folders, pages, PDFs and pictures that go out: small ASCII letters, ``-`` between words.

A manual called ``chrome_book`` has that page, ``chrome_book.html``; its PDFs say ``chrome-book``.
Whoever needs such a name, or the manual that a name belongs to, asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # names need no reader of settings
    from .settings import Settings

_VERSION: Final = re.compile(r"-ver(?=\d)")
_SUMMARY: Final = "-summary"
_PAGE: Final = ".html"
_CODE: Final = "qr-"
_PICTURE: Final = ".png"
DRAFT: Final = "-draft.pdf"
#: The page that each folder of a language begins with; the root has one, too.
INDEX: Final = "index"
#: Files at the root of a site beside its index page.
NOT_FOUND, ROBOTS, SITEMAP = "404.html", "robots.txt", "sitemap.xml"
#: Below a language's folder: its pictures. Below the root: earlier editions, a folder a year.
PICTURES, ARCHIVE = "_images", "archive"


def folder(language: str) -> str:
    """The folder of a language on the site: ``ja``, ``zh-cn``."""
    return _small(language)


def page_file(page: str) -> str:
    """The file of a page: ``android`` → ``android.html``."""
    return page + _PAGE


def page_path(language: str, page: str) -> str:
    """The same below the site's root, ``ja/android.html``; ``language``: its code or its folder's name."""
    return f"{folder(language)}/{page_file(page)}"


def page_of_file(name: str) -> str | None:
    """The page that a file without its folder is; None for a file that is no page."""
    page = name.removesuffix(_PAGE)
    return page if page != name else None


def series(settings: Settings, manual: str) -> str:
    """What the names of a manual's PDFs begin with in every edition: ``certificate-manual-android``."""
    return _small(f"{settings.documents}-{manual}")


def version_stem(settings: Settings, manual: str, number: str) -> str:
    """What the names of one version's PDFs begin with: ``certificate-manual-android-ver4-1``."""
    return f"{series(settings, manual)}-ver{number}"


def pdf_name(stem: str, language: str, *, summary: bool = False, draft: bool = False) -> str:
    """``<stem>-ja.pdf``; of the page for the wall ``<stem>-ja-summary.pdf``, of a draft ``…-draft.pdf``.

    ``stem``: a version's for the site, a series' where the name stays the same in every edition.
    """
    return f"{stem}-{folder(language)}" + (_SUMMARY if summary else "") + (DRAFT if draft else ".pdf")


def picture_name(screen: str, first: int = 1) -> str:
    """The file of a screen's picture: ``android/name`` → ``android-name.png``.

    ``first``: the number of its first mark; ``android-name-from-2.png`` where that is not 1.
    """
    return _small(screen.replace("/", "-")) + (f"-from-{first}" if first != 1 else "") + _PICTURE


def picture_path(file: str) -> str:
    """A picture's file below its language's folder: ``_images/android-name.png``."""
    return f"{PICTURES}/{file}"


def code_name(link: str) -> str:
    """The file of the QR code of ``links.<link>``: ``qr-form.png``."""
    return f"{_CODE}{link}{_PICTURE}"


def link_of_code(file: str) -> str | None:
    """The link whose QR code a picture's file is; None for another picture."""
    return file[len(_CODE) :].removesuffix(_PICTURE) if file.startswith(_CODE) else None


def final_name(name: str) -> str:
    """The name that a file of a draft has once its edition is released: without ``-draft``."""
    return name.removesuffix(DRAFT) + ".pdf" if name.endswith(DRAFT) else name


def is_summary(name: str) -> bool:
    """Whether a PDF of this name is a page for the wall."""
    return final_name(name).removesuffix(".pdf").endswith(_SUMMARY)


def manual_of_pdf(name: str, settings: Settings, manuals: Iterable[str]) -> str | None:
    """The manual whose PDF, of whatever version, has this name; None for no manual's."""
    found = _VERSION.split(name.rpartition("/")[2])[0]
    return next((manual for manual in manuals if series(settings, manual) == found), None)


def _small(text: str) -> str:
    return text.replace("_", "-").lower()
