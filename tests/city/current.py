"""What the city of this repository publishes today, as conf.py and the current edition say it."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import REPOSITORY

from tebiki.content.edition import load_edition
from tebiki.content.glossary import load_glossary
from tebiki.content.labels import load_labels
from tebiki.content.publication import Publication
from tebiki.content.screen_files import list_screens
from tebiki.content.settings import load_config
from tebiki.content.words import load_words

DOCS = REPOSITORY / "docs"
SCREENS = REPOSITORY / "screenshots"
CONFIG = load_config(REPOSITORY)
EDITION = load_edition(DOCS / "editions", CONFIG.edition, CONFIG.settings)
LABELS = load_labels(DOCS / "labels")
#: Words that no line of Japanese breaks within.
TERMS = load_glossary(DOCS).japanese
LANGUAGES = CONFIG.settings.languages
_WORDS = tuple(map(load_words, LANGUAGES))
#: The edition in each language, by its folder on the site; the language of the sources is the first.
HERE = {
    here.folder: here for here in (Publication(CONFIG.settings, EDITION, w, LABELS, _WORDS) for w in _WORDS)
}
SOURCE, *TRANSLATED = HERE
MANUALS = tuple(EDITION.manuals)
#: Every manual in every language.
PAIRS = [(name, manual) for name in HERE for manual in MANUALS]
TRANSLATED_PAIRS = [pair for pair in PAIRS if pair[0] != SOURCE]
SCREEN_NAMES = list_screens(SCREENS)


def copy_content(root: Path) -> None:
    """Put conf.py, docs and screenshots into a folder."""
    shutil.copy(REPOSITORY / "conf.py", root)
    for name in ("docs", "screenshots"):
        shutil.copytree(REPOSITORY / name, root / name)
