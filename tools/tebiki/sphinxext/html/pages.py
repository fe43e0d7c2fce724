"""What a page says beside its text: its frame, its cards, the line of its edition, its PDF.

Everything here is plain data made from a `Publication`; nothing of Sphinx is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...content import ruby
from ...content.catalogs.language_folder import SOURCE
from ...content.output_names import INDEX, page_file, page_path
from ...content.pdf_info import size_text
from ...content.publication import ManualPage, Publication
from ...content.words import Words
from ..translation_status import Standing
from .markup import tag, text_html, words_html

#: The style sheet and the icon, beside the pages of a language.
STYLESHEET = "tebiki.css"
FAVICON = "favicon.svg"
#: The looks of the banners that tell the stage; the second word is a page's one mark.
ARCHIVE, DRAFT = "caution archive-mark", "stop draft-mark"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the frame. ``tag`` is the language that the text is in, if another than the page's."""

    href: str
    text: str
    tag: str | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """A box before the heading: its look, title, one sentence, and where to go."""

    kind: str
    title: str
    text: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class View:
    """All that the frame of a page shows.

    ``assets`` leads from the page to the style sheet's folder (empty, or ending in ``/``).
    ``canonical`` and ``alternates`` are there only where the site's address is known.
    """

    words: Words
    title: str
    description: str
    city: str
    system: str
    publisher: str
    home: str | None
    assets: str = ""
    chooser: tuple[Link, ...] = ()
    banners: tuple[Banner, ...] = ()
    canonical: str | None = None
    alternates: tuple[Link, ...] = ()
    #: Whether search engines may show the page.
    indexed: bool = True


def plain(text: str) -> str:
    """Text for a place that shows no tags: on one line, without marks of possible breaks or readings."""
    return " ".join(ruby.plain(text).replace("\u200b", "").split())


def page_view(
    here: Publication, page: str, title: str, description: str, banners: tuple[Banner, ...] = ()
) -> View:
    """The frame of ``page`` (``android``, ``index``), which stands in its language's folder."""
    site = here.settings.site
    others = [words for words in here.languages if words.language != here.language]
    return View(
        words=here.words,
        title=head_title(here, plain(title)),
        description=plain(description),
        city=here.city,
        system=here.system,
        publisher=here.publisher,
        home=None if page == INDEX else page_file(INDEX),
        chooser=tuple(choice(here, words, page) for words in here.languages) if others else (),
        banners=stage_banners(here, page) + banners,
        canonical=address(site, here.language, page) if site else None,
        alternates=alternates(site, here.languages, page) if site and others else (),
        indexed=here.stage == "current",
    )


def head_title(here: Publication, title: str) -> str:
    """What a tab and a search result show."""
    return plain(here.titled(f"{title} | {plain(here.system)} | {plain(here.city)}"))


def choice(here: Publication, words: Words, page: str) -> Link:
    """A language of the chooser, by its own name."""
    href = f"../{page_path(words.language, page)}"
    return Link(href, words("language.name"), words.tag, words.language == here.language)


def address(site: str, language: str, page: str) -> str:
    """The whole address of a page; ``site`` ends in ``/``."""
    return f"{site}{page_path(language, page)}"


def alternates(site: str, languages: Iterable[Words], page: str) -> tuple[Link, ...]:
    """The same page in every language."""
    return tuple(Link(address(site, words.language, page), "", words.tag) for words in languages)


def stage_banners(here: Publication, page: str) -> tuple[Banner, ...]:
    """The one mark of a draft, or of an edition that is over; none on what holds."""
    words = here.words
    if here.stage == "draft":
        return (Banner(DRAFT, words("draft.mark"), words("banner.draft_text"), None),)
    if here.stage == "archive":
        link = Link(here.newest + page_path(here.folder, page), words("banner.archive_link"))
        text = words("banner.archive_text", period=here.period)
        return (Banner(ARCHIVE, words("banner.archive"), text, link),)
    return ()


def standing_banners(page: str, found: Iterable[Standing]) -> tuple[Banner, ...]:
    """How far the page may be trusted, as boxes."""
    href = f"../{page_path(SOURCE, page)}"
    return tuple(Banner(it.kind, it.title, it.text, Link(href, it.link) if it.link else None) for it in found)


def edition_line(here: Publication, manual: str | None) -> str:
    """Version, month and publisher as HTML; the index says it if it is true of all manuals."""
    found = {(m.version, m.published) for m in here.manuals if manual in (None, m.name)}
    if len(found) != 1:
        return words_html(here.publisher, here)
    version, published = found.pop()
    if here.has_phrases:  # judged as a whole; no line breaks within a date
        return words_html(
            here.words("edition", version=version, date=published, publisher=here.publisher), here
        )
    date = f'<span class="nb">{text_html(published)}</span>'
    return here.words("edition", version=text_html(version), date=date, publisher=text_html(here.publisher))


def pdf_link(here: Publication, manual: str | None) -> Link | None:
    """The link to a manual's PDF with its pages and size, once it is built."""
    info = here.pdf.get(manual or "")
    if info is None:
        return None
    return Link(info.file, here.words("pdf.link", pages=info.pages, size=size_text(info.size)))


def summary_link(here: Publication, manual: str | None) -> Link | None:
    """The link to a manual's one page for the wall, once it is built."""
    info = here.summaries.get(manual or "")
    return None if info is None else Link(info.file, here.words("summary.link"))


def card(manual: ManualPage, here: Publication, prefix: str = "") -> str:
    """One device to choose: the whole card is the link."""
    link = tag("a", cls=f"card {manual.device}", href=prefix + page_file(manual.name))
    hint = words_html(here.words("device.browser", browser=manual.browser), here)
    return f"<li>{link}<b>{words_html(manual.platform, here)}</b> <span>{hint}</span></a></li>\n"


def cards(here: Publication, prefix: str = "") -> str:
    """All devices to choose from, as HTML; ``prefix`` leads to the folder of the pages."""
    items = "".join(card(manual, here, prefix) for manual in here.manuals)
    return f'<ul class="cards" role="list">\n{items}</ul>\n'
