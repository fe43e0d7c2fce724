"""One edition in one language: all that a page or a PDF of it can ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .calendar import Month
from .edition import Edition
from .fact import Fact, facts_of, file_name
from .label import Label
from .pdf import PdfInfo
from .ruby import plain
from .screen import Inputs
from .settings import Settings, in_language
from .translation import Translation
from .words import Words


def folder(language: str) -> str:
    """The folder of a language on the site: ``ja``, ``zh-cn``."""
    return language.replace("_", "-").lower()


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
    month: Month


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

    @property
    def language(self) -> str:
        """The Sphinx code of the language."""
        return self.words.language

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
        labels = {key: label.text(self.language) for key, label in self.labels.items()}
        found = self.facts(manual)
        facts = {name: plain(fact.text) if fact.text else None for name, fact in found.items()}
        own = {key for key, label in self.labels.items() if labels[key] != label.text("ja")}
        own |= {name for name, fact in found.items() if fact.kind != "code"}  # words of the language
        return Inputs(self.language, labels, facts, frozenset(own))

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
            self.words("version", n=manual.version),
            self.words.month(manual.published),
            manual.published,
        )

    @property
    def manuals(self) -> tuple[ManualPage, ...]:
        """All manuals, in the order of the edition's file."""
        return tuple(map(self.manual, self.edition.manuals))

    @property
    def folder(self) -> str:
        """The folder of the language on the site: ``ja``, ``zh-cn``."""
        return folder(self.language)

    def address(self, page: str) -> str | None:
        """Where a page stands, always in its newest edition; None while the site's address is not known."""
        site = self.settings.site
        return f"{site}{self.folder}/{page}.html" if site else None

    def summary_name(self, manual: str) -> str:
        """``certificate-manual-android-ver4-ja-summary.pdf``: one page for the wall."""
        return self.pdf_name(manual).removesuffix(".pdf") + "-summary.pdf"

    def pdf_name(self, manual: str) -> str:
        """``certificate-manual-android-ver4-ja.pdf``."""
        version, series = self.edition.manuals[manual].version, self.settings.documents
        return f"{series}-{manual}-ver{version}-{self.language}.pdf".replace("_", "-").lower()
