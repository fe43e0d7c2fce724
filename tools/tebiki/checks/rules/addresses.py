"""Rules about links: where they lead, what they say, and that every medium says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from ...content.edition import url_mistake
from ...content.language_files import code_of_tag
from ...content.languages import load_language
from ...content.sources import sources
from ...content.text_files import read_text
from ...errors import Problem
from ..rule import rule
from ..subjects.site import SitePage, SitePdf
from ..subjects.sources import EditionFacts, Prose, SourceText
from ..subjects.text import MARKDOWN_LINK

_STOPS: Final = " 。、.．…!！?？:：>»→「」『』()（）[]"
_URL: Final = re.compile(r"(?i)\b(?:https?|ftp|file)://[^\s\"'<>`|）」』。、）\])]+")
#: One part, letters and digits that spell nothing: what shorteners make.
_TOKEN: Final = re.compile(r"/(?=\w*\d)(?=\w*[A-Z])(?=\w*[a-z])[\w-]{5,}")
#: An address that is shown in parts may break anywhere; blanks in it are ours.
_SHOWN: Final = re.compile(r"^https?://\S+$")


#: こちらをクリック, 詳しくはこちらをご覧ください: whatever stands around it, it names no goal.
_HERE: Final = re.compile(
    r"(?:詳細|詳しく|くわしく|内容|手順|続き)?[はも]?、?(?:こちら|ここ|コチラ)(?:の(?:リンク|ページ))?(?:から|より|へ|に|を|まで)?"
    r"(?:クリック|タップ|押す|押し|押して|参照|ご?覧|見て|見る|開く|開いて)?(?:して|する)?(?:ください|下さい)?"
)


def is_vague(text: str, language: str) -> bool:
    """Whether link text says nothing of its goal: in its own language, in Japanese or in English."""
    data = load_language(code_of_tag(language))
    words = (" " if data.spaced else "").join(text.split()).strip(_STOPS).lower()
    vague = {*data.vague_links, *load_language("ja").vague_links, *load_language("en").vague_links}
    return words in vague or _HERE.fullmatch(words) is not None


@rule(
    "link/vague",
    bad='[こちら](fact:form)\n<a href="android.html">here</a>',
    good='[申請フォーム](fact:form)\n<a href="android.html">Manual for Android</a>',
    fixed=True,
)
def vague(subject: Prose | SitePage) -> Iterator[Problem]:
    """Link text says where it leads: in the sources, in translations, on pages."""
    for text in subject.link_texts():
        if is_vague(text.words, text.lang):
            yield Problem("link/vague", text.place, {"text": text.words})


@rule(
    "link/empty",
    bad='<a href="android.html"></a>',
    good='<a href="android.html">Android</a>',
    fixed=True,
)
def empty(page: SitePage) -> Iterator[Problem]:
    """A link has words or a picture with an alt."""
    for link in page.links():
        if not link.said and not link.attrs.get("aria-label"):
            yield Problem("link/empty", page.place(link.line), {"link": link.attrs["href"]})


@rule(
    "link/shown",
    bad='<a href="https://example.com/b">https://example.com/a</a>',
    good='<a href="https://example.com/a">https://example.com/a</a>',
    fixed=True,
)
def shown(page: SitePage) -> Iterator[Problem]:
    """An address that is shown is the one that its link leads to."""
    for link in page.links():
        text = "".join(link.text.split())
        if _SHOWN.match(text) and text.rstrip("/") != link.attrs["href"].rstrip("/"):
            yield Problem("link/shown", page.place(link.line), {"text": text, "link": link.attrs["href"]})


@rule(
    "link/source",
    bad="http://www.example.com/",
    good="[ガイドライン](fact:guideline)",
    fixed=True,
)
def source(source: SourceText) -> Iterator[Problem]:
    """An address in a page, a label, a fact or a translation is https and on the edition's list."""
    if source.path.suffix == ".typ" or source.path.name == "conf.py":
        return
    hosts = source.city.edition.hosts
    for number, line in enumerate(source.lines, 1):
        if line.lstrip().startswith(("#", "%")) or re.match(r"\s*source\s*=", line):
            continue  # a comment, or where somebody has read a label
        for found in _URL.findall(line):
            if url_mistake(found, hosts):
                values = {"url": found, "hosts": ", ".join(hosts)}
                yield Problem("link/source", source.place(number), values)
        for _, goal in MARKDOWN_LINK.findall(line) if source.path.suffix == ".md" else ():
            if not goal.startswith(("#", "fact:")) and not _URL.search(goal):
                values = {"url": goal, "hosts": ", ".join(hosts)}
                yield Problem("link/source", source.place(number), values)


@rule("source/link", bad="[申請フォーム](fact:from)", good="[申請フォーム](fact:form)", fixed=True)
def named(source: SourceText) -> Iterator[Problem]:
    """A link of the edition that a page names is there; a build tells the same."""
    edition = source.city.edition
    for number, goal in _goals(source, "fact:"):
        if not edition.names(f"links.{goal}"):
            values = {"name": goal, "allowed": ", ".join(sorted(edition.links))}
            yield Problem("source/link", source.place(number), values)


