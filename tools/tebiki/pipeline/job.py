"""What one fresh process builds, and what it brings back. Both are pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from logging import LogRecord
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from ..checks.page_places import PagePlaces
from ..checks.settings import Chosen
from ..content.catalogs.translation import Message, Tally
from ..content.pdf_info import PdfContent, PdfInfo
from ..content.stage import Stage
from ..errors import Problem
from .request import Format

if TYPE_CHECKING:  # an unchanged build needs none of it
    from ..content.publication import Publication

#: The folder of the engine that this process has imported.
ENGINE: Final = str(Path(__file__).resolve().parent.parent)

#: What a finding of an output must count as for a build to refuse it.
REFUSED: Final[frozenset[Literal["error"]]] = frozenset({"error"})


@dataclass(frozen=True, slots=True)
class Job:
    """One edition in one language.

    ``out``: the language's folder of the site that is being made; ``work``: a folder of
    this job's own, thrown away afterwards; ``cache``: pictures kept between builds.
    ``manuals``: names, or empty for all.
    """

    root: Path
    edition: str
    language: str
    manuals: tuple[str, ...]
    #: All that are built together: pages lead to each other.
    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    out: Path
    work: Path
    cache: Path
    #: Whether the messages are taken out for translators; nothing is built then.
    extracts: bool = False
    #: How many PDFs are set at once.
    threads: int = 1
    #: What the command looks at itself: catalogues, as `sphinxext.catalogs.Read.case` names them, and
    #: sources (`checks.manual_sources.SourceTexts.case`).
    passed: frozenset[str] = frozenset()
    #: What the command has read for the language; None where the worker reads it itself.
    publication: Publication | None = None
    stage: Stage = "current"
    #: Where the reading stays, for jobs of the same content at another stage; None: with ``work``.
    reading: Path | None = None
    #: Where PDFs that were read back are kept for whoever reads them again; None: nowhere.
    documents: Path | None = None
    #: Whose job it is: a worker that has imported another engine must not do it.
    engine: str = ENGINE
    #: What conf.py says that rules of outputs count as.
    checks: Mapping[str, Chosen] = field(default_factory=dict)
    #: What the last build brought back that held outputs to the same facts, settings and engine.
    last: Result | None = None
    #: Pages to be made; the others are taken from the folder ``old``, as ``last`` knows them. Empty: all.
    pages: tuple[str, ...] = ()
    #: The language's folder of the last output.
    old: Path | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: ``reading``, ``pdf`` (``number`` of ``count``) or ``pages``."""

    name: Literal["reading", "pdf", "pages"]
    number: int = 0
    count: int = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """Records of the job's log since the last step."""

    records: list[LogRecord]


@dataclass(frozen=True, slots=True)
class PageFound:
    """What a page was made of, and what was found when it was read.

    ``files``: its source and what it includes, from the project's folder; ``screens``: names of those it
    shows; ``messages``: what it asks translators for, in order; ``pictures``: name in the output → name in
    the cache, made of the content; ``codes``: addresses of its QR codes. The others as in `Result`.
    """

    files: frozenset[str] = frozenset()
    screens: frozenset[str] = frozenset()
    messages: tuple[str, ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()
    drawn: Mapping[str, frozenset[str]] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, int] | None = None
    tally: Tally | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a job made, or why it did not."""

    problems: tuple[Problem, ...] = ()
    pdf: Mapping[str, PdfInfo] = field(default_factory=dict)
    summaries: Mapping[str, PdfInfo] = field(default_factory=dict)
    #: PDF's name → what a reader finds in it.
    contents: Mapping[str, PdfContent] = field(default_factory=dict)
    #: Page's name below ``out`` → where links may lead to in it, and where its own lead.
    places: Mapping[str, PagePlaces] = field(default_factory=dict)
    #: Picture's path below ``out`` → the address that the QR code must hold.
    codes: Mapping[str, str] = field(default_factory=dict)
    #: Manual → the addresses that the QR codes of its PDF must hold.
    printed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Page → what it says of earlier editions where it may → how often.
    earlier: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    #: Names of facts that the text uses or asks for.
    facts: frozenset[str] = frozenset()
    #: Screens that have no picture of their own for this language or variant → what stands in.
    instead: Mapping[str, str] = field(default_factory=dict)
    #: What the pages ask translators for, where that was the job.
    messages: tuple[Message, ...] = ()
    #: Page → how much of it is translated; empty for the language of the sources.
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    #: Manuals that show a notice instead, and have no PDF.
    held: frozenset[str] = frozenset()
    #: Facts that are shown in Japanese for want of a text in the language.
    foreign: frozenset[str] = frozenset()
    #: What drawings show of labels and facts.
    drawn: Mapping[str, str] = field(default_factory=dict)
    #: File below ``out`` → its hash when the rules of outputs were applied to all of them.
    looked: Mapping[str, str] = field(default_factory=dict)
    #: What the rules refuse; told with what is wrong with the whole.
    refused: tuple[Problem, ...] = ()
    #: Page → what was found of it alone.
    found: Mapping[str, PageFound] = field(default_factory=dict)
