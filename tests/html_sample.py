"""A publication of the invented city, and a translator on trees made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

from docutils import nodes
from docutils.utils import new_document
from web_gates import parsed

from tebiki.content.edition import load_edition
from tebiki.content.languages import load_language
from tebiki.content.pdf_info import PdfInfo
from tebiki.content.publication import Publication
from tebiki.content.settings import load_config
from tebiki.content.words import Words, load_words
from tebiki.sphinxext.html.manual import ManualWriter

ROOT = Path(__file__).parent / "roots" / "yamabe"


def publication(*, site: str | None = None, languages: int = 1) -> Publication:
    """The invented city's, in Japanese; with a second language where ``languages`` is 2."""
    settings = load_config(ROOT).settings.model_copy(update={"site": site})
    edition = load_edition(ROOT / "docs" / "editions", "2031", settings)
    words = load_words("ja")
    return Publication(settings, edition, words, {}, (words, other())[:languages])


def other() -> Words:
    """Words of a second language: enough for the frame."""
    table = {**load_words("ja").table, "language.name": "简体中文", "skip": "跳到正文"}
    return Words(load_language("zh_CN"), table)


def in_other(here: Publication) -> Publication:
    """The same publication in the second language."""
    return replace(here, words=other())


def fragment(*children: nodes.Node, pdf: dict[str, PdfInfo] | None = None) -> str:
    """The HTML of these nodes on the page ``tablet``."""
    document = new_document("docs/tablet.md")
    document += list(children)
    here = publication()
    config = SimpleNamespace(
        tebiki_publication=here, tebiki_stage=here.stage, tebiki_pdf=pdf or {}, tebiki_summaries={}
    )
    builder: Any = SimpleNamespace(
        config=config, env=SimpleNamespace(domains=None), current_docname="tablet", imgpath="_images"
    )
    visitor = ManualWriter(document, builder)
    document.walkabout(visitor)
    return visitor.astext()


def tree(*children: nodes.Node, pdf: dict[str, PdfInfo] | None = None) -> Element:
    """The same as a browser's parser sees it: the body. Nothing in it had to be mended."""
    root, mended = parsed("<!DOCTYPE html><title>t</title><body>" + fragment(*children, pdf=pdf))
    assert mended == []
    body = root.find("body")
    assert body is not None
    return body


def section(identifier: str, title: str, *children: nodes.Node, **attributes: object) -> nodes.section:
    """A section under a written label."""
    return nodes.section("", nodes.title("", title), *children, ids=[identifier], **attributes)


def paragraph(*children: nodes.Node | str) -> nodes.paragraph:
    """A paragraph of texts and nodes."""
    return nodes.paragraph("", "", *(nodes.Text(c) if isinstance(c, str) else c for c in children))
