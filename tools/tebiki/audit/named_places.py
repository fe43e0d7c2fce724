"""Where something is, as people name it: manual and step, fact, screen, language; never a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from ..content.catalogs.catalog import read_catalog
from ..content.output_names import INDEX, folder, manual_of_pdf, page_of_file
from ..content.passages import Passage, passages
from ..content.project import Project
from ..content.text_files import read_text
from ..errors import Place, TebikiError

#: What is to be put right. ``page``, ``paper``: of a finished output; ``project``: none of the others.
PlaceKind = Literal[
    "text",
    "fact",
    "screen",
    "translation",
    "label",
    "setting",
    "glossary",
    "required",
    "walk",
    "page",
    "paper",
    "project",
]
_STEP: Final = re.compile(r"step-(\d+)")
_TABLE: Final = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_KEY: Final = re.compile(r"\s*([\w.\"'-]+)\s*=")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in a project. What does not apply is empty.

    ``manuals``: pages that show it, by name (``index``: the first page); ``step``: its number there;
    ``key``: of a fact, a setting or a label; ``screen``: ``android/password``; ``text``: the sentence or
    heading that stands there, as its source spells it.
    """

    kind: PlaceKind
    file: str
    line: int | None = None
    manuals: tuple[str, ...] = ()
    step: int | None = None
    key: str = ""
    screen: str = ""
    language: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A passage on a page, and the step that it is in."""

    page: str
    step: int | None
    passage: Passage


@dataclass(eq=False)
class PlaceNames:
    """Names places of one project; its manuals are read once, when a place in a text is asked for."""

    project: Project
    _catalogs: dict[Path, Mapping[int, str]] = field(default_factory=dict)

    def name(self, place: Place | None) -> NamedPlace:
        """What people call a place. Never raises: what cannot be read is the project."""
        if place is None:
            return NamedPlace("project", "")
        file = self._relative(place.file)
        try:
            return self._named(file, place.line, place.key or "")
        except TebikiError:
            return NamedPlace("project", file, place.line)

    def _relative(self, file: str) -> str:
        root = self.project.root.resolve()
        path = (Path.cwd() / file).resolve()
        if not path.is_relative_to(root):  # the command was called elsewhere
            path = (root / file).resolve()
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else file

    def _named(self, file: str, line: int | None, key: str) -> NamedPlace:
        parts = file.split("/")
        if file == "conf.py":
            return NamedPlace("setting", file, line, key=key)
        if parts[0] == "screenshots":
            return self._screen(file, line)
        if parts[0] == "docs" and parts[1:]:
            return self._source(file, parts[1:], line, key)
        if file.endswith((".pdf", ".html")):
            return self._output(file, line, key)
        return NamedPlace("project", file, line)

    def _source(self, file: str, parts: Sequence[str], line: int | None, key: str) -> NamedPlace:
        if file.endswith(".md"):
            return self._text(file, line)
        if parts[0] == "editions":
            return NamedPlace("fact", file, line, key=key or self._key_at(file, line))
        if parts[0] == "locales" and parts[2:]:
            return self._translation(file, parts[1], line)
        if parts[0] == "labels":
            platform = Path(parts[-1]).stem
            return NamedPlace("label", file, line, key=f"{platform}.{key or self._key_at(file, line)}")
        kinds: dict[str, PlaceKind] = {
            "glossary.toml": "glossary",
            "required.toml": "required",
            "walks": "walk",
        }
        return NamedPlace(kinds.get(parts[0], "project"), file, line, key=key)

    def _text(self, file: str, line: int | None) -> NamedPlace:
        path = self.project.root / file
        here = self._by_file.get(path, [])
        page = path.stem if path.parent == self.project.docs else ""
        pages = tuple(dict.fromkeys(one.page for one in here)) or ((page,) if page else ())
        if line is None or not here:
            return NamedPlace("text", file, line, pages)
        before = [one for one in here if one.passage.line <= line]
        nearest = before[-1] if before else here[0]
        text = next((one.passage.text for one in reversed(before) if _is_read(one.passage)), "")
        return NamedPlace("text", file, line, pages, nearest.step, text=text)

    def _screen(self, file: str, line: int | None) -> NamedPlace:
        path = Path(file)
        name = f"{path.parts[1]}/{path.stem}" if path.parts[2:] else path.stem
        return self._of_screen(NamedPlace("screen", file, line, screen=name))

    def _of_screen(self, found: NamedPlace) -> NamedPlace:
        shown = [one for one in self._standing if _shows(one.passage, found.screen)]
        pages = tuple(dict.fromkeys(one.page for one in shown))
        step = next((one.step for one in shown), None)
        return NamedPlace("screen", found.file, found.line, pages, step, screen=found.screen)

    def _translation(self, file: str, language: str, line: int | None) -> NamedPlace:
        text = self._message_at(self.project.root / file, line) if line and file.endswith(".po") else ""
        shown = [one for one in self._standing if text and one.passage.text == text]
        pages = tuple(dict.fromkeys(one.page for one in shown))
        step = next((one.step for one in shown), None)
        return NamedPlace("translation", file, line, pages, step, language=language, text=text)

    def _message_at(self, path: Path, line: int) -> str:
        if path not in self._catalogs:
            entries = read_catalog(path).entries
            self._catalogs[path] = {entry.line: entry.msgid for entry in entries}
        known = self._catalogs[path]
        at = max((number for number in known if number <= line), default=None)
        return "" if at is None else known[at]

    def _output(self, file: str, line: int | None, key: str) -> NamedPlace:
        """A page or a paper: its folder tells the language, its name the manual."""
        folders = {folder(code): code for code in self.project.languages}
        parts = file.split("/")
        language = next((folders[part] for part in reversed(parts[:-1]) if part in folders), "")
        if file.endswith(".pdf"):
            manual = manual_of_pdf(file, self.project.settings, self.project.edition.manuals)
            manuals = () if manual is None else (manual,)
            return NamedPlace("paper", file, line, manuals, key=key, language=language)
        page = page_of_file(parts[-1])
        known = page in (INDEX, *self.project.edition.manuals)
        return NamedPlace("page", file, line, (page,) if page and known else (), key=key, language=language)

    def _key_at(self, file: str, line: int | None) -> str:
        return "" if line is None else key_at(read_text(self.project.root / file), line)

    @cached_property
    def _by_file(self) -> dict[Path, list[_Standing]]:
        found: dict[Path, list[_Standing]] = {}
        for one in self._standing:
            found.setdefault(one.passage.path, []).append(one)
        return found

    @cached_property
    def _standing(self) -> tuple[_Standing, ...]:
        """All that stands on the pages; a page that cannot be read is left out: its own problem says so."""
        found: list[_Standing] = []
        for page in (INDEX, *self.project.edition.manuals):
            try:
                found += _in_steps(page, passages(self.project.docs, page))
            except TebikiError:
                continue
        return tuple(found)


def key_at(text: str, line: int) -> str:
    """The dotted key that a line of a TOML file belongs to."""
    table, key = "", ""
    for row in text.split("\n")[:line]:
        if header := _TABLE.match(row):
            table, key = header[1], ""
        elif entry := _KEY.match(row):
            key = entry[1]
    return ".".join(part for part in (table, key) if part).replace('"', "").replace("'", "")


def _in_steps(page: str, read: Sequence[Passage]) -> Iterator[_Standing]:
    """Each passage with its step: a heading without a step's label ends it."""
    step: int | None = None
    labelled = False
    for one in read:
        if one.kind == "step" and (found := _STEP.fullmatch(one.text)):
            step, labelled = int(found[1]), True
        elif one.kind == "end" and one.text == "#":
            step, labelled = (step if labelled else None), False
        yield _Standing(page, step, one)


def _is_read(passage: Passage) -> bool:
    return passage.kind in ("message", "alt")


def _shows(passage: Passage, screen: str) -> bool:
    """Whether it is the picture of a screen, or of a variant of it."""
    return passage.kind == "screen" and (passage.text == screen or passage.text.startswith(f"{screen}/"))
