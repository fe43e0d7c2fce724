"""Typst draws a screen: its picture, and where the elements stand that marks may point to."""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

import typst

from ..characters import show_characters
from ..content.languages import LanguageData, load_language
from ..content.screens import Drawing, Inputs
from ..errors import Place, fail
from . import fonts
from .cache import canonical
from .typst_memory import note_compiled

KIT: Final = Path(__file__).parent.parent / "kit"
PPI: Final = 144
#: Pixels of the picture for one pt of the drawing.
PX: Final = PPI / 72

#: A text within a drawing.
_SHOWN: Final = re.compile(r'"[^"\n]*"|\[[^\[\]\n]*\]')
# Full-width in BIZ UDGothic; BIZ UDPGothic's own are half-width, and Typst squeezes them again.
PUNCTUATION: Final = "、。「」『』（）…〈〉《》【】〔〕！？：；，．"

#: Each corner that the kit has named (`corner` in base.typ), and where it stands, in pt.
_CORNERS: Final = """
query(<tebiki-target>).map(it => {
  let at = it.location().position()
  (..it.value, x: at.x.pt(), y: at.y.pt())
})
"""

_KANA = re.compile(r"[\u3041-\u30FA]")
_EAST_ASIAN = re.compile(r"[\u3041-\u30FA\u3400-\u9FFF\uF900-\uFAFF]")
_PACKAGE = re.compile(r'"(@[\w-]+/[^"]*)"')
_COMMENT = re.compile(r"(?:^|(?<=\s))//.*$", re.MULTILINE)
_REFUSAL = re.compile(r"tebiki:(label|fact|placeholder|unconfirmed):(.+?)\"?$", re.MULTILINE)
#: How the file is called that Typst reads; none of the kit's is called so.
_MAIN: Final = "drawing.typ"
_LINE = re.compile(rf"{re.escape(_MAIN)}:(\d+):\d+")

_of_thread: Final = threading.local()


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a mark may point to: left, top, right, bottom and its text's size, all in px."""

    rect: tuple[float, float, float, float]
    text: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A compiled drawing: the PNG's bytes and the elements by name."""

    png: bytes
    elements: Mapping[str, Element]


