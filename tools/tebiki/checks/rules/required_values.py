"""The rule about what the rows of ``docs/required.toml`` ask for: it stands in each output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ...content.facts import Fact, facts_of
from ...content.ruby import RUBY_LANGUAGE, plain
from ...errors import Problem
from ..city import City
from ..required_text import asked_of
from ..rule import rule
from ..subjects.site import SitePage, SitePdf


@dataclass(frozen=True, slots=True)
class _Value:
    """What must stand in an output: the row that asks for it, its name there, what a reader sees."""

    row: str
    kind: str
    name: str
    value: str

    def within(self, text: str) -> bool:
        """Whether a text, without blanks, holds it; words on a screen may hold what others fill."""
        return all(_squeezed(part) in text for part in re.split(r"\{\w+\}", self.value))


def _values(city: City, name: str, language: str) -> Iterator[_Value]:
    """All values of a manual in a language that its rows ask for; what nobody knows is not printed."""
    facts = facts_of(city.edition, city.settings, city.languages[language], name)
    for row, one in city.required.of(name) if city.required else ():
        for kind, asked in asked_of(one):
            if value := _value(city, facts, kind, asked, language):
                yield _Value(row, kind, asked, value)


def _value(city: City, facts: Mapping[str, Fact], kind: str, asked: str, language: str) -> str | None:
    """What a reader sees of a thing; None where it is not known, not there, or told by other rules."""
    if kind == "facts" and asked in facts:
        return plain(facts[asked].text or "") or None
    if kind in ("links", "codes") and asked in city.edition.links:
        return city.edition.links[asked].url
    if kind == "labels" and asked in city.labels:
        return city.labels[asked].text(language)
    return None


def _squeezed(text: str) -> str:
    """Text without blanks and signs that nobody sees, in one form: outputs break their lines elsewhere."""
    bare = re.sub(r"[\s\u200b\u2060\u00ad]", "", unicodedata.normalize("NFKC", text))
    return bare.replace("\u2011", "-").replace("\u2010", "-")


def _language(page: SitePage) -> str | None:
    """The language that a manual's page is held to; None for other pages and for one held back."""
    language, required = page.city.code_of(page.lang), page.city.required
    if required is None or page.manual not in required.manuals or language is None:
        return None
    source = language == page.city.settings.languages[0]
    return language if source or any("step" in one.classes for one in page.root.iter("section")) else None


@rule(
    "required/value",
    bad="<p>添付ファイルを押します。</p>（行 F15 の事実 certificate.file の値が、ページやPDFのどこにもない）",
    good="<p>添付ファイル<code>ABC250301.p12</code>を押します。</p>",
    fixed=True,
)
def value(output: SitePage | SitePdf) -> Iterator[Problem]:
    """What the rows of a manual ask for stands on its page and in its PDF; the page for the wall has less."""
    page = output if isinstance(output, SitePage) else None if output.summary else output.page
    language = None if page is None else _language(page)
    if page is None or page.manual is None or language is None:
        return
    holds = _held_by_page(output) if isinstance(output, SitePage) else _held_by_pdf(output, language)
    for one in _values(page.city, page.manual, language):
        if not holds(one):
            values = {"row": one.row, "manual": page.manual, "name": one.name, "value": one.value}
            yield Problem("required/value", output.place(), values)


def _held_by_page(page: SitePage) -> Callable[[_Value], bool]:
    """What a page has: values in its text, links in it, pictures of codes beside their address."""
    text = _squeezed(page.root.text)
    links = {link.attrs["href"] for link in page.links()}
    pictures = " ".join(image.attrs.get("src", "") for image in page.root.iter("img"))

    def holds(one: _Value) -> bool:
        if one.kind == "links":
            return one.value in links
        return one.within(text) and (one.kind != "codes" or f"/qr-{one.name}.png" in pictures)

    return holds


def _held_by_pdf(pdf: SitePdf, language: str) -> Callable[[_Value], bool]:
    """What a PDF has: links and codes with their address beside them, and values in its text."""
    content, text = pdf.document.content, _text_of(pdf)
    codes = {code for codes in content.codes for code in codes}

    def holds(one: _Value) -> bool:
        if one.kind == "links":
            return one.value in content.links and one.within(text)
        if one.kind == "codes":
            return one.value in codes and one.within(text)
        return language == RUBY_LANGUAGE or one.within(text)  # readings stand between a PDF's lines

    return holds


def _text_of(pdf: SitePdf) -> str:
    """All text of a PDF, as it stands on its pages and as its tags give it.

    On a page a caption may stand between two lines of a paragraph, and at a page's end the footer.
    """
    tags = pdf.document.tags
    leaves = "".join(tag.text for tag in tags if tag.leaf)
    return _squeezed("\0".join(("".join(pdf.document.content.texts), leaves, *(tag.text for tag in tags))))
