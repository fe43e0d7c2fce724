"""Cover, header and metadata of a manual's PDF, out of the publication."""

from __future__ import annotations

from sphinx.application import Sphinx

from ..content.publication import ManualPage, Publication
from ..content.ruby import plain
from ..content.settings import in_language
from ..render.qr import matrix_of
from ..render.typst.front import Cover, Front, Header, Newest
from .said import phrased
from .state import findings, publication
from .translation_status import standings, walk_standings
from .typography import typography_of


def front_of(app: Sphinx, docname: str) -> Front:
    """The front matter of the manual ``docname``."""
    here, tally = publication(app.config), findings(app.env).tallies.get(docname)
    manual = here.manual(docname)
    title = plain(here.title.replace("\u200b", ""))
    platform = plain(manual.platform)
    heading = plain(here.words("header.heading", platform=platform, title=title))
    return Front(
        tag=here.words.tag,
        title=plain(here.titled(f"{heading} {manual.version}")),
        author=plain(here.publisher),
        accent=here.settings.colours.print,
        cover=cover(here, manual),
        header=Header(
            title=title,
            platform=plain(here.words("header.platform", platform=platform)),
            heading=heading,
            edition=plain(f"{manual.version}  {manual.published}"),
            publisher=plain(here.publisher),
        ),
        typography=typography_of(here.words.data),
        draft=here.words("draft.mark") if here.stage == "draft" else None,
        notes=tuple((it.kind, it.title, phrased(here, it.text)) for it in standings(here, tally)),
        walked=tuple((it.kind, it.title, phrased(here, it.text)) for it in walk_standings(here, docname)),
    )


def cover(here: Publication, manual: ManualPage) -> Cover:
    """The first page; what nobody knows is left out."""
    words, certificate = here.words, here.edition.certificate
    first, *rest = here.title.split("\u200b")
    note = here.edition.manuals[manual.name].cover_note
    return Cover(
        masthead=here.masthead,
        edition=manual.version,
        title=(first, "".join(rest)) if rest else (first,),
        platform=manual.platform,
        device="computer" if manual.device == "computer" else "phone",
        date=manual.published,
        publisher=here.publisher,
        note=phrased(here, words("cover.note", os=manual.os, browser=manual.browser)),
        certificate=certificate.id,
        certificate_caption=words("cover.certificate"),
        # The note says where that name appears on the screen: true only of the stored or typed name.
        certificate_note=phrased(here, in_language(note, here.language))
        if note and certificate.name_on_device == certificate.id
        else None,
        term=here.period,
        newest=newest(here, manual.name),
    )


def newest(here: Publication, name: str) -> Newest | None:
    """The newest edition's address and code, where the site's address is known."""
    url, words = here.address(name), here.words
    if url is None:
        return None
    return Newest(phrased(here, words("cover.newest")), url, words("cover.newest_alt"), matrix_of(url))
