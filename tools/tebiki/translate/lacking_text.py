"""What a language lacks, as people read it: in order, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..content.text_files import shown
from ..messages import language
from .lacking import Lacking
from .language_text import font_for
from .phrases import some, words

#: How many keys or code points are listed, then how many more there are.
_MOST: Final = 10


def lacking_text(lacking: Lacking) -> str:
    """What a language lacks, in order; one line where it lacks nothing."""
    head = words("lacks-nothing" if lacking.is_whole else "lacks", language=lacking.language)
    return "\n".join([head, *lacking_lines(lacking)])


def lacking_lines(lacking: Lacking) -> Iterator[str]:
    """A line for each thing that is missing, then what is known of the script."""
    code = lacking.language
    if lacking.right_to_left:
        yield words("to-do-direction", language=code)
    if not lacking.known:
        yield words("to-do-file", language=code)
    yield from _fonts(lacking)
    if lacking.words:
        yield words("to-do-words", language=code, count=len(lacking.words), all=lacking.all_words)
        if len(lacking.words) < lacking.all_words:
            yield from _keys(lacking.words)
    if lacking.months:
        yield words("to-do-months", language=code)
    yield from _content(lacking)
    yield from _notes(lacking)


def _fonts(lacking: Lacking) -> Iterator[str]:
    if lacking.families:
        yield words("to-do-families", language=lacking.language, families=", ".join(lacking.families))
    if not lacking.letters:
        return
    codes = " ".join(f"U+{ord(char):04X}" for char in lacking.letters[:_MOST])
    letters = shown(" ".join(lacking.letters), 60)
    yield words("to-do-fonts", count=len(lacking.letters), letters=letters, codes=codes)
    if lacking.script.family:
        font = font_for(lacking.script, lacking.letters)
        yield words("to-do-font", font=font, language=lacking.language)
    if lacking.script.own_forms:
        yield words("to-do-forms", language=lacking.language)


def _content(lacking: Lacking) -> Iterator[str]:
    """What the project's own files lack: names, labels, terms, translations."""
    code = lacking.language
    if lacking.conf is not None:
        yield words("to-do-conf", line=lacking.conf, language=code)
    if lacking.names:
        yield words("to-do-names", language=code, count=len(lacking.names))
        yield from _keys(lacking.names)
    if lacking.labels:
        yield words("to-do-labels", language=code, count=len(lacking.labels))
        yield from _keys(lacking.labels)
    if lacking.terms:
        yield words("to-do-terms", language=code, count=lacking.terms)
    if not lacking.has_catalog:
        yield words("to-do-catalog", language=code)
    elif lacking.open_messages:
        yield words("to-do-messages", language=code, count=lacking.open_messages, all=lacking.messages)


def _notes(lacking: Lacking) -> Iterator[str]:
    """What is known of the script and nobody here can mend, and what could not be looked at."""
    if not lacking.tested:
        yield words("not-tested", language=lacking.language)
    yield from (words("note", text=fault[language()]) for fault in lacking.faults)


def _keys(keys: Iterable[str]) -> Iterator[str]:
    yield from some((f"     {key}" for key in keys), _MOST)
