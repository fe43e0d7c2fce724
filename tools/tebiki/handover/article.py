"""The article of the city's website that leads to the manuals: words in Japanese, ready to be pasted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..content.output_names import page_file, page_path
from ..content.settings import Cms
from .addresses import Addresses
from .facts import UNKNOWN, PdfFacts, changes, contact, of_kind, pdf_facts, plain, year_text
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
            nodes.append(element(f"h{first + section.level}", [section.heading]))
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
    return text if address is None else element("a", [text], href=address, hreflang=lang)


def article(finished: Finished, options: Cms, where: Addresses) -> Article:
    """The article; ``where``: addresses as a file in the folder ``cms`` names them."""
    facts, here = pdf_facts(finished), finished.source
    title, system = plain(here.title), plain(here.system)
    paragraphs = (
        f"{system}の「{title}」（{year_text(finished)}）です。お使いの端末のマニュアルをご覧ください。",
        f"この版の証明書のファイルは、{here.certificate_file}です。",
        f"更新日: {here.words.month(finished.updated)}",
    )
    write = _Write(finished, options, where, facts)
    sections = (*write.manuals(), *write.languages(), *_changes(finished), _contact(finished))
    return Article(f"{title}（{year_text(finished)}）", paragraphs, sections)


@dataclass(frozen=True, slots=True)
class _Write:
    finished: Finished
    options: Cms
    where: Addresses
    facts: tuple[PdfFacts, ...]

    def manuals(self) -> Iterator[Section]:
        """Each manual in Japanese: its page, its PDF, its page for the wall."""
        here = self.finished.source
        yield Section("マニュアル", 0)
        for manual in here.manuals:
            name = f"{plain(manual.platform)}版"
            lines = self._lines(manual.name, here.language, name, f"1枚のまとめ（{name}）")
            yield Section(f"{name}（{manual.version}、{manual.published}）", 1, tuple(lines))

    def languages(self) -> Iterator[Section]:
        """The manuals in all other languages."""
        others = [
            here for here in self.finished.publications if here.language != self.finished.source.language
        ]
        if others:
            yield Section("ほかの言語のマニュアル", 0)
        for here in others:
            lines: list[Line] = []
            for manual in here.manuals:
                name = plain(self.finished.source.manual(manual.name).platform)
                name = f"{name}版 {plain(here.words('language.name'))}"
                lines += self._lines(manual.name, here.language, name, None)
            yield Section(plain(here.words("language.name")), 1, tuple(lines))

    def _lines(self, manual: str, language: str, name: str, summary: str | None) -> Iterator[Line]:
        here = next(one for one in self.finished.publications if one.language == language)
        lang = None if language == "ja" else here.words.tag
        if (self.finished.site / here.folder / page_file(manual)).is_file():
            yield f"{name}（ウェブページ）", self._page(here.folder, manual), lang
        if whole := of_kind(self.facts, manual, language, "manual"):
            yield f"{name}（{whole.said}）", self._pdf(whole, here.folder), lang
        if summary and (one := of_kind(self.facts, manual, language, "summary")):
            yield f"{summary}（{one.said}）", self._pdf(one, here.folder), lang

    def _page(self, folder: str, manual: str) -> str:
        site = self.finished.settings.site
        if site and not self.options.base:
            return f"{site}{page_path(folder, manual)}"
        return self.where.page(folder, manual)

    def _pdf(self, facts: PdfFacts, folder: str) -> str:
        site = self.finished.settings.site
        if site and not (self.options.base or self.options.pdf):
            return f"{site}{folder}/{facts.pdf.path.name}"
        return self.where.pdf(facts.pdf.stable)


def _changes(finished: Finished) -> Iterator[Section]:
    lines = [f"{name}版 {version}: {text}" for name, version, text in changes(finished) if text]
    if lines:
        yield Section("変わったところ", 0, tuple((line, None, None) for line in lines))


def _contact(finished: Finished) -> Section:
    lines = [f"{name}: {text or UNKNOWN}" for name, text in contact(finished)]
    return Section("お問い合わせ", 0, tuple((line, None, None) for line in lines))
