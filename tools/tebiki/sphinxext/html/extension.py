"""The web pages: Sphinx's html builder with our own theme and nothing of its own look.

No script, no search, no index pages, no words of Sphinx's catalogues. What a site needs
of the output: ``*.html``, ``tebiki.css``, ``favicon.svg``, ``_images/``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from ..state import findings, publication
from ..translation_status import standings, walk_standings
from .manual import ManualWriter
from .markup import said
from .pages import FAVICON, STYLESHEET, Banner, page_view, plain, standing_banners
from .style import favicon, stylesheet

#: Sphinx's settings that would bring in what these pages do without.
PLAIN = {
    "html_theme": "tebiki",
    "html_permalinks": False,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_domain_indices": False,
    "html_scaled_image_link": False,
    "html_use_opensearch": "",
    "html_last_updated_fmt": None,
}


def setup(app: Sphinx) -> None:
    """Register the theme, the translator and the frame of the pages."""
    app.add_html_theme("tebiki", str(Path(__file__).parent.parent / "theme"))
    app.set_translator("html", ManualWriter, override=True)
    # MyST has a visitor of its own for containers, which would go before the translator's.
    app.add_node(nodes.container, override=True, html=(ManualWriter.visit_container, None))
    app.connect("config-inited", configure, priority=110)
    app.connect("builder-inited", without_search)
    app.connect("env-updated", with_pictures)
    app.connect("html-page-context", frame)
    app.connect("build-finished", dress)


def configure(app: Sphinx, config: Config) -> None:
    """Set what the theme needs, whatever conf.py says."""
    del app
    for name, value in PLAIN.items():
        setattr(config, name, value)


def without_search(app: Sphinx) -> None:
    """No search: its script breaks a strict content security policy."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def with_pictures(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Let Sphinx copy the drawn pictures as it copies its own."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        drawn = findings(env).pictures
        app.builder.images.update({str(path): file for file, path in sorted(drawn.items())})
    return ()


def frame(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the template its view."""
    del template
    here = publication(app.config)
    title = app.env.titles[page].astext() if page in app.env.titles else here.title
    found = findings(app.env)
    held = page in found.held
    banners: tuple[Banner, ...] = ()
    if page in app.env.found_docs and not held:
        known = (*walk_standings(here, page), *standings(here, found.tallies.get(page)))
        banners = standing_banners(page, known)
    view = page_view(here, page, title, lead(doctree), banners)
    context["view"] = replace(view, indexed=view.indexed and not held)
    context["said"], context["plain"] = partial(said, here), plain
    context["stylesheet"], context["favicon"] = STYLESHEET, FAVICON


def lead(doctree: nodes.document | None) -> str:
    """The first paragraph, which says what the page is for."""
    first = doctree.next_node(nodes.paragraph) if doctree is not None else None
    return first.astext() if first is not None else ""


def dress(app: Sphinx, error: Exception | None) -> None:
    """Write the style sheet and the icon beside the pages."""
    if error is None and isinstance(app.builder, StandaloneHTMLBuilder):
        here = publication(app.config)
        colours, languages = here.settings.colours, [words.data for words in here.languages]
        for name, text in ((STYLESHEET, stylesheet(colours, languages)), (FAVICON, favicon(colours))):
            Path(app.outdir, name).write_text(text, encoding="utf-8", newline="\n")
