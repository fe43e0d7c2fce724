"""A declared screen: what its picture shows, what its marks point to, where it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from .settings import Strict, Text

#: More than five marks nobody reads: the step wants two pictures.
MOST_MARKS = 5

Kind = Literal["screen", "illustration"]
#: How much room print gives a picture beside its text: a computer's window gets more than a phone's screen.
Shape = Literal["phone", "window"]
ElementName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
LanguageName = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(_\w+)?$")]
#: A hyphen tells a variant (``android-9``) from a language: both name folders.
VariantName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$")]
Offset = Annotated[int, Field(ge=0)]
Length = Annotated[int, Field(gt=0)]


def _tuple(value: Any) -> Any:
    """TOML has arrays; a frozen model holds tuples."""
    return tuple(value) if isinstance(value, list) else value


def _false_is_none(value: Any) -> Any:
    return None if value is False else value


#: What of a drawing is no code of Typst, and a part of the kit's windows in the rest.
_NO_CODE: Final = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_WINDOW: Final = re.compile(r"(?<![\w.-])windows\.[a-z]")
#: Systems of computers, as people write them: Windows 11, macOS 15, ChromeOS 130.
COMPUTERS: Final = "windows|mac ?os|chrome ?os|linux|ubuntu|debian"
_COMPUTER: Final = re.compile(rf"(?i)\b({COMPUTERS})\b")

#: x, y, width, height in pixels of the picture as it was captured.
Box = Annotated[tuple[Offset, Offset, Length, Length], BeforeValidator(_tuple)]
Boxes = Annotated[tuple[Box, ...], BeforeValidator(_tuple)]


class Mark(Strict):
    """A numbered mark of a drawing; it points to an element that the drawing names."""

    element: ElementName


class CaptureMark(Strict):
    """A numbered mark of a real capture."""

    box: Box


class Verification(Strict):
    """Who saw that the real screen looks like this, on what, and when."""

    by: Text
    device: Text
    os: Text
    on: date


class Capture(Strict):
    """A real capture, as its ``[capture]`` table describes it.

    ``sha256`` is that of the PNG file as it lies there; ``text_height`` the height in pixels
    of a full-size character of the text that the marks point to (None: nobody has measured
    it). All boxes are in pixels of the file, before ``crop``.
    """

    sha256: Sha256
    device: Text
    os: Text
    on: date
    text_height: Length | None = None
    redact: Boxes = ()
    crop: Box | None = None
    marks: Annotated[tuple[CaptureMark, ...], BeforeValidator(_tuple)] = ()


class Captures(Strict):
    """Captures of one look of a screen: one for all languages, others for one language each."""

    capture: Capture | None = None
    captures: dict[LanguageName, Capture] = Field(default_factory=dict)


class Variant(Captures):
    """How another version of the system shows the screen (``[variants.android-9]``).

    ``fallback`` names what is shown where this variant has no capture: another variant, or
    ``main`` for the screen itself.
    """

    fallback: VariantName | Literal["main"] | None = None


class Shooting(Strict):
    """How a machine makes a capture of the screen by itself (``tebiki screens shoot``).

    ``recipe``: a way that the engine knows; its parts have names (``title``, ``ok``), which ``labels``
    gives the keys of their words and which the screen's marks may point to. ``host``: the fact with the
    address of the page that asks (``links.login``); its host is shown where it is known.
    """

    recipe: Literal["chromium-certificates"]
    labels: dict[ElementName, Text] = Field(default_factory=dict)
    host: Text | None = None


class ScreenFile(Captures):
    """``screenshots/<platform>/<screen>.toml``.

    ``known``: the look of the real thing is known; false: a plain schematic. ``capture``
    belongs to ``<screen>.png``, ``captures.<lang>`` to ``<lang>/<screen>.png``, those of a
    variant to the same below ``<variant>/``. ``fallback`` names the language whose capture
    is shown in languages that have none, in the drawing's place. ``shape``: None where the
    drawing tells it, or the capture's ``os`` (`drawn_shape`, `captured_shape`).
    """

    kind: Kind = "screen"
    shape: Shape | None = None
    verified: Annotated[Verification | None, BeforeValidator(_false_is_none)]
    known: bool
    source: Text
    marks: Annotated[tuple[Mark, ...], BeforeValidator(_tuple)] = ()
    fallback: LanguageName | None = None
    shoot: Shooting | None = None
    variants: dict[VariantName, Variant] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a capture belongs: a language or all (None), a variant or the screen itself (None)."""

    language: str | None = None
    variant: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The capture's table in the TOML file."""
        own = ("capture",) if self.language is None else ("captures", self.language)
        return own if self.variant is None else ("variants", self.variant, *own)

    @property
    def table(self) -> str:
        """The same, as it is written: ``variants.android-9.captures.ja``."""
        return ".".join(self.keys)

    def file(self, path: Path) -> Path:
        """The PNG that belongs to the screen described by the TOML file ``path``."""
        folders = [part for part in (self.variant, self.language) if part is not None]
        return path.parent.joinpath(*folders, f"{path.stem}.png")

    def capture(self, spec: ScreenFile) -> Capture | None:
        """What the file says of it."""
        held = spec if self.variant is None else spec.variants.get(self.variant)
        if held is None:
            return None
        return held.capture if self.language is None else held.captures.get(self.language)


