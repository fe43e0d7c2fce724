"""Rules about names: the certificate's, versions', and those of the files that go out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ...content.output_names import (
    ARCHIVE,
    INDEX,
    NOT_FOUND,
    PICTURES,
    ROBOTS,
    SITEMAP,
    code_name,
    folder,
    page_file,
    page_path,
    pdf_name,
    picture_path,
    version_stem,
)
from ...errors import Place, Problem
from ..city import City
from ..near_misses import near_misses
from ..rule import rule
from ..subjects.site import Site, SitePage, SitePdf
from ..subjects.sources import DeclaredScreen, Prose, SourceText


@rule(
    "name/near",
    bad='.pl2\nmsgstr "Tap … .P12."\n<p>….ｐ１２</p>\nscreenshots/….pl2.toml',
    good=(
        '{fact}`certificate.file`\nmsgstr "Tap {fact}`certificate.file`."\n<p>….p12</p>\n'
        "screenshots/android/file.toml"
    ),
    fixed=True,
)
def near(subject: SourceText | Prose | DeclaredScreen | SitePage | SitePdf) -> Iterator[Problem]:
    """Whatever names the certificate names it exactly: sources, translations, screens, pages, PDFs."""
    if isinstance(subject, Prose) and subject.language == "ja":
        return  # its file is looked at line by line
    city = subject.city
    right = city.edition.certificate.id
    for text in subject.shown_texts():
        if isinstance(subject, SourceText) and "certificate_pattern" in text.written:
            continue
        for found in dict.fromkeys(near_misses(text.written, city)):
            values = {"text": found, "id": right, "file": right + city.settings.certificate_suffix}
            yield Problem("name/near", text.place, values)


@rule("name/earlier", bad="<code>(last year's).p12</code>", good="<code>(this year's).p12</code>", fixed=True)
def earlier(output: SitePage | SitePdf) -> Iterator[Problem]:
    """Of an earlier certificate its id may be told, never its file: nobody is to install that."""
    for text, place in _unbroken(output):
        for found in _earlier_files(text, output.city):
            yield Problem("name/earlier", place, {"file": found})


def _unbroken(output: SitePage | SitePdf) -> Iterator[tuple[str, Place]]:
    """Its texts with their places; lines of a PDF break anywhere, within a name too."""
    if isinstance(output, SitePage):
        yield from ((text.written, text.place) for text in output.shown_texts())
    else:
        yield from ((re.sub(r"\s", "", text.written), text.place) for text in output.written_texts())


def _earlier_files(text: str, city: City) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text)
    for one in sorted(city.certificates - {city.edition.certificate.id}):
        file = one + city.settings.certificate_suffix
        if file in plain:
            yield file


@rule("name/file", bad="ja/Android_Ver4.pdf", good="ja/certificate-manual-android-ver4-ja.pdf")
def files(site: Site) -> Iterator[Problem]:
    """Each file that goes out has a name by the convention: no other version, language or kind."""
    known, wanted = frozenset(_names(site)), re.compile("|".join(_patterns(site)))
    for name in site.names:
        if name not in known and not wanted.fullmatch(name):
            yield Problem("name/file", site.place(name), {"name": name})


def _patterns(site: Site) -> Iterator[str]:
    """What files may be called whose names follow from no setting."""
    yield rf"{ARCHIVE}/.*"  # of older editions, each held to its own
    for code in site.city.languages:
        yield rf"{re.escape(folder(code))}/{PICTURES}/[a-z0-9]+(?:-[a-z0-9]+)+\.png"
    yield r"[a-z][a-z-]*\.html"


def _names(site: Site) -> Iterator[str]:
    """The names of all other files that a site may have."""
    city, draft = site.city, site.stage == "draft"
    edition = city.edition
    yield from (page_file(INDEX), NOT_FOUND, ROBOTS, SITEMAP)
    for code in city.languages:
        here = folder(code)
        yield from (f"{here}/tebiki.css", f"{here}/favicon.svg", page_path(code, INDEX))
        for link in edition.links:
            yield f"{here}/{picture_path(code_name(link))}"
        for name, manual in edition.manuals.items():
            yield page_path(code, name)
            stem = version_stem(city.settings, name, manual.number)
            for summary in (False, True):
                yield f"{here}/{pdf_name(stem, code, summary=summary, draft=draft)}"


@rule("name/pictures", bad="_images/cert-250301.png", good="_images/android-file.png", fixed=True)
def pictures(site: Site) -> Iterator[Problem]:
    """No file's name holds a certificate's id or its date: next year it would still be there."""
    ids = [re.sub(r"[^a-z0-9]", "", text.lower()) for text in site.city.certificates]
    for name in site.names:
        bare = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", Path(name).stem).lower())
        if any(found in bare for found in ids) or site.city.settings.certificate_ids(name.upper()):
            yield Problem("name/pictures", site.place(name), {"name": name})


@rule("name/version", bad="Ver.3（令和7年4月）", good="Ver.4（令和7年4月）", fixed=True)
def version(page: SitePage) -> Iterator[Problem]:
    """A manual's page names the version and the month of its edition."""
    if page.manual is None or (words := page.city.words.get(page.lang)) is None:
        return
    manual = page.city.edition.manuals[page.manual]
    text = words.version(manual.version, manual.correction)
    month = words.issued(manual.published, manual.corrected)
    shown = next((e for e in page.root.iter("p") if "edition" in e.attrs.get("class", "").split()), None)
    seen = shown.text if shown else ""
    for wanted in (text, month):
        if _bare(wanted) not in _bare(seen):
            line = shown.line if shown else None
            yield Problem("name/version", page.place(line), {"wanted": wanted, "found": seen or "-"})


