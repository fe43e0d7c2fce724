"""The 実機確認シート: one A4 set a device, to be taken to it, filled in by hand and entered afterwards.

It is for the city's staff and so in Japanese, whatever the language of the messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..content.catalogs.language_folder import SOURCE
from ..content.message_text import plain_label, plain_message
from ..content.output_names import picture_name
from ..content.project import Project
from ..content.publication import Publication
from ..content.ruby import plain
from ..content.walk_items import WalkItem, sheet_number
from ..content.write_files import write_together
from ..messages import say
from ..render.pdf import Document, kept_pdf
from ..render.screen import draw
from ..render.typst.front import Cover, Front, Header
from ..sphinxext.said import phrased
from ..sphinxext.typography import typography_of
from ..sphinxext.typst.calls import array, call, lines, literal
from .walk_record import blank_text

_HEAD: Final = ("device", "os", "browser", "by", "on")
_COLUMNS: Final = ("place", "picture", "words", "result")
_INTRO: Final = ("intro-1", "intro-2", "intro-3", "intro-4")


@dataclass(frozen=True, slots=True)
class WalkSheet:
    """What was written: the sheet, how many pages it has, a file for the answers."""

    pdf: Path
    pages: int
    answers: Path


@dataclass(frozen=True, slots=True)
class SheetPages:
    """The sheet as a PDF, and how many pages it has."""

    data: bytes
    pages: int


def write_sheet(project: Project, manual: str) -> WalkSheet:
    """Write both into ``build/walks``. Raises `TebikiError`; then nothing was written."""
    made = make_sheet(project, manual)
    stem = project.build / "walks" / f"{project.year}-{manual}"
    pdf, answers = stem.with_name(f"{stem.name}-sheet.pdf"), stem.with_name(f"{stem.name}-answers.toml")
    blank = blank_text(project.edition, manual, project.walk_source.items(manual))
    write_together([(pdf, made.data), (answers, blank.encode())])
    return WalkSheet(pdf, made.pages, answers)


def make_sheet(project: Project, manual: str) -> SheetPages:
    """The sheet of a manual as it is now; nothing is written but the cache. Raises `TebikiError`."""
    here, items = project.publication(SOURCE), project.walk_source.items(manual)
    pictures = _drawn(project, here, manual, items)
    text = sheet_text(here, manual, items, frozenset(pictures))
    document = Document(text, _front(here, manual).json(here.words), pictures)
    made = kept_pdf(document, here.manual(manual).timestamp, project.cache)
    return SheetPages(made.data, made.pages)


def _drawn(project: Project, here: Publication, manual: str, items: Sequence[WalkItem]) -> Mapping[str, Path]:
    """Each screen as the manual shows it, marks and all: name in the document → file."""
    inputs, names = here.inputs(manual), dict.fromkeys(one.name for one in items if one.kind == "screen")
    return {_file(name): draw(project.walk_source.screen(name), inputs, project.cache).path for name in names}


def _file(name: str) -> str:
    return f"pictures/{picture_name(name)}"


def _said(key: str, **values: object) -> str:
    return say(f"walk/{key}", "ja", **values)


def sheet_text(here: Publication, manual: str, items: Sequence[WalkItem], pictures: frozenset[str]) -> bytes:
    """The sheet's calls of Typst. ``pictures``: the files that there are."""
    page = here.manual(manual)
    values = {"platform": plain(page.platform), "version": page.version, "published": page.published}
    steps = [item for item in items if item.step is not None]
    others = [item for item in items if item.step is None]
    writer = _Rows(here, manual, pictures)
    parts = [
        call("walk-head", *(literal(_said(f"head-{name}")) for name in _HEAD)),
        lines("walk-intro", *(writer.phrased(_said(key)) for key in _INTRO)),
        *writer.part("part-steps", "", steps),
        *(writer.part("part-others", _said("others-remark"), others) if others else ()),
        call("walk-end", *(literal(_said(key)) for key in ("noticed", "entered-by", "entered-on"))),
    ]
    number = literal(_said("number", number=sheet_number(items)))
    subtitle = writer.phrased(_said("subtitle", **values))
    sheet = lines("walk-sheet", literal(_said("title")), subtitle, number, *parts)
    return f'#import "/template/tebiki-walk.typ": *\n#{sheet}\n'.encode()


@dataclass(frozen=True, slots=True)
class _Rows:
    """Writes the rows of a manual's items."""

    here: Publication
    manual: str
    pictures: frozenset[str]

    def part(self, title: str, remark: str, items: Sequence[WalkItem]) -> Iterator[str]:
        """A heading, then a table."""
        yield call("walk-part", literal(_said(title)), self.phrased(remark))
        pictured = any(item.kind == "screen" for item in items)
        columns = [name for name in _COLUMNS if pictured or name != "picture"]
        heads = array(literal(_said(f"col-{name}")) for name in columns)
        before = ["", *(item.place for item in items)]
        span = 2 if pictured else 1
        rows = (
            self.row(item, span, heads=item.place != last)
            for item, last in zip(items, before[:-1], strict=True)
        )
        yield lines("walk-table", heads, *rows)

    def row(self, item: WalkItem, span: int, *, heads: bool) -> str:
        """One item with its boxes. ``span``: columns that words without a picture fill.

        ``heads``: whether it is the first under its heading.
        """
        place = literal(self.here.words("step", n=item.step) if item.step else "")
        shown = self._shown(item, self.phrased(self._title(item) if heads else ""))
        if item.kind == "screen":
            file, alt = f"/{_file(item.name)}", _said("alt", title=self._title(item))
            names = self._names("tick-same", "tick-differs", "tick-absent")
            write = literal(_said("write"))
            return lines("screen-row", place, literal(file), literal(alt), shown, names, write)
        first = "tick-true" if item.kind == "sentence" else "tick-done"
        names = self._names(first, "tick-differs")
        kind, write = self.phrased(_said(f"kind-{item.kind}")), literal(_said("write-short"))
        return lines("text-row", str(span), place, kind, shown, names, write)

    def phrased(self, text: str) -> str:
        """A text as an argument, with a mark between its phrases."""
        return literal(phrased(self.here, text))

    def _names(self, *keys: str) -> str:
        return array(literal(_said(key)) for key in keys)

    def _title(self, item: WalkItem) -> str:
        return plain_message(item.title, self.here, self.manual)

    def _shown(self, item: WalkItem, title: str) -> str:
        """The heading, and below it what is to be compared."""
        words = [self.phrased(plain_label(key, self.here, self.manual)) for key in item.words]
        if item.kind == "screen" and words:
            return lines("said-words", title, *words)
        if item.kind == "screen":
            return call("said-sentence", title, self.phrased(_said("arrangement")))
        return call("said-sentence", title, self.phrased(plain_message(item.name, self.here, self.manual)))


def _front(here: Publication, manual: str) -> Front:
    """Header, footer and metadata; there is no cover."""
    page, publisher = here.manual(manual), plain(here.publisher)
    title, platform = plain(here.title.replace("\u200b", "")), plain(page.platform)
    return Front(
        tag=here.words.tag,
        title=f"{_said('title')} {platform} {page.version}",
        author=publisher,
        accent=here.settings.colours.print,
        cover=Cover(here.masthead, "", (title,), "", "phone", "", here.publisher),
        header=Header(
            title=title,
            platform=plain(here.words("header.platform", platform=platform)),
            heading="",
            edition=f"{page.version}  {page.published}",
            publisher=publisher,
        ),
        typography=typography_of(here.words.data),
    )
