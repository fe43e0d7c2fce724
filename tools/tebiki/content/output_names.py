"""Names of folders, PDFs and pictures that go out: small ASCII letters, ``-`` between words.

A manual called ``chrome_book`` has that page, ``chrome_book.html``; its PDFs say ``chrome-book``.
Whoever needs such a name, or the manual that a name belongs to, asks here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .settings import Settings

_VERSION: Final = re.compile(r"-ver(?=\d)")
_SUMMARY: Final = "-summary"
DRAFT: Final = "-draft.pdf"


def folder(language: str) -> str:
    """The folder of a language on the site: ``ja``, ``zh-cn``."""
    return _small(language)


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


def picture_name(screen: str) -> str:
    """The file of a screen's picture: ``android/name`` → ``android-name.png``."""
    return _small(screen.replace("/", "-")) + ".png"


def is_summary(name: str) -> bool:
    """Whether a PDF of this name is a page for the wall."""
    return name.removesuffix(DRAFT).removesuffix(".pdf").endswith(_SUMMARY)


def manual_of_pdf(name: str, settings: Settings, manuals: Iterable[str]) -> str | None:
    """The manual whose PDF, of whatever version, has this name; None for no manual's."""
    found = _VERSION.split(name.rpartition("/")[2])[0]
    return next((manual for manual in manuals if series(settings, manual) == found), None)


def _small(text: str) -> str:
    return text.replace("_", "-").lower()