def slots(spec: ScreenFile) -> tuple[Slot, ...]:
    """Every capture that the file describes, in one order."""
    looks: list[tuple[str | None, Captures]] = [(None, spec), *sorted(spec.variants.items())]
    all_of = [
        Slot(language, variant) for variant, held in looks for language in (None, *sorted(held.captures))
    ]
    return tuple(slot for slot in all_of if slot.capture(spec) is not None)


def drawn_shape(text: str) -> Shape:
    """The shape of what a drawing's text shows: a window where it calls the kit's ``windows``."""
    return "window" if _WINDOW.search(_NO_CODE.sub(" ", text)) else "phone"


def captured_shape(capture: Capture) -> Shape:
    """The shape of what a capture shows: a window where its ``os`` is that of computers."""
    return "window" if _COMPUTER.search(capture.os) else "phone"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A screen that Typst draws: the file and its text."""

    path: Path
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Photo:
    """A real capture: the file, its bytes (a PNG of ``width`` × ``height`` px), its description."""

    path: Path
    data: bytes = field(repr=False)
    width: int
    height: int
    capture: Capture
    slot: Slot = Slot()


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as one language shows it. ``name``: ``android/password``; ``path``: its TOML file.

    ``shape``: how much room print gives it, whatever its name is. ``instead``: the fallback that
    the file names and that stands here for what was asked: a language (``ja``), a variant or
    ``main``; None where the picture is the one asked for.
    """

    name: str
    language: str
    path: Path
    spec: ScreenFile
    source: Drawing | Photo
    shape: Shape
    instead: str | None = None

    @property
    def marks(self) -> int:
        """How many numbered marks the picture has; as many items has its legend."""
        return len(self.spec.marks if isinstance(self.source, Drawing) else self.source.capture.marks)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a drawing may show: labels (``android.password.title``) in ``language`` and facts.

    A fact is None while nobody knows it; a drawing then shows a grey bar. ``own`` names what
    differs from Japanese (None: not known): a drawing that shows nothing of it is the Japanese one.
    """

    language: str
    labels: Mapping[str, str]
    facts: Mapping[str, str | None]
    own: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture with its marks.

    ``width`` and ``height`` are pixels at 144 ppi. ``text_px`` is the smallest text that a
    mark points to, in pixels of the picture (None without marks). ``used`` names the labels
    and facts that the picture shows.
    """

    path: Path
    width: int
    height: int
    marks: int
    drawn: bool
    text_px: float | None
    used: frozenset[str]

    def text_at(self, width: float) -> float | None:
        """The size of that text where the picture is ``width`` wide, in the unit of ``width``."""
        return None if self.text_px is None else self.text_px * width / self.width
