"""The city's text and its table as tests read them. Nothing here is of one year."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from conftest import REPOSITORY

from tebiki.content.edition import load_edition
from tebiki.content.labels import load_labels
from tebiki.content.publication import Publication
from tebiki.content.required import Required, load_required
from tebiki.content.settings import load_config
from tebiki.content.words import load_words

DOCS = REPOSITORY / "docs"
SCREENS = REPOSITORY / "screenshots"
CONFIG = load_config(REPOSITORY)
SETTINGS = CONFIG.settings
EDITION = load_edition(DOCS / "editions", CONFIG.edition, SETTINGS)
LABELS = load_labels(DOCS / "labels")
REQUIRED = load_required(DOCS) or Required()
MANUALS = sorted(EDITION.manuals)
_WORDS = tuple(map(load_words, SETTINGS.languages))
#: The edition in each language; the language of the sources is the first.
EVERY = tuple(Publication(SETTINGS, EDITION, words, LABELS, _WORDS) for words in _WORDS)
SOURCE = EVERY[0]


def whole(manual: str) -> str:
    """A manual's source with the chapters that it shares."""
    text = (DOCS / f"{manual}.md").read_text(encoding="utf-8")
    return re.sub(
        r"```\{include\} (\S+)\n```", lambda found: (DOCS / found[1]).read_text(encoding="utf-8"), text
    )


def step_texts(manual: str) -> list[str]:
    """Each step's source, from its place on."""
    chapter = re.split(r"(?m)^\([a-z0-9-]+\)=\n## ", whole(manual).partition("(steps)=\n## ")[2])[0]
    return re.split(r"(?m)^\(step-\d+\)=$", chapter)[1:]


def squeeze(text: str) -> str:
    """Text without blanks and invisible characters, in one form: line breaks differ between outputs."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\u200b\u2060\u00ad]", "", plain).replace("\u2011", "-").replace("\u2010", "-")


def page(site: Path, manual: str) -> str:
    """A manual's page in the language of the sources."""
    return (site / SOURCE.folder / f"{manual}.html").read_text(encoding="utf-8")


def pdf(site: Path, manual: str) -> Path:
    """A manual's PDF in the language of the sources."""
    return site / SOURCE.folder / SOURCE.pdf_name(manual)