@rule("source/target", bad="[困ったとき](#troubel)", good="[困ったとき](#trouble)", fixed=True)
def placed(source: SourceText) -> Iterator[Problem]:
    """A place that a page links to is on a page of the content; a build looks at the page itself, too."""
    wanted = list(_goals(source, "#"))
    if all(goal in _places(source.text) for _, goal in wanted):
        return
    known = {label for path in sources(source.city.root / "docs") for label in _places(read_text(path))}
    for number, goal in wanted:
        if goal not in known:
            values = {"label": goal, "allowed": ", ".join(sorted(_places(source.text)))}
            yield Problem("source/target", source.place(number), values)


def _goals(source: SourceText, kind: str) -> Iterator[tuple[int, str]]:
    """Where links of one kind lead, each with its line."""
    for number, line in enumerate(source.lines if source.path.suffix == ".md" else (), 1):
        if not line.startswith("%"):
            goals = (goal for _, goal in MARKDOWN_LINK.findall(line))
            yield from ((number, goal.removeprefix(kind)) for goal in goals if goal.startswith(kind))


def _places(text: str) -> frozenset[str]:
    """Labels of headings and names of remedies."""
    return frozenset(a or b for a, b in re.findall(r"(?m)^\s*(?:\(([^()\s]+)\)=|:name:\s*(\S+))\s*$", text))


@rule(
    "link/target",
    severity="unconfirmed",
    bad='[links.form]\nurl = "https://s.example/eqG5Lhh6ffDJ"',
    good='[links.form]\nurl = "https://s.example/eqG5Lhh6ffDJ"\ntarget = "https://forms.example/d/e/1FAI/viewform"',
    fixed=True,
)
def target(facts: EditionFacts) -> Iterator[Problem]:
    """A shortener's goal is written down, so that anybody can see that it still is the same."""
    for name, link in facts.city.edition.links.items():
        if link.target is None and _TOKEN.fullmatch(urlsplit(link.url).path):
            yield Problem("link/target", facts.place("links", name, "url"), {"url": link.url, "name": name})


@rule(
    "link/code",
    bad='<img src="_images/qr-form.png">',
    good='<a href="https://…">https://…</a> … <img src="_images/qr-form.png">',
    fixed=True,
)
def code(page: SitePage) -> Iterator[Problem]:
    """Beside a picture of a QR code stands the link that it holds, for whoever reads on a phone."""
    hrefs = {link.attrs["href"] for link in page.links()}
    for image in page.root.iter("img"):
        name = Path(image.attrs.get("src", "")).stem
        if not name.startswith("qr-"):
            continue
        link = page.city.edition.links.get(name.removeprefix("qr-"))
        if link is None or link.url not in hrefs:
            url = link.url if link else "-"
            yield Problem("link/code", page.place(image.line), {"picture": name, "url": url})


@rule(
    "link/pdf",
    bad="PDF: https://example.com/a, HTML: https://example.com/b",
    good="PDF: https://example.com/a, HTML: https://example.com/a",
    fixed=True,
)
def pdf(pdf: SitePdf) -> Iterator[Problem]:
    """The links of a PDF lead where those of its page lead; none is lost, none is of another place."""
    if pdf.page is None:
        return
    there = {link.attrs["href"] for link in pdf.page.links() if link.main and _outside(link.attrs["href"])}
    content = pdf.document.content
    here = set(content.links) - {pdf.page.address}
    for url in sorted(here - there):
        yield Problem("link/pdf", pdf.place(content.page_of(url)), {"url": url, "page": pdf.page.name})
    if not pdf.summary:
        for url in sorted(there - here):
            yield Problem("link/pdf", pdf.place(), {"url": url, "page": pdf.page.name})


def _outside(href: str) -> bool:
    return href.strip().partition(":")[0].lower() in ("http", "https", "mailto")


@rule(
    "link/pdf-lost",
    bad="目次 … 3",
    good="目次 … 3（リンクは3ページへ）",
    fixed=True,
)
def lost(pdf: SitePdf) -> Iterator[Problem]:
    """A link within a PDF leads to one of its pages."""
    for number in sorted(set(pdf.document.lost)):
        yield Problem("link/pdf-lost", pdf.place(number), {})


@rule(
    "link/pdf-host",
    bad="http://example.com/",
    good="https://example.com/",
    fixed=True,
)
def hosts(pdf: SitePdf) -> Iterator[Problem]:
    """An address in a PDF is https and on the edition's list, or writes to the edition's contact."""
    known, mail = pdf.city.edition.hosts, pdf.city.edition.contact.mail
    own = {pdf.page.address if pdf.page else None, mail and f"mailto:{mail}"}
    for url in dict.fromkeys(pdf.document.content.links):
        if url not in own and url_mistake(url, known):
            at = pdf.place(pdf.document.content.page_of(url))
            yield Problem("link/pdf-host", at, {"url": url, "hosts": ", ".join(known)})
