"""What somebody compares who follows a manual on a device: its screens, steps, uncertain sentences."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from .labels import Label
from .passages import HEADING, Passage, passages
from .publication import Publication
from .screen_files import load_screen
from .screens import Drawing, Screen
from .words import Words

#: ``screen``: a picture; ``step``: a step without one; ``sentence``: one marked as not confirmed.
ItemKind = Literal["screen", "step", "sentence"]

#: The word that marks a statement as general knowledge; each language has its own.
MARK: Final = "walk.mark"
_STEP: Final = re.compile(r"step-(\d+)")
_LABEL: Final = re.compile(r"\{ui\}`([^`]+)`")
_QUOTED: Final = re.compile(r'"((?:\\.|[^"\\])*)"')
#: What opens a quotation right before a mark: the sentence speaks of the mark itself.
_QUOTES: Final = "「“‘\"'『"


def step_of(place: str) -> int | None:
    """The step whose heading has this label; None for any other heading."""
    found = _STEP.fullmatch(place)
    return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class WalkItem:
    """One thing to compare.

    ``place``: the label of its heading (``step-3``); ``title``: the heading's message. ``name``: the screen's
    name, or the sentence as its source spells it; empty for a step.
    ``words``: label → Japanese words on the screen. ``look``: sha256 of what was to be compared, so that a
    drawing, capture or label that has changed since is another look; empty for a sentence.
    """

    kind: ItemKind
    place: str
    title: str
    name: str
    words: Mapping[str, str] = field(default_factory=dict)
    look: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from the others of its manual."""
        return self.kind, "" if self.kind == "sentence" else self.place, self.name

    @property
    def step(self) -> int | None:
        """The step that it belongs to; None outside the steps."""
        return step_of(self.place)

    @property
    def needed(self) -> bool:
        """Whether a manual is not walked through without it."""
        return self.kind != "sentence" and self.step is not None


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """A picture where a manual shows it. ``name``: as the page gives it, with its variant (``phone/ask``).

    ``place``: the label of its heading; ``title``: the heading's message; ``alt``: the picture's.
    """

    manual: str
    place: str
    title: str
    name: str
    alt: str

    @property
    def step(self) -> int | None:
        """The step that shows it; None outside the steps."""
        return step_of(self.place)


@dataclass(frozen=True, slots=True)
class WalkSource:
    """Where the items of a project's manuals are read from; ``here``: the edition in Japanese."""

    docs: Path
    screenshots: Path
    here: Publication

    def items(self, manual: str) -> tuple[WalkItem, ...]:
        """All that is to be compared in a manual, in its order. Raises `TebikiError`.

        What facts leave out of the pages is left out here, and so is a sentence that stands in several
        places (次の順に進めます): what is seen in one says nothing of the other. A picture shown twice in
        a step is one item.
        """
        read = passages(self.docs, manual, Shown(self.here, manual))
        found = [item for part in _parts(read) for item in self._of_part(part)]
        often = Counter(item.name for item in found if item.kind == "sentence")
        once = (item for item in found if item.kind != "sentence" or often[item.name] == 1)
        return tuple({item.key: item for item in once}.values())

    def pictures(self, manual: str) -> tuple[PicturePlace, ...]:
        """All pictures of a manual where it shows them, illustrations too. Raises `TebikiError`."""
        read = passages(self.docs, manual, Shown(self.here, manual))
        return tuple(
            PicturePlace(manual, part.label, part.title, name, part.alt_of(name))
            for part in _parts(read)
            for name in part.screens()
        )

    def _of_part(self, part: _Part) -> Iterator[WalkItem]:
        shown = [screen for screen in part.screens() if not self._is_illustration(screen)]
        for name in shown:
            yield self._screen(part, name)
        if not shown and _STEP.fullmatch(part.label):
            look = _hash([one.text for one in part.passages if one.kind == "message"])
            yield WalkItem("step", part.label, part.title, "", look=look)
        for sentence in part.marked(self.here.words):
            yield WalkItem("sentence", part.label, part.title, sentence)

    def _is_illustration(self, name: str) -> bool:
        return self.screen(name).spec.kind == "illustration"

    def screen(self, name: str) -> Screen:
        """A screen as it is shown in Japanese. Raises `TebikiError`."""
        return load_screen(self.screenshots, name, self.here.language)

    def _screen(self, part: _Part, name: str) -> WalkItem:
        screen = self.screen(name)
        words = words_of(screen, part.alt_of(name), self.here.labels)
        return WalkItem("screen", part.label, part.title, name, words, look_of(screen, words))