@cache
def kit_digest() -> str:
    """A sha256 of the kit's files by name and content, as hex."""
    whole = hashlib.sha256()
    for path in sorted(KIT.rglob("*.t*")):
        whole.update(path.relative_to(KIT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def inputs_of(drawing: Drawing, inputs: Inputs) -> Inputs:
    """The labels and facts whose names stand in the drawing: it is given no others.

    So a picture depends on these alone, and a change elsewhere leaves it as it is.
    """
    named = set(re.findall(r'"([^"\n]+)"', drawing.text))
    labels = {key: text for key, text in inputs.labels.items() if key in named}
    facts = {key: text for key, text in inputs.facts.items() if key in named}
    shared = inputs.own is not None and inputs.own.isdisjoint(named)
    return Inputs("ja" if shared else inputs.language, labels, facts)


def compile_drawing(drawing: Drawing, inputs: Inputs) -> Drawn:
    """Draw with what `inputs_of` gave. Raises `TebikiError` (``screens/…``) with the line."""
    _check_packages(drawing)
    fonts.use_fonts(load_language(inputs.language).fonts)
    _check_characters(drawing, inputs)
    pages, corners = _compile(drawing, inputs)
    if not isinstance(pages, bytes):
        fail("screens/pages", Place.of(drawing.path), count=len(pages or []))
    return Drawn(pages, _elements(drawing, json.loads(corners)))


def _compile(
    drawing: Drawing, inputs: Inputs, form: typst.OutputFormat = "png"
) -> tuple[bytes | list[bytes] | None, str]:
    """The drawing's pages in a format of Typst's, and the corners of its elements as JSON."""
    with TemporaryDirectory(prefix="tebiki-drawing-") as name:
        folder = Path(name).resolve()
        (folder / _MAIN).write_bytes(drawing.text.encode())
        compiler = _compiler()
        note_compiled()
        try:
            pages = compiler.compile(
                folder / _MAIN, format=form, ppi=PPI, sys_inputs=_sys_inputs(inputs), root=folder
            )
        except typst.TypstError as error:
            _explain(drawing, error, folder)
        # Typst itself remembers the layout.
        return pages, compiler.eval(_CORNERS)


def _sys_inputs(inputs: Inputs) -> dict[str, str]:
    """What the kit reads of the content: words by their keys, and how a language is set."""
    own, japanese = families_of(inputs.language)
    given = {
        "language": inputs.language,
        "labels": dict(inputs.labels),
        "facts": dict(inputs.facts),
        "punctuation": PUNCTUATION,
        "families": {"own": own, "japanese": japanese},
        "japanese": [key for key, text in inputs.labels.items() if _is_japanese(text, inputs.language)],
    }
    return {"tebiki": canonical(given).decode()}


def _compiler() -> typst.Compiler:
    """A compiler that can read a drawing and the kit alone: no other file, no system font, no network.

    It keeps the kit parsed from one drawing to the next, half of what a small one takes. One a thread: it
    serves no two at once.
    """
    own, files = _of_thread.__dict__, fonts.fonts()
    if own.get("fonts") is not files:
        own["compiler"] = typst.Compiler(root=KIT, font_paths=files, package_path=KIT, package_cache_path=KIT)
        own["fonts"] = files
    compiler: typst.Compiler = own["compiler"]
    return compiler


def _is_japanese(text: str, language: str) -> bool:
    """Whether a label stayed Japanese in another language: it is then set in one font throughout."""
    data = load_language(language)
    return "HIRAGANA" not in data.scripts and any(
        not _is_usual(character, data) for character in _EAST_ASIAN.findall(text)
    )


def _is_usual(character: str, data: LanguageData) -> bool:
    """Whether a language in Han characters writes ``character`` itself."""
    if "CJK" not in data.scripts or _KANA.match(character):
        return False
    return bool(character.encode(data.charset or "utf-8", errors="ignore"))


def _elements(drawing: Drawing, found: Iterable[Mapping[str, float | str]]) -> dict[str, Element]:
    """Pair each element's first corner with its last."""
    starts: dict[str, tuple[float, float]] = {}
    elements: dict[str, Element] = {}
    for corner in found:
        name, at = str(corner["name"]), (float(corner["x"]) * PX, float(corner["y"]) * PX)
        if corner["edge"] == "end":
            elements[name] = Element((*starts[name], *at), float(corner["size"]) * PX)
        elif name in starts:
            fail("screens/twice", Place.of(drawing.path), name=name)
        else:
            starts[name] = at
    return elements


def _check_packages(drawing: Drawing) -> None:
    for found in _PACKAGE.finditer(drawing.text):
        if not found[1].startswith("@tebiki/"):
            fail("screens/package", _at(drawing, found.start()), name=found[1])


def _check_characters(drawing: Drawing, inputs: Inputs) -> None:
    """Typst leaves out in silence, in a picture, what no font has."""
    facts = {key: text for key, text in inputs.facts.items() if text is not None}
    for key, text in {**inputs.labels, **facts}.items():
        where = partial(_place_of_name, drawing, key)
        if gone := fonts.missing(text):
            _refuse_character(gone[0], text, where())
        japanese = key in inputs.labels and _is_japanese(text, inputs.language)
        _check_families(text, "ja" if japanese else inputs.language, where)
    shown = _COMMENT.sub(lambda comment: " " * len(comment[0]), drawing.text)
    if gone := fonts.missing(shown):
        _refuse_character(gone[0], shown, _at(drawing, shown.index(gone[0])))
    for found in _SHOWN.finditer(shown):
        _check_families(found[0], inputs.language, partial(_at, drawing, found.start()))


def _check_families(text: str, language: str, where: Callable[[], Place]) -> None:
    """Refuse a letter that no family of the language has: Typst would leave it out in silence."""
    families = load_language(language).screen_families
    if gone := fonts.lacking(text, _with_signs(families)):
        values = {"character": show_characters(gone[0], text), "code": f"U+{ord(gone[0]):04X}"}
        fail("screens/letter", where(), **values, language=language, families=", ".join(families))


def _with_signs(families: tuple[str, ...]) -> tuple[str, ...]:
    """The families as the kit sets text in them: full-width signs come from another one."""
    return (*families, "BIZ UDGothic") if "BIZ UDPGothic" in families else families


def families_of(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Families of words in a language, and of those that stayed Japanese, the first choice first."""
    return load_language(language).screen_families, load_language("ja").screen_families


def _refuse_character(character: str, text: str, place: Place) -> NoReturn:
    said = show_characters(character, text)
    fail("screens/character", place, character=said, code=f"U+{ord(character):04X}")


def _place_of_name(drawing: Drawing, key: str) -> Place:
    """Where a drawing names a label or a fact."""
    return _at(drawing, drawing.text.index(f'"{key}"'), key)


def _at(drawing: Drawing, offset: int, key: str | None = None) -> Place:
    return Place.of(drawing.path, drawing.text.count("\n", 0, offset) + 1, key)


def _explain(drawing: Drawing, error: typst.TypstError, folder: Path) -> NoReturn:
    """Typst's error at its line; what the kit refused in its own words.

    ``folder``: where it read the drawing, of which nobody is told.
    """
    line = _LINE.search(error.diagnostic)
    place = Place.of(drawing.path, int(line[1]) if line else None)
    if refused := _REFUSAL.search(error.message):
        fail(f"screens/{refused[1]}", place, name=refused[2])
    fail("screens/typst", place, why=error.message.replace(f"{folder}{os.sep}", ""))
