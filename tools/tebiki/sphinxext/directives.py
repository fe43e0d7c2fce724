"""Directives of a manual: pictures, QR codes, boxes, remedies, lists that the engine fills."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from ..content.facts import HISTORY
from ..content.publication import Publication
from ..content.screen_files import load_screen
from ..content.settings import in_language, is_foreign
from ..errors import Place, TebikiError
from . import nodes as ours
from .state import findings, manual_of, publication, report, report_error, screenshots

Options = dict[str, Callable[[str], Any]]


class Directive(SphinxDirective):
    """A directive that reports instead of stopping, and sets translatable titles."""

    has_content = True

    @property
    def publication(self) -> Publication:
        """The edition in the page's language."""
        return publication(self.config)

    def place(self) -> Place:
        """Where the directive stands."""
        source, line = self.get_source_info()
        return Place.of(Path(source), line)

    def wrong(self, code: str, /, **values: object) -> list[nodes.Node]:
        """Report; nothing stands in the directive's place, and the build will not get through."""
        report(self.env, code, self.place(), **values)
        return []

    def title(self, default: str) -> nodes.title:
        """The directive's argument as a translatable title, else the engine's own words."""
        if not self.arguments:
            return nodes.title("", default, translatable=False)  # the engine has it in every language
        text = self.arguments[0]
        children, messages = self.parse_inline(text, lineno=self.lineno)
        title = nodes.title(text, "", *children)
        title.source, title.line = self.get_source_info()
        title += messages
        return title

    def fill(self, node: nodes.Element) -> nodes.Element:
        """Parse the content into ``node``, which gets the directive's place."""
        self.set_source_info(node)
        node += self.parse_content_to_nodes(allow_section_headings=False)
        return node


class Box(Directive):
    """``:::{caution}`` and its like: a boxed remark, with a title of its own or the usual one."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The box."""
        self.assert_has_content()
        node = ours.box("", self.title(self.publication.words(f"box.{self.name}")), kind=self.name)
        return [self.fill(node)]


class Differs(Directive):
    """``:::{differs}``: what to do when the screen differs; the last part of a step."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The block."""
        self.assert_has_content()
        return [self.fill(ours.differs("", self.title(self.publication.words("differs"))))]


class Remedy(Directive):
    """``:::{remedy} SYMPTOM`` with ``:name:``: what helps against a symptom."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Options] = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The remedy under its address."""
        self.assert_has_content()
        if not self.options.get("name"):
            return self.wrong("source/remedy-name", title=self.arguments[0])
        node = ours.remedy("", self.title(""))
        self.add_name(node)
        return [self.fill(node)]


class Screen(Directive):
    """``:::{screen} android/password``: a picture; the content, if any, is its legend."""

    required_arguments = 1
    option_spec: ClassVar[Options] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The node; `tebiki.sphinxext.transforms.Pictures` draws it."""
        name = self.arguments[0]
        try:
            screen = load_screen(screenshots(self.env), name, self.publication.language)
        except TebikiError as error:
            report_error(self.env, error)
            return []
        alt = " ".join(self.options.get("alt", "").split())
        if code := alt_mistake(alt, name):
            return self.wrong(code, name=name, alt=alt)
        node = ours.screen("", alt=alt, name=name, kind=screen.spec.kind)
        self.fill(node)
        return [node] if self.legend(node, name, screen.marks) else []

    def legend(self, node: ours.screen, name: str, marks: int) -> bool:
        """Check that the content is one list with an item for each mark."""
        lists = [child for child in node.children if isinstance(child, nodes.enumerated_list)]
        others = [c for c in node.children if not isinstance(c, nodes.enumerated_list | nodes.comment)]
        items = len(lists[0]) if lists else 0
        if others or len(lists) > 1 or items != marks:
            self.wrong("source/legend", name=name, marks=marks, items=items)
            return False
        for child in lists:
            child["classes"].append("legend")
        return True


def alt_mistake(alt: str, name: str) -> str | None:
    """The code of what is wrong with an alt: missing, or a file's name."""
    if not alt:
        return "source/alt-missing"
    stem = name.rpartition("/")[2].lower()
    if alt.lower() in {name, stem} or alt.lower().endswith((".png", ".jpg", ".jpeg", ".typ", ".svg")):
        return "source/alt-name"
    return None