def words_of(screen: Screen, alt: str, labels: Mapping[str, Label]) -> dict[str, str]:
    """Label → the Japanese words on a screen: those that the drawing takes, then those of the alt."""
    drawn = _QUOTED.findall(screen.source.text) if isinstance(screen.source, Drawing) else []
    keys = dict.fromkeys([*drawn, *_LABEL.findall(alt)])
    return {key: labels[key].text("ja") for key in keys if key in labels}


def look_of(screen: Screen, words: Mapping[str, str]) -> str:
    """The sha256 of a screen as it is compared: drawing or capture, marks, words; no value of a year."""
    source = screen.source
    shown = source.text if isinstance(source, Drawing) else source.capture.sha256
    marks = screen.spec.marks if isinstance(source, Drawing) else source.capture.marks
    return _hash([shown, [mark.model_dump(mode="json") for mark in marks], dict(words)])


def sheet_number(items: Sequence[WalkItem]) -> str:
    """What tells a printed sheet from one after anything to be compared has changed: ``3F9A-12BC``."""
    text = _hash([[*item.key, item.look] for item in items])[:8].upper()
    return f"{text[:4]}-{text[4:]}"


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether a directive of a manual's source shows its content: ``known`` and ``unknown`` go by facts."""

    here: Publication
    manual: str

    def __call__(self, name: str, argument: str) -> bool:
        """What the page does with it."""
        if name not in ("known", "unknown"):
            return True
        return all(map(self._is_known, argument.split())) == (name == "known")

    def _is_known(self, fact: str) -> bool:
        kind, _, rest = fact.partition(".")
        if kind == "links":
            return rest in self.here.edition.links
        if kind == "quotations":
            return self.here.edition.quotations.get(rest) is not None
        found = self.here.facts(self.manual).get(fact)
        return found is not None and bool(found.text)


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with what stands under it, up to the next one."""

    label: str
    passages: tuple[Passage, ...]

    @property
    def title(self) -> str:
        """The heading's message."""
        at = next((i for i, one in enumerate(self.passages) if one.text == HEADING), None)
        after = self.passages[at + 1 :] if at is not None else ()
        return next((one.text for one in after if one.kind == "message"), "")

    def screens(self) -> list[str]:
        """The screens shown here, each once."""
        return list(dict.fromkeys(one.text for one in self.passages if one.kind == "screen"))

    def alt_of(self, name: str) -> str:
        """What describes a screen here."""
        for at, one in enumerate(self.passages):
            if one.kind == "screen" and one.text == name:
                following = self.passages[at + 1 : at + 2]
                return "".join(each.text for each in following if each.kind == "alt")
        return ""

    def marked(self, words: Words) -> Iterator[str]:
        """Sentences that bear the mark of what nobody has confirmed."""
        for one in self.passages:
            if one.kind == "message":
                yield from marked_sentences(one.text, words(MARK))


def _parts(read: Sequence[Passage]) -> Iterator[_Part]:
    """A manual's passages by the label that stands before their heading."""
    label, held = "", list[Passage]()
    for one in read:
        if one.kind == "step" or (one.kind == "end" and one.text not in (HEADING, "remedy")):
            yield _Part(label, tuple(held))
            label, held = one.text, []
        held.append(one)
    yield _Part(label, tuple(held))


def marked_sentences(message: str, mark: str) -> Iterator[str]:
    """The sentences of a message that hold the mark, one for each mark, in their order."""
    for at in marks_in(message, mark):
        begin = max(message.rfind("。", 0, at) + 1, 0)
        end = message.find("。", at)
        yield message[begin : len(message) if end < 0 else end + 1].strip()


def marks_in(text: str, mark: str) -> list[int]:
    """Where marks stand in a text; one in quotation marks is spoken of and marks nothing."""
    found = [match.start() for match in re.finditer(re.escape(mark), text)]
    return [at for at in found if at == 0 or text[at - 1] not in _QUOTES]
