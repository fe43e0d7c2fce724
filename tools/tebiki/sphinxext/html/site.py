"""Files at the root of the site: the way in, the page for a wrong address, what robots read.

Pure functions: publications of the site's languages → text of a file. The first
publication is the site's own language (``ja``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ...content.output_names import INDEX, SITEMAP, folder, page_file, page_path
from ...content.publication import Publication
from ...content.stage import Stage
from .markup import said, tag
from .pages import FAVICON, STYLESHEET, Link, View, address, alternates, cards, head_title, page_view, plain


@cache
def templates() -> Environment:
    """The theme's templates, as Sphinx has them too."""
    loader = PackageLoader("tebiki.sphinxext", "theme")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    made.globals["plain"] = plain
    return made


def render(template: str, here: Publication, view: View, **values: object) -> str:
    """A page of the root."""
    page = templates().get_template(template)
    return page.render(view=view, said=partial(said, here), stylesheet=STYLESHEET, favicon=FAVICON, **values)


def root_page(languages: Sequence[Publication]) -> str:
    """``index.html`` of the root: the site's other languages, then the devices in its own."""
    first, *others = languages
    first = replace(first, newest=first.newest.removeprefix("../"))  # it lies above the languages' folders
    links = [
        Link(page_path(here.folder, INDEX), here.words("language.name"), here.words.tag) for here in others
    ]
    devices = Markup(cards(first, f"{first.folder}/"))  # noqa: S704 -- escaped by its maker
    site = first.settings.site
    view = replace(
        page_view(first, INDEX, first.title, first.words("root.choose")),
        title=head_title(first, first.title.replace("\u200b", "")),
        chooser=(),
        home=None,
        assets=f"{folder(first.language)}/",
        canonical=site,
        alternates=alternates(site, [here.words for here in languages], INDEX)
        if site and len(languages) > 1
        else (),
    )
    return render("root.html", first, view, title=said(first, first.title), languages=links, cards=devices)


def not_found_page(here: Publication) -> str:
    """``404.html``. It is shown at any depth, so its links start at the site's path where that is known."""
    base = urlsplit(here.settings.site).path if here.settings.site else ""
    prefix = f"{base}{folder(here.language)}/"
    view = replace(
        page_view(here, "404", here.words("not_found.title"), ""),
        home=prefix + page_file(INDEX),
        assets=prefix,
        chooser=(),
        canonical=None,
        alternates=(),
    )
    return render("404.html", here, view, cards=Markup(cards(here, prefix)))  # noqa: S704 -- escaped by its maker


def robots_txt(site: str | None, stage: Stage = "current") -> str:
    """All may be read, but of drafts and archives nothing; where the address is known, here is its list."""
    if stage != "current":
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {site}{SITEMAP}\n" if site else "")


def sitemap_xml(languages: Sequence[Publication]) -> str | None:
    """The list of pages with their languages; None while the site's address is not known."""
    site = languages[0].settings.site
    if site is None:
        return None
    pages = [INDEX, *languages[0].edition.manuals]
    entries = [entry(site, here, languages, page) for page in pages for here in languages]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "".join(entries)
        + "</urlset>\n"
    )


def entry(site: str, here: Publication, languages: Sequence[Publication], page: str) -> str:
    """One page of the list."""
    others = "".join(
        tag("xhtml:link", rel="alternate", hreflang=other.tag, href=other.href).replace(">", "/>")
        for other in alternates(site, [publication.words for publication in languages], page)
        if len(languages) > 1
    )
    return f"<url><loc>{address(site, here.language, page)}</loc>{others}</url>\n"