@rule("name/pdf-version", bad="Ver.3 / 令和6年4月", good="Ver.4 / 令和7年4月", fixed=True)
def pdf_version(pdf: SitePdf) -> Iterator[Problem]:
    """A manual's PDF names the version of its edition on its first page, and its certificate."""
    if pdf.page is None or pdf.page.manual is None or (words := pdf.city.words.get(pdf.page.lang)) is None:
        return
    manual = pdf.city.edition.manuals[pdf.page.manual]
    first = _bare("".join(tag.text for tag in pdf.document.tags if tag.page == 1 and not tag.above))
    first += _bare(pdf.document.content.texts[0])  # heads and feet, which are not read aloud
    wanted = [
        words.version(manual.version, manual.correction),
        words.issued(manual.published, manual.corrected),
    ]
    for text in wanted if not pdf.summary else wanted[:1]:
        if _bare(text) not in first:
            yield Problem("name/pdf-version", pdf.place(1), {"wanted": text})
    if not pdf.summary and pdf.city.edition.certificate.id not in _bare(pdf.document.content.text):
        yield Problem("name/pdf-version", pdf.place(1), {"wanted": pdf.city.edition.certificate.id})


def _bare(text: str) -> str:
    """Without readings as they are written, blanks, and soft breaks."""
    plain = re.sub(r"｜|《[^》]*》", "", text)
    return re.sub(r"[\s\u200b\u00ad]", "", plain)


@rule("site/language", bad="<html>", good='<html lang="ja">')
def language(page: SitePage) -> Iterator[Problem]:
    """A page says its language, that of its folder. Source: WCAG 3.1.1."""
    words = [words for code, words in page.city.languages.items() if page.name.startswith(f"{folder(code)}/")]
    wanted = [one.tag for one in words] or list(page.city.words)
    if ("/" not in page.name or words) and page.lang not in wanted:
        values = {"found": page.lang or "-", "wanted": " / ".join(wanted)}
        yield Problem("site/language", page.place(), values)


@rule("site/other-edition", bad="(no page names the certificate)", good="(every manual names it)", fixed=True)
def other_edition(site: Site) -> Iterator[Problem]:
    """An output that never names this edition's certificate is another's."""
    wanted = site.city.edition.certificate.id
    texts = [page.text for page in site.pages.values() if page.manual]
    found = {name for text in texts for name in site.city.settings.certificate_ids(text)}
    if texts and wanted not in found:
        values = {"id": wanted, "found": ", ".join(sorted(found)) or "-"}
        yield Problem("site/other-edition", Place.of(site.folder), values)
