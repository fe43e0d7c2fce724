"""What the Sphinx side knows while it reads: the publication, and what it found wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import is_not
from pathlib import Path
from typing import Final, cast

from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import SphinxError

from ..content.catalogs.translation import Message, Tally, Translation
from ..content.facts import Fact
from ..content.publication import Publication
from ..errors import Place, Problem, TebikiError
from ..messages import tell

#: Where a configuration keeps what `publication` made of it; Sphinx pickles no name with an underscore first.
_JOINED: Final = "_tebiki_joined"


class ContentError(SphinxError):
    """The content is wrong; `problems` says where. Sphinx prints it without a traceback."""

    category = "tebiki"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n" + "\n".join(map(tell, problems)))


@dataclass(frozen=True, slots=True)
class _Joined:
    """A publication as some settings of Sphinx have it, and its facts as they were asked for, by manual."""

    settings: tuple[object, ...]
    here: Publication
    facts: dict[str | None, Mapping[str, Fact]]


def publication(config: Config) -> Publication:
    """The edition and language that this run of Sphinx builds, its stage, and the PDFs that are finished."""
    return _joined(config).here


def known_facts(config: Config, manual: str | None) -> Mapping[str, Fact]:
    """The facts of `publication` for a page of ``manual``: a hundred places of each page ask for them."""
    joined = _joined(config)
    if manual not in joined.facts:
        joined.facts[manual] = joined.here.facts(manual)
    return joined.facts[manual]


def _joined(config: Config) -> _Joined:
    settings = (config.tebiki_publication, config.tebiki_stage, config.tebiki_pdf, config.tebiki_summaries)
    made: _Joined | None = vars(config).get(_JOINED)
    if made is None or any(map(is_not, made.settings, settings)):
        here, stage, pdf, summaries = settings
        here = replace(cast(Publication, here), stage=stage, pdf=pdf, summaries=summaries)
        made = vars(config)[_JOINED] = _Joined(settings, here, {})
    return made


def translation(config: Config) -> Translation | None:
    """The messages of the language that is built; None for the source's own."""
    return cast(Publication, config.tebiki_publication).translation


def manual_of(config: Config, docname: str) -> str | None:
    """The manual that a page is, or None for a page that is none."""
    return docname if docname in publication(config).edition.manuals else None


def screenshots(env: BuildEnvironment) -> Path:
    """The folder of the declared screens."""
    return Path(env.srcdir).parent / "screenshots"


def cache_folder(config: Config) -> Path:
    """Where drawn pictures are kept between builds."""
    return Path(config.tebiki_cache)


class Findings:
    """What one reading found: problems, and the facts and pictures that its text uses.

    Lives on the environment (it is pickled with it); one object a page while pages are read, then one of all.
    """

    def __init__(self, *, extracting: bool = False) -> None:
        #: Whether this reading takes the messages out for translators; nothing of it is shown.
        self.extracting = extracting
        self.problems: list[Problem] = []
        #: Names of facts that some text uses or asks for.
        self.facts: set[str] = set()
        #: Names of facts that are shown in Japanese for want of a text in the language.
        self.foreign: set[str] = set()
        #: What the pages ask translators for, in order.
        self.messages: list[Message] = []
        #: Page → how much of it is translated.
        self.tallies: dict[str, Tally] = {}
        #: Manuals that are not released in this language.
        self.held: set[str] = set()
        #: Name in the output → the PNG on disk.
        self.pictures: dict[str, Path] = {}
        #: Screens without a picture of their own for what was asked → the fallback that stands in.
        self.instead: dict[str, str] = {}
        #: Page → how often its facts name which certificate of an earlier edition.
        self.earlier: dict[str, Counter[str]] = {}
        #: Page → the addresses of its QR codes, in order.
        self.codes: dict[str, list[str]] = {}
        #: Name in the output → labels and facts that the drawing shows.
        self.drawn: dict[str, frozenset[str]] = {}
        #: Names of the screens that are shown, without their variants.
        self.screens: set[str] = set()

    def add(self, other: Findings) -> None:
        """Take in what was found of another page."""
        for name, value in vars(other).items():
            own = vars(self)[name]
            if isinstance(own, list):
                own.extend(value)
            elif isinstance(own, dict | set):
                own.update(value)


def begin_page(env: BuildEnvironment, docname: str) -> None:
    """Note apart what is found of a page that is read from now on."""
    found = Findings(extracting=findings(env).extracting)
    findings_of_pages(env)[docname] = found
    env.tebiki_findings = found  # type: ignore[attr-defined]  # pickled with the environment


def findings_of_pages(env: BuildEnvironment) -> dict[str, Findings]:
    """What was found of each page that this environment has read."""
    found: dict[str, Findings] | None = getattr(env, "tebiki_pages", None)
    if found is None:
        found = {}
        env.tebiki_pages = found  # type: ignore[attr-defined]  # pickled with the environment
    return found


def join_pages(env: BuildEnvironment) -> None:
    """Once the pages are read, what was found of all of them is one again, in the order of reading."""
    whole = Findings(extracting=findings(env).extracting)
    for found in findings_of_pages(env).values():
        whole.add(found)
    env.tebiki_findings = whole  # type: ignore[attr-defined]  # pickled with the environment


def findings(env: BuildEnvironment) -> Findings:
    """The findings of this environment, made at first use; while a page is read, those of the page."""
    found: Findings | None = getattr(env, "tebiki_findings", None)
    if found is None:
        found = Findings()
        env.tebiki_findings = found  # type: ignore[attr-defined]  # pickled with the environment
    return found


def report(env: BuildEnvironment, code: str, place: Place | None, /, **values: object) -> None:
    """Note a problem and go on, so that one build tells everything that is wrong."""
    findings(env).problems.append(Problem(code, place, values))


def report_error(env: BuildEnvironment, error: TebikiError) -> None:
    """Note all problems of an error and go on."""
    findings(env).problems.extend(error.problems)
