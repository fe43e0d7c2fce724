"""``index.html`` of a handover: how much changed, then what to do, in the order in which a CMS wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..content.publication import Publication
from .changes import Kind, Part, State, count_states, select
from .facts import plain, year_text
from .finished import Finished
from .html import Node, element
from .page_parts import blank, link, page, paragraph, step, strong, table, ticks, words
from .pictures import Listed
from .plan import Plan

#: What somebody does with parts in these states; the rest nobody touches.
_DONE: tuple[State, ...] = ("changed", "new", "gone")
#: The kinds of parts, in the order in which a CMS wants them.
_KINDS: tuple[Kind, ...] = ("picture", "pdf", "page", "article")


@dataclass(frozen=True)
class IndexPage:
    """All that the page tells. ``titles``: name of a body → its title; ``base``: of the CMS, or empty.

    ``announced``: notices to offices: language's name → mail, page. ``rest``: other files, what each is for.
    """

    finished: Finished
    plan: Plan
    parts: tuple[Part, ...]
    pictures: tuple[Listed, ...]
    titles: dict[str, str]
    base: str
    named: dict[str, str]
    rest: Sequence[tuple[str, str]]
    announced: Sequence[tuple[str, str, str]] = ()

    def html(self) -> str:
        """The page."""
        return page(self._title, self._all())

    @property
    def _title(self) -> str:
        here = self.finished.source
        versions = {manual.version for manual in here.manuals}
        if len(versions) == 1:
            return words("title", version=versions.pop())
        return words("title-year", year=year_text(self.finished))

    def _all(self) -> Iterator[Node]:
        here = self.finished.source
        yield element("p", [f"{plain(here.publisher)} {plain(here.title)}"], class_="soft")
        yield element("h1", [self._title])
        yield self._lead()
        yield self._counts()
        yield self._place()
        source = here.folder
        yield self._step(2, "picture", self._pictures(source))
        yield self._step(3, "pdf", self._pdfs(source))
        yield self._step(4, "page", self._bodies(source))
        yield self._step(5, "article", self._article())
        yield step(6, words("look"), "", [ticks(self._looks())])
        yield self._others()
        yield step(8, words("tell"), "", self._announced())
        yield self._record()
        yield element("h2", [words("rest")])
        yield element("dl", [node for path, text in self.rest for node in _file(path, text)])

    def _lead(self) -> Node:
        if self.plan.before is None:
            return paragraph(words("lead"), strong(words("lead-first")))
        name = words("lead-before", name=self.plan.before.name)
        return paragraph(words("lead"), strong(words("lead-changed")), name)

    def _counts(self) -> Node:
        head = [element("th", [""], scope="col")]
        for state, _ in count_states(()):
            act: list[Node] = [words(f"state-{state}"), element("br"), "→ ", words(f"do-{state}")]
            head.append(element("th", act, scope="col"))
        rows = [self._counted(words("row-source", language=self._named(self.finished.source)), self._own)]
        if others := self._foreign:
            rows.append(self._counted(words("row-others", count=len(others)), self._of(others)))
        made = [
            element("caption", [words("counts")]),
            element("thead", [element("tr", head)]),
            element("tbody", rows),
        ]
        return element("table", made, class_="counts")

    def _counted(self, name: str, parts: Sequence[Part]) -> Node:
        cells = [element("th", [name], scope="row")]
        for state, count in count_states(parts):
            looks = "same" if state == "same" else "act" if count else "zero"
            cells.append(element("td", [str(count)], class_=looks))
        return element("tr", cells)

    @cached_property
    def _own(self) -> tuple[Part, ...]:
        return self._of([self.finished.source])

    @property
    def _foreign(self) -> list[Publication]:
        return [here for here in self.finished.publications if here is not self.finished.source]

    def _of(self, languages: Sequence[Publication]) -> tuple[Part, ...]:
        folders = {here.folder for here in languages}
        return tuple(part for part in self.parts if part.language in folders)

    @staticmethod
    def _named(here: Publication) -> str:
        return plain(here.words("language.name"))

    def _place(self) -> Node:
        site = self.finished.settings.site
        if self.base:
            own = [words("place-base"), " ", strong(self.base), " ", words("place-base-after")]
            said = [paragraph(*own), ticks([words("place-check")])]
            state = "known"
        elif site:
            said, state = [paragraph(words("place-site-text", site=site))], "site"
        else:
            said, state = [paragraph(words("place-none-text"))], "none"
        if self.named:
            said.append(paragraph(words("place-named", count=len(self.named))))
        said.append(
            paragraph(
                words("addresses-text"),
                link(words("addresses-link"), "cms/addresses.csv"),
                words("addresses-after"),
            )
        )
        return step(1, words("place"), words(f"place-{state}"), said, "s" if state == "known" else "s w")

    def _step(self, number: int, kind: Kind, content: Iterator[Node]) -> Node:
        own = [part for part in self._own if part.kind == kind and part.state in _DONE]
        states = dict(count_states(own))
        acts = words("and").join(words(f"do-{state}") for state in _DONE if states[state])
        thing = words(f"thing-{kind}")
        title = words("acts", thing=thing, acts=acts) if acts else words("acts-none", thing=thing)
        return step(number, title, words(f"count-{kind}", count=len(own)), content)

    def _pictures(self, folder: str) -> Iterator[Node]:
        yield paragraph(
            words("pictures-text", folder=" cms/files "),
            link(words("pictures-list"), "cms/pictures.html"),
            words("pictures-after"),
        )
        heads = [words(f"col-{name}") for name in ("name", "picture", "place", "act", "address")]
        rows = [self._picture(part) for part in select(self.parts, *_DONE, kind="picture", language=folder)]
        yield from self._table("picture", folder, heads, rows)

    def _picture(self, part: Part) -> list[Node]:
        found = [row for row in self.pictures if row.name == part.name]
        where = "、".join(dict.fromkeys(place for row in found for place in row.places))
        shown: Node = "–"
        if found:
            width, height = found[0].shown
            shown = element("img", src=part.path, alt="", width=str(width), height=str(height))
        return [part.name, shown, where or words("nowhere"), self._act(part), self._address(part)]

    def _pdfs(self, folder: str) -> Iterator[Node]:
        yield paragraph(words("pdf-text", folder=" pdf "))
        yield paragraph(strong(words("pdf-as-is")), words("pdf-as-is-why"))
        heads = [words(f"col-{name}") for name in ("name", "what", "act", "address")]
        rows = [self._pdf(part) for part in select(self.parts, *_DONE, kind="pdf", language=folder)]
        yield from self._table("pdf", folder, heads, rows)

    def _pdf(self, part: Part) -> list[Node]:
        found = next((pdf for pdf in self.finished.pdfs() if pdf.stable == part.name), None)
        what = words("nowhere")
        if found:
            platform = plain(self.finished.source.manual(found.manual).platform)
            what = f"{platform}版 {words(f'pdf-{found.kind}')}"
        name: Node = link(part.name, part.path) if found else part.name
        return [name, what, self._act(part), self._address(part)]

    def _bodies(self, folder: str) -> Iterator[Node]:
        if not self.titles:
            yield paragraph(words("page-none"))
            return
        yield paragraph(words("page-text"), strong(words("page-source")), words("page-source-after"))
        yield paragraph(link(words("page-open"), f"paste-{folder}.html"))
        heads = [words(f"col-{name}") for name in ("page", "title", "act", "address")]
        rows = [self._body(part) for part in select(self.parts, *_DONE, kind="page", language=folder)]
        yield from self._table("page", folder, heads, rows)
        title = element("p", [words("try-title")], class_="bt")
        tried = paragraph(link(words("try-link"), "test.html"), words("try-text"))
        yield element("div", [title, tried], class_="box")

    def _body(self, part: Part) -> list[Node]:
        title = self.titles.get(part.name, words("nowhere"))
        return [part.name, title, self._act(part), self._address(part)]

    def _table(
        self, kind: Kind, folder: str, heads: Sequence[str], rows: Sequence[Sequence[Node]]
    ) -> Iterator[Node]:
        if rows:
            yield from table(words(f"thing-{kind}"), heads, rows)
        if same := len(select(self.parts, "same", kind=kind, language=folder)):
            yield element("p", [words("same-count", count=same)], class_="soft")

    def _act(self, part: Part) -> str:
        return words(f"do-{part.state}")

    def _address(self, part: Part) -> Node:
        return self.named.get(part.name) or blank()

    def _article(self) -> Iterator[Node]:
        if not self.titles:
            yield paragraph(words("article-none"))
        elif select(self._own, "same", kind="article"):
            yield paragraph(words("article-same"))
        elif self.plan.day is None:
            yield paragraph(words("article-day-none"))
        else:
            day = strong(self._day(self.plan.day))
            yield paragraph(words("article-text"), day, words("article-after"))

    def _day(self, day: date) -> str:
        return self.finished.source.words.day(day)

    def _looks(self) -> Iterator[str]:
        here = self.finished.source
        yield words("look-jump")
        yield words("look-picture")
        yield words("look-certificate", name=here.edition.certificate.id)
        for name in here.edition.links:
            if any(row.name.startswith(f"qr-{name}-") for row in self.pictures):
                yield words("look-code", address=here.edition.links[name].url)
        for each in here.manuals:
            platform = plain(each.platform)
            yield words("look-cover", platform=platform, version=each.version, date=each.published)
        yield words("look-contact")

    def _others(self) -> Node:
        others = self._foreign
        if not others:
            return step(7, words("others", count=0), "", [paragraph(words("others-none"))])
        count = sum(part.state in _DONE for part in self._of(others))
        said: list[Node] = [paragraph(words("others-text"))]
        said += [self._language(here) for here in others]
        return step(7, words("others", count=len(others)), words("count-picture", count=count), said)

    def _language(self, here: Publication) -> Node:
        own = [part for part in self._of([here]) if part.state in _DONE]
        name = words("language-count", language=self._named(here), count=len(own))
        content = [*self._pictures(here.folder), *self._pdfs(here.folder), *self._bodies(here.folder)]
        return element("details", [element("summary", [name]), *content])

    def _record(self) -> Node:
        if self.plan.sent:
            return step(9, words("record"), words("record-sent"), [paragraph(words("record-done"))], "s")
        said = [paragraph(words("record-text")), ticks([words("record-check")])]
        return step(9, words("record"), words("record-waiting"), said, "s w")

    def _announced(self) -> Iterator[Node]:
        yield paragraph(words("tell-text"))
        items = []
        for name, mail, paper in self.announced:
            both = [link(words("tell-mail", language=name), mail), " "]
            items.append(element("li", [*both, link(words("tell-pdf", language=name), paper)]))
        yield element("ul", items)


def _file(path: str, text: str) -> Iterator[Node]:
    yield element("dt", [link(path, path)])
    yield element("dd", [text])