class Qr(Directive):
    """``:::{qr} form``: the QR code of a link, with a title, a button and remarks.

    Content: the first paragraph is the title; a paragraph that is one link becomes the
    button; the rest stands beside the code. The address is printed by the engine.
    """

    required_arguments = 1
    option_spec: ClassVar[Options] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The node; `tebiki.sphinxext.transforms.Pictures` makes the code."""
        self.assert_has_content()
        name = self.arguments[0]
        link = self.publication.edition.links.get(name)
        if link is None:
            allowed = ", ".join(sorted(self.publication.edition.links))
            return self.wrong("source/link", name=name, allowed=allowed)
        alt = " ".join(self.options.get("alt", "").split())
        if code := alt_mistake(alt, name):
            return self.wrong(code, name=name, alt=alt)
        findings(self.env).facts.add(f"links.{name}")
        node = ours.qr("", alt=alt, name=name, url=link.url)
        self.fill(node)
        return [node] if self.shaped(node) else self.wrong("source/qr-title", name=name)

    @staticmethod
    def shaped(node: ours.qr) -> bool:
        """Make the first paragraph the title and mark the button."""
        first = next(iter(node.children), None)
        if not isinstance(first, nodes.paragraph):
            return False
        title = nodes.title(first.rawsource, "", *first.children)
        title.source, title.line = first.source, first.line
        node.replace(first, title)
        for paragraph in node.findall(nodes.paragraph):
            if [type(child) for child in paragraph.children] == [nodes.reference]:
                paragraph["classes"].append("button")
        return True


class Checklist(Directive):
    """``:::{checklist}``: a list of things to have ready."""

    def run(self) -> list[nodes.Node]:
        """The list, marked."""
        found = self.parse_content_to_nodes()
        lists = [node for node in found if isinstance(node, nodes.bullet_list)]
        for node in lists:
            node["classes"].append("checklist")
        return [*lists] if len(lists) == 1 else self.wrong("source/list", directive=self.name)


class Actions(Directive):
    """``:::{actions}``: the links at the top of a page; the first two are buttons."""

    def run(self) -> list[nodes.Node]:
        """The container."""
        return [self.fill(nodes.container(classes=["actions"]))]


class Flow(Directive):
    """``:::{flow}``: the work in a few boxes, as a definition list.

    A term is a box's title; its first definition names the steps, its second is a sentence.
    """

    def run(self) -> list[nodes.Node]:
        """The flow; `tebiki.sphinxext.transforms.Flows` moves the steps into their attribute."""
        found = [n for n in self.parse_content_to_nodes() if isinstance(n, nodes.definition_list)]
        parts = [self.part(item) for node in found for item in node.findall(nodes.definition_list_item)]
        if not parts or any(len(part) != 3 for part in parts):
            return self.wrong("source/flow")
        flow = ours.flow("", *parts)
        self.set_source_info(flow)
        return [flow]

    @staticmethod
    def part(item: nodes.definition_list_item) -> ours.flow_part:
        """One box: title, steps, sentence."""
        term = item.children[0]
        title = nodes.title(getattr(term, "rawsource", ""), "", *term.children)
        title.source, title.line = term.source, term.line
        below = [child for node in item.children[1:] for child in node.children]
        return ours.flow_part("", title, *below)


class Empty(Directive):
    """``{glance}`` and ``{contents}``: places that the engine fills."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """The place."""
        node = ours.glance() if self.name == "glance" else ours.contents()
        self.set_source_info(node)
        return [node]


class Devices(Directive):
    """``{devices}``: the manuals to choose from, each with its device and browser."""

    has_content = False

    def run(self) -> list[nodes.Node]:
        """A list; each item: a link to the manual, then a line about the browser."""
        here, cards = self.publication, nodes.bullet_list(classes=["devices"])
        for manual in here.manuals:
            link = addnodes.pending_xref(
                "", nodes.inline("", manual.platform), refdomain="std", reftype="doc",
                refexplicit=True, reftarget=f"/{manual.name}", refdoc=self.env.docname,
            )  # fmt: skip
            hint = here.words("device.browser", browser=manual.browser)
            cards += nodes.list_item("", nodes.paragraph("", "", link), nodes.paragraph("", hint))
        return [cards]


class Known(Directive):
    """``:::{known} mail_wait contact.phone``: a block that is printed only if all these facts are known.

    ``:::{unknown}`` is printed only if one of them is not.
    """

    required_arguments = 1
    optional_arguments = 9

    def run(self) -> list[nodes.Node]:
        """The content, or nothing."""
        known = self.publication.facts(manual_of(self.config, self.env.docname))
        links = {f"links.{name}": link.url for name, link in self.publication.edition.links.items()}
        for name in self.arguments:
            if name not in known and not name.startswith("links."):
                return self.wrong("source/fact", name=name, allowed=", ".join(sorted(known)))
        findings(self.env).facts.update(self.arguments)
        values = [known[name].text if name in known else links.get(name) for name in self.arguments]
        # A translator sees what next year may print.
        if all(values) == (self.name == "known") or findings(self.env).extracting:
            return self.parse_content_to_nodes(allow_section_headings=False)
        return []


class History(Directive):
    """``:::{history} CAPTION``: the table of this manual's versions, newest first."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = False

    def run(self) -> list[nodes.Node]:
        """A table: version, date, what changed."""
        name = manual_of(self.config, self.env.docname)
        if name is None:
            return self.wrong("source/no-manual", directive=self.name)
        words, edition = self.publication.words, self.publication.edition
        heads = [words(f"history.{key}") for key in ("version", "date", "changes")]
        path = Path(self.env.srcdir) / "editions" / f"{edition.year}.toml"
        rows: list[list[list[nodes.Node]]] = []
        for revision in edition.manuals[name].history:
            text: list[nodes.Node] = []
            if revision.certificate is not None:
                code = ours.fact("", revision.certificate, name=HISTORY, kind="code")
                text += [nodes.Text(words("history.certificate")), code, nodes.Text(words("history.stop"))]
            inner, _ = self.parse_text_inline(in_language(revision.changes, words.language), path)
            if is_foreign(revision.changes, words.language):
                findings(self.env).foreign.add(f"manuals.{name}.history.changes")
                inner = [nodes.inline("", "", *inner, lang="ja")]
            said = {
                "version": words.version(revision.version, revision.correction),
                "published": words.issued(revision.published, revision.corrected),
            }
            cells: list[list[nodes.Node]] = [
                [ours.fact("", it, name=name, kind="phrase")] for name, it in said.items()
            ]
            rows.append([*cells, [*text, *inner]])
        table = simple_table(heads, rows, [2, 3, 12])
        caption = self.title("")
        table.insert(0, caption)
        table["classes"].append("history")
        self.set_source_info(table)
        return [table]

    def parse_text_inline(self, text: str, path: Path) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Markdown of one line that stands in another file than the page."""
        holder = nodes.Element()
        self.state.nested_parse(StringList([text], str(path)), self.content_offset, holder)
        inner = [child for p in holder.children if isinstance(p, nodes.paragraph) for child in p.children]
        return inner, []


class Captioned(Directive):
    """``:::{table} CAPTION``: a Markdown table under a caption that says what it shows."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The table."""
        holder = self.fill(nodes.Element())
        if [type(child) for child in holder.children] != [nodes.table]:
            return self.wrong("source/table")
        table = nodes.table("", self.title(""), *holder.children[0].children)
        self.set_source_info(table)
        return [table]


def simple_table(heads: list[str], rows: list[list[list[nodes.Node]]], widths: list[int]) -> nodes.table:
    """A table of header cells and of rows of inline content; the first column heads its row."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for width in widths]
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in heads))
    body = [nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in row)) for row in rows]
    group += [nodes.thead("", head), nodes.tbody("", *body)]
    return nodes.table("", group)


DIRECTIVES: dict[str, type[Directive]] = {
    **dict.fromkeys(("info", "caution", "stop", "done", "wait", "reference"), Box),
    "differs": Differs,
    "remedy": Remedy,
    "screen": Screen,
    "qr": Qr,
    "checklist": Checklist,
    "actions": Actions,
    "flow": Flow,
    "glance": Empty,
    "contents": Empty,
    "devices": Devices,
    "known": Known,
    "unknown": Known,
    "history": History,
    "table": Captioned,
}
