"""What translators are asked for, as entries of a catalogue with a word on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.catalogs.catalog import Entry
from ..content.catalogs.translation import Kind, Message, has_words
from ..content.output_names import INDEX
from ..content.publication import Publication
from ..content.settings import in_language
from ..content.text_files import read_text
from ..messages import LANGUAGES, Language, language, say

ROLE: Final = re.compile(r"\{(\w+)\}`([^`]*)`")
#: The kinds that must not go wrong come first.
_KINDS: Final[tuple[Kind, ...]] = ("caution", "step", "text")
_STEP: Final = re.compile(r"\(step-(\d+)\)=")
_CHAPTER: Final = re.compile(r"##? ")


@dataclass(frozen=True, slots=True)
class Asked:
    """A message once, with all places where it stands, in the order of the pages."""

    msgid: str
    messages: tuple[Message, ...]

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Files and lines."""
        return tuple(dict.fromkeys(message.place for message in self.messages))

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that show it."""
        return tuple(dict.fromkeys(message.page for message in self.messages))

    @property
    def kind(self) -> Kind:
        """The gravest of its kinds."""
        return min((message.kind for message in self.messages), key=_KINDS.index)

    @property
    def screens(self) -> tuple[str, ...]:
        """The pictures beside it, by name."""
        return tuple(dict.fromkeys(m.screen for m in self.messages if m.screen is not None))


def asked(messages: Sequence[Message]) -> tuple[Asked, ...]:
    """Messages that have words, each once, in the order in which they first stand."""
    found: dict[str, list[Message]] = {}
    for message in messages:
        if has_words(message.msgid):
            found.setdefault(message.msgid, []).append(message)
    return tuple(Asked(msgid, tuple(same)) for msgid, same in found.items())


class PageLines:
    """The lines of the files below ``root``: each is read once, for as long as this is kept."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[str, tuple[str, ...]] = {}

    def of(self, file: str) -> tuple[str, ...]:
        """The lines of a file; none where it is not there."""
        if file not in self._read:
            path = self.root / file
            self._read[file] = tuple(read_text(path).split("\n")) if path.is_file() else ()
        return self._read[file]


def template(
    wanted: Sequence[Asked],
    here: Publication,
    source: Publication,
    root: Path,
    beside: Callable[[Asked], Iterator[str]] | None = None,
) -> tuple[Entry, ...]:
    """Entries without translations, for translators into the language of ``here``.

    ``beside``: notes on the files beside an entry; else its pictures in the repository.
    """
    pages, beside = PageLines(root), beside or _screens
    return tuple(
        Entry(one.msgid, "", 0, False, False, (), one.places, tuple(notes(one, here, source, pages, beside)))  # noqa: FBT003
        for one in wanted
    )


def _screens(one: Asked) -> Iterator[str]:
    yield from (f"{named('picture')}: screenshots/{screen}" for screen in one.screens)


def named(key: str) -> str:
    """A word before a note, in all languages of the office: ``図 / picture``."""
    return both(say(f"translate-command/{key}", to) for to in LANGUAGES)


def notes(
    one: Asked,
    here: Publication,
    source: Publication,
    pages: PageLines,
    beside: Callable[[Asked], Iterator[str]] = _screens,
) -> Iterator[str]:
    """What a translator should know: where it stands, its picture, what its labels and facts print."""
    yield from map(both, zip(*(stands(one, source, pages, to) for to in LANGUAGES), strict=True))
    yield from beside(one)
    for role, name in dict.fromkeys(ROLE.findall(one.msgid)):
        if role in ("ui", "fact"):
            texts = dict.fromkeys(printed(role, name, page, source, here) for page in one.pages)
            yield f"{{{role}}}`{name}`: {both(texts)}"


def both(texts: Iterable[str]) -> str:
    """What is said in several languages or ways, each once."""
    return " / ".join(dict.fromkeys(texts))


def stands(one: Asked, source: Publication, lines: PageLines, to: Language | None = None) -> Iterator[str]:
    """Where it stands: ``Android、Windows 手順4（注意）`` or ``Android, Windows, step 4 (caution)``."""
    groups: dict[tuple[str | None, bool], list[str]] = {}
    for message in one.messages:
        key = step_of(lines, message), message.kind == "caution"
        groups.setdefault(key, []).append(page_name(message.page, source, to))
    for (step, caution), pages in groups.items():
        text = (", " if (to or language()) == "en" else "、").join(dict.fromkeys(pages))
        if step is not None:
            text = say("translate-command/at-step", to, page=text, n=step)
        yield say("translate-command/at-caution", to, at=text) if caution else text


def page_name(page: str, source: Publication, to: Language | None = None) -> str:
    """What people call a page: the device, or the first page."""
    manual = source.edition.manuals.get(page)
    if manual is None:
        return say("translate-command/index", to) if page == INDEX else page
    return in_language(manual.platform, to or language())


def step_of(lines: PageLines, message: Message) -> str | None:
    """The number of the step that a message stands in; None outside the steps."""
    file, line = message.place
    found = None
    for text in lines.of(file)[:line]:
        if step := _STEP.match(text):
            found = step[1]
        elif _CHAPTER.match(text):
            found = None
    return found


def printed(role: str, name: str, page: str, source: Publication, here: Publication) -> str:
    """What a label or a fact shows in Japanese, and what in the language of ``here``."""
    show = _label if role == "ui" else _fact
    there, ours = show(name, page, source), show(name, page, here)
    return ours if ours.startswith(there) else f"{there} → {ours}"


def _label(key: str, page: str, here: Publication) -> str:  # noqa: ARG001 -- as for facts
    label = here.labels.get(key)
    if label is None:
        return "?"
    shown, meaning = f"「{label.text(here.language)}」", label.meanings.get(here.language)
    return f"{shown} ({meaning})" if meaning and here.language not in label.texts else shown


def _fact(name: str, page: str, here: Publication) -> str:
    fact = here.facts(page if page in here.edition.manuals else None).get(name)
    if fact is None:
        return "?"
    if fact.text and fact.kind in ("code", "phrase"):  # next year's is another, the message is the same
        return both(say("translate-command/of-edition", to) for to in LANGUAGES)
    return fact.text or both(say("translate-command/not-known", to) for to in LANGUAGES)
