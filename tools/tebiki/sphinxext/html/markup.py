"""Tags and text as HTML; needs no Sphinx, as pages without a doctree do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from ...content.long_names import CHANCE, with_chances
from ...content.phrases import ENDS_NO_LINE, STARTS_NO_LINE
from ...content.publication import Publication
from ...content.reading_text import break_places
from ...content.ruby import parts, plain

#: Where a line of Japanese may break.
PHRASE_BREAK: Final = "<wbr>"
#: The same where text is somebody's name (a link's, a heading's): Chromium would put a blank into the name.
NAME_BREAK: Final = '<wbr aria-hidden="true">'
#: Where no line breaks: the style sheet puts a joiner there, so that no text has one.
JOIN: Final = '<span class="j"></span>'
#: What no browser begins a line with (``line-break: strict``); of our own list, these three it does.
_NEVER_FIRST: Final = STARTS_NO_LINE - frozenset("～％℃")


def tag(name: str, /, **attributes: object) -> str:
    """A start tag. ``cls`` is ``class``; None leaves an attribute out, True gives it no value.

    Attributes come out in the order given, so the same tree gives the same bytes.
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        shown = "class" if key == "cls" else key.replace("_", "-")
        parts.append(shown if value is True else f'{shown}="{escape(plain(str(value)))}"')
    return f"<{' '.join(parts)}>"


def escaped(text: str) -> str:
    """Text as HTML and nothing else."""
    return escape(text, quote=False)


def text_html(text: str) -> str:
    """Text as HTML; where a line may break becomes ``<wbr>``, also in long names, readings ``<ruby>``."""
    return "".join(
        ruby_html(piece, reading)
        if reading is not None
        else escape(with_chances(piece), quote=False).replace(CHANCE, "<wbr>")
        for piece, reading in parts(text)
    )


def words_html(text: str, here: Publication) -> str:
    """Words of the engine or of the edition as HTML; in Japanese their lines break at phrases."""
    return _phrases_html([*parts(text)], here) if here.has_phrases else text_html(text)


def quoted_html(text: str, here: Publication) -> str:
    """Words of somebody else, of which no letter is read as anything else, as HTML."""
    return _phrases_html([(text, None)], here, escaped) if here.has_phrases else escaped(text)


def _phrases_html(
    pieces: Sequence[tuple[str, str | None]], here: Publication, write: Callable[[str], str] = text_html
) -> str:
    """Texts with their readings as HTML, in one line."""
    written = "".join(piece for piece, _ in pieces)
    places = break_places(written, here.terms)
    html, at = list[str](), 0
    for piece, reading in pieces:
        end = at + len(piece)
        html.append(NAME_BREAK if at in places else "")
        if reading is not None:
            html.append(ruby_html(piece, reading))
        else:
            bounds = pairwise([at, *(place for place in sorted(places) if at < place < end), end])
            phrases = (written[first:last].replace(CHANCE, "") for first, last in bounds)
            after = "" if end in places else written[end : end + 1]
            html.append(NAME_BREAK.join(_ended(phrases, after, write)))
        at = end
    return "".join(html)


def _ended(phrases: Iterable[str], after: str, write: Callable[[str], str]) -> Iterator[str]:
    """Phrases as HTML; ``after`` the last one a letter follows on its line."""
    *others, last = phrases
    yield from (joined_html(phrase, write=write) for phrase in others)
    yield joined_html(last, after, write)


def joined_html(text: str, after: str = "", write: Callable[[str], str] = text_html) -> str:
    """Text within which no line breaks as HTML, with `JOIN` where signs alone would let a browser break it.

    ``after``: the letter that follows on the same line. ``write``: text as HTML.
    """
    whole = text + after
    torn = [at for at in range(1, len(whole)) if is_torn(whole[at - 1], whole[at])]
    return JOIN.join(write(text[start:end]) for start, end in pairwise([0, *torn, len(whole)]))


def is_torn(left: str, right: str) -> bool:
    """Whether a browser breaks a line between two characters, although words are kept whole there.

    Within Latin text it may: after - and /. Either may be none.
    """
    both = left + right
    if len(both) < 2 or both.isascii() or both.isalnum() or CHANCE in both:
        return left == " " and right.isdigit()
    return not (right.isspace() or left in ENDS_NO_LINE or right in _NEVER_FIRST)


def said(here: Publication, text: str, tag: str | None = None) -> Markup:
    """Words of the engine or of the edition within a template; ``tag``: their language, if another."""
    own = tag is None or tag == here.words.tag
    return Markup(words_html(text, here) if own else text_html(text))  # noqa: S704 -- escaped here


def ruby_html(base: str, reading: str) -> str:
    """A word with its reading; in brackets where a browser cannot set it above."""
    return f"<ruby>{escape(base)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp></ruby>"
