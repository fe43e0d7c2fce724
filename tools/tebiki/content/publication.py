"""One edition in one language: all that a page or a PDF of it can ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from .calendar import midnight
from .catalogs.translation import Translation
from .edition import Edition
from .facts import Fact, facts_of, file_name
from .labels import Label
from .output_names import folder, page_path, pdf_name, version_stem
from .pdf_info import PdfInfo
from .ruby import plain
from .screens import Inputs
from .settings import Settings, in_language
from .stage import NEWEST, Stage
from .words import Words


@dataclass(frozen=True, slots=True)
class ManualPage:
    """What other pages and the cover say of a manual."""

    name: str
    title: str
    platform: str
    device: Literal["phone", "tablet", "computer"]
    os: str
    browser: str
    version: str
    published: str
    #: The date that outputs carry in place of a clock's.
    timestamp: datetime


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition of a city's manuals in one language."""

    settings: Settings
    edition: Edition
    words: Words
    labels: Mapping[str, Label]
    #: Words of every language that the site has, in the order of the chooser.
    languages: tuple[Words, ...]
    #: None for the language of the sources.
    translation: Translation | None = None
    pdf: Mapping[str, PdfInfo] = field(default_factory=dict)
    summaries: Mapping[str, PdfInfo] = field(default_factory=dict)
    stage: Stage = "current"
    #: Terms of the glossary in Japanese, which no line of the language breaks within.
    terms: tuple[str, ...] = ()
    #: Leads from a page of an archive to the root of the site that the newest edition is on.
    newest: str = NEWEST
    #: Manuals that no walk on a device covers: none is recorded, or it covers a part (see `walk_states`).
    unwalked: Mapping[str, Literal["none", "partly"]] = field(default_factory=dict)
    #: Manual → sentences of its source that a walk has confirmed.
    confirmed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The Sphinx code of the language."""
        return self.words.language

    @property
    def has_phrases(self) -> bool:
        """Whether lines break at phrases: in Japanese, which has no spaces."""
        return "HIRAGANA" in self.words.data.scripts

    @property
    def city(self) -> str:
        """The city's name."""
        return in_language(self.settings.city, self.language)

    @property
    def system(self) -> str:
        """The name of the system that the certificate is for."""
        return in_language(self.settings.system, self.language)

    @property
    def masthead(self) -> str:
        """The line above a cover's title."""
        return in_language(self.settings.masthead, self.language)

    @property
    def title(self) -> str:
        """The title that all manuals share; U+200B where it may break."""
        return in_language(self.settings.title, self.language)

    @property
    def publisher(self) -> str:
        """Who publishes."""
        return in_language(self.edition.publisher, self.language)

    @property
    def certificate_file(self) -> str:
        """The certificate's file name."""
        return file_name(self.edition, self.settings)

    def facts(self, manual: str | None = None) -> Mapping[str, Fact]:
        """Facts by name, for a page of ``manual`` or for one that belongs to none."""
        return facts_of(self.edition, self.settings, self.words, manual)

    def inputs(self, manual: str | None = None) -> Inputs:
        """What drawings on a page of ``manual`` may show, as plain text."""
        language = self.language
        labels = {key: label.text(language) for key, label in self.labels.items()}
        found = self.facts(manual)
        facts = {name: plain(fact.text) if fact.text else None for name, fact in found.items()}
        own = {key for key, label in self.labels.items() if labels[key] != label.text("ja")}
        own |= {name for name, fact in found.items() if fact.kind != "code"}  # words of the language
        return Inputs(language, labels, facts, frozenset(own))

    def manual(self, name: str) -> ManualPage:
        """What is said of one manual. Raises `KeyError` for a page that is none."""
        manual = self.edition.manuals[name]
        return ManualPage(
            name,
            self.title,
            in_language(manual.platform, self.language),
            manual.device,
            in_language(manual.os, self.language),
            in_language(manual.browser, self.language),
            self.words.version(manual.version, manual.correction),
            self.words.issued(manual.published, manual.corrected),
            midnight(manual.issued),
        )

    @property
    def manuals(self) -> tuple[ManualPage, ...]:
        """All manuals, in the order of the edition's file."""
        return tuple(map(self.manual, self.edition.manuals))

    @property
    def period(self) -> str:
        """The fiscal year that the edition is of, with its months."""
        return self.words.fiscal_year(self.edition.year)

    def titled(self, title: str) -> str:
        """A title of metadata or of a tab; a draft's says so first."""
        return self.words("draft.title", title=title) if self.stage == "draft" else title

    @property
    def folder(self) -> str:
        """The folder of the language on the site: ``ja``, ``zh-cn``."""
        return folder(self.language)

    def address(self, page: str) -> str | None:
        """Where a page stands, always in its newest edition; None while the site's address is not known."""
        site = self.settings.site
        return f"{site}{page_path(self.language, page)}" if site else None

    def summary_name(self, manual: str) -> str:
        """``certificate-manual-android-ver4-ja-summary.pdf``: one page for the wall."""
        return self._named(manual, summary=True)

    def pdf_name(self, manual: str) -> str:
        """``certificate-manual-android-ver4-ja.pdf``; of a draft ``…-ja-draft.pdf``."""
        return self._named(manual)

    def _named(self, manual: str, *, summary: bool = False) -> str:
        stem = version_stem(self.settings, manual, self.edition.manuals[manual].number)
        return pdf_name(stem, self.language, summary=summary, draft=self.stage == "draft")
