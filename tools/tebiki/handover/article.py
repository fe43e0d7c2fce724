"""The article of the city's website that leads to the manuals: words in Japanese, ready to be pasted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..content.output_names import page_file
from ..content.publication import Publication
from ..content.settings import Cms
from .addresses import Addresses
from .facts import UNKNOWN, UNKNOWN_DAY, PdfFacts, changes, contact, of_kind, pdf_facts, plain, year_text
from .finished import Finished
from .html import Node, element, html

#: A line of the article: a text, or the words and the address of a link with the language of the words.
Line = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter, with a paragraph or a list below its heading; ``level`` counts from 0."""

    heading: str
    level: int
    lines: tuple[Line, ...] = ()
    #: Of the heading, where it is not Japanese.
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The title is a field of the CMS; ``paragraphs`` are its lead."""

    title: str
    paragraphs: tuple[str, ...]
    sections: tuple[Section, ...] = field(repr=False)

    def as_html(self, options: Cms) -> str:
        """The body, with headings from the level that the CMS wants."""
        nodes: list[Node] = []
        if options.title:
            nodes.append(element(f"h{options.heading}", [self.title]))
        nodes += [element("p", [text]) for text in self.paragraphs]
        first = options.heading + options.title
        for section in self.sections:
            nodes.append(element(f"h{first + section.level}", [section.heading], lang=section.lang))
            if section.lines:
                nodes.append(element("ul", [element("li", [_link(line)]) for line in section.lines]))
        return html(nodes)

    def as_text(self) -> str:
        """The same as plain text: addresses stand below what they are of."""
        parts = [f"題名: {self.title}", "", *self.paragraphs]
        for section in self.sections:
            parts += ["", ("■ " if section.level == 0 else "● ") + section.heading]
            for text, address, _ in section.lines:
                parts += [f"・{text}", *([f"　{address}"] if address else [])]
        return "\n".join(parts) + "\n"


def _link(line: Line) -> Node:
    text, address, lang = line
    return text if address is None else element("a", [text], href=address, hreflang=lang, lang=lang)


def article(finished: Finished, where: Addresses, day: date | None = None) -> Article:
    """The article; ``where``: addresses as a file in the folder ``cms`` names them.

    ``day``: of publication; None while nobody knows it.
    """
    facts, here = pdf_facts(finished), finished.source
    title, system = plain(here.title), plain(here.system)
    paragraphs = (
        f"{system}の「{title}」（{year_text(finished)}）です。お使いの端末のマニュアルをご覧ください。",
        f"この版の証明書のファイルは、{here.certificate_file}です。",
        f"更新日: {here.words.day(day) if day else here.words.month(finished.updated) + UNKNOWN_DAY}",
    )
    write = _Write(finished, where, facts)
    sections = (*write.manuals(), *write.languages(), *_changes(finished), _contact(finished))
    return Article(f"{title}（{year_text(finished)}）", paragraphs, sections)


@dataclass(frozen=True, slots=True)
class _Write:
    finished: Finished
    where: Addresses
    facts: tuple[PdfFacts, ...]

    def manuals(self) -> Iterator[Section]:
        """Each manual in Japanese: its page, its PDF, its page for the wall."""
        here = self.finished.source
        yield Section("マニュアル", 0)
        for manual in here.manuals:
            name = f"{plain(manual.platform)}版"
            lines = self._lines(manual.name, here)
            yield Section(f"{name}（{manual.version}、{manual.published}）", 1, tuple(lines))

    def languages(self) -> Iterator[Section]:
        """The manuals in all other languages, each by its own words."""
        others = [
            here for here in self.finished.publications if here.language != self.finished.source.language
        ]
        if others:
            yield Section("ほかの言語のマニュアル", 0)
        for here in others:
            lines = [line for manual in here.manuals for line in self._lines(manual.name, here)]
            yield Section(plain(here.words("language.name")), 1, tuple(lines), here.words.tag)

    def _lines(self, manual: str, here: Publication) -> Iterator[Line]:
        say = _Said(here, manual)
        lang = None if here.language == "ja" else here.words.tag
        if (self.finished.site / here.folder / page_file(manual)).is_file():
            yield say.page, self.where.page(here.folder, manual), lang
        if whole := of_kind(self.facts, manual, here.language, "manual"):
            yield say.pdf(whole), self._pdf(whole, here.folder), lang
        if here is self.finished.source and (one := of_kind(self.facts, manual, here.language, "summary")):
            yield say.summary(one), self._pdf(one, here.folder), lang

    def _pdf(self, facts: PdfFacts, folder: str) -> str:
        return self.where.pdf(f"{folder}/{facts.pdf.path.name}")


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of links to one manual, in its own language."""

    here: Publication
    manual: str

    @property
    def name(self) -> str:
        """Of the manual: Android版, For Android."""
        words, platform = self.here.words, self.here.manual(self.manual).platform
        return plain(words("header.platform", platform=platform))

    @property
    def page(self) -> str:
        """Of its page."""
        return plain(self.here.words("cms.page", name=self.name))

    def pdf(self, facts: PdfFacts) -> str:
        """Of its PDF, with pages and size."""
        pdf = self.here.words("pdf.link", pages=facts.pages, size=facts.size)
        return plain(self.here.words("cms.document", name=self.name, pdf=plain(pdf)))

    def summary(self, facts: PdfFacts) -> str:
        """Of its page for the wall."""
        title = self.here.words("summary.title")
        return plain(f"{title}（{self.name}）（{facts.said}）")


def _changes(finished: Finished) -> Iterator[Section]:
    lines = [f"{name}版 {version}: {text}" for name, version, text in changes(finished) if text]
    if lines:
        yield Section("変わったところ", 0, tuple((line, None, None) for line in lines))


def _contact(finished: Finished) -> Section:
    lines = [f"{name}: {text or UNKNOWN}" for name, text in contact(finished)]
    return Section("お問い合わせ", 0, tuple((line, None, None) for line in lines))
