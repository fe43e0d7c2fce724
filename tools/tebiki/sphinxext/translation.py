"""Translated messages: what a page asks for, and that a translation changes words and nothing else.

The guard has compared the catalogue as text. This is the second line, on the tree:
Sphinx's Locale transform (priority 20) keeps the identity of a node, so that what a node
held before it can be compared with what it holds after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.util.nodes import extract_messages

from ..content.catalogs.translation import Kind, Message, has_words, tally
from ..content.output_names import page_path
from ..content.publication import Publication
from .directives.box import box
from .directives.remedy import remedy
from .directives.screen import screen
from .node_kinds import Described
from .roles.fact import fact
from .roles.ui import ui_label
from .state import findings, manual_of, publication, translation
from .transform import Transform
from .translation_status import instead_of

#: Before and after Sphinx's own transform.
_BEFORE: Final = 19
_AFTER: Final = 21
_STEP: Final = re.compile(r"step-\d+")
_ROLE: Final = re.compile(r"\{(\w+)\}`([^`]*)`")
#: Boxes whose text must not be missed.
_CAUTIONS: Final = ("caution", "stop", "wait")

Tokens = Counter[tuple[str, str]]


class Messages(Transform):
    """Note what the page asks translators for, and what each message holds besides words."""

    default_priority = _BEFORE

    def apply(self, **_: Any) -> None:
        """Every message, in the order of the page."""
        found = []
        labels = written_labels(self.document)
        steps = {section for section, label in labels.items() if _STEP.fullmatch(label)}
        for node, msgid in extract_messages(self.document):
            message = Message(
                page=self.env.docname,
                msgid=msgid,
                place=self.written(node),
                kind=kind_of(node, steps),
                screen=screen_of(node),
                anchor=anchor_of(node, labels),
            )
            findings(self.env).messages.append(message)
            found.append((node, msgid, tokens(node)))
        self.document.tebiki_messages = found  # type: ignore[attr-defined]  # until `Translated` takes it

    def written(self, node: nodes.Element) -> tuple[str, int]:
        """Where a message stands, from the project's folder."""
        return _in_project(node.source or self.document["source"], str(self.env.srcdir)), node.line or 0


@lru_cache(1024)
def _in_project(source: str, docs: str) -> str:
    """The name of a file from the project's folder; each message asks for that of its page."""
    return Path(source).resolve().relative_to(Path(docs).resolve().parent).as_posix()


class Translated(Transform):
    """Hold each translated node to what its source held, and mark what is still Japanese."""

    default_priority = _AFTER

    def apply(self, **_: Any) -> None:
        """Compare, mark, and decide whether the page is published in the language."""
        before = vars(self.document).pop("tebiki_messages")  # the tree is pickled
        known = translation(self.config)
        if known is None:
            return
        for node, msgid, held in before:
            if msgid not in known.texts:
                if has_words(msgid):
                    mark_japanese(node)
            elif known.texts[msgid] != msgid and not node.get("translated"):
                self.wrong(node, "translation/dropped", msgid=msgid, msgstr=known.texts[msgid])
            elif tokens(node) != held:
                self.wrong(node, "translation/changed", msgid=msgid, **difference(held, tokens(node)))
        self.count()

    def count(self) -> None:
        """The state of the page in this language."""
        here, known, docname = publication(self.config), translation(self.config), self.env.docname
        assert known is not None
        messages = [m for m in findings(self.env).messages if m.page == docname]
        states = {m.msgid: known.state(m.msgid) for m in messages}
        named = frozenset(key for key, label in here.labels.items() if label.speaks(here.language))
        findings(self.env).tallies[docname] = tally(messages, states, named)


class HeldBack(Transform):
    """A manual that is not released in this language yet keeps its address, with a notice."""

    default_priority = _AFTER + 1

    def apply(self, **_: Any) -> None:
        """Put the notice in the place of all but the heading."""
        known, docname = translation(self.config), self.env.docname
        found = findings(self.env).tallies.get(docname)
        if known is None or found is None or manual_of(self.config, docname) is None:
            return
        if found.released(known.care.bar) or publication(self.config).stage == "proof":
            return
        findings(self.env).held.add(docname)
        section = next(self.document.findall(nodes.section))
        title = section.next_node(nodes.title)
        section.children = [] if title is None else [title]
        section += self.notice()

    def notice(self) -> list[nodes.Node]:
        """What the page says, and where a reader may go."""
        here = publication(self.config)
        links = nodes.bullet_list("", *(self.link(here, code) for code in instead_of(here)))
        remark = box("", nodes.title("", here.words("notice.title"), translatable=False), kind="info")
        remark += nodes.paragraph("", here.words("notice.text"))
        return [remark, *([links] if len(links) else [])]

    def link(self, here: Publication, code: str) -> nodes.list_item:
        """The same manual in another language, named in it."""
        words = next(words for words in here.languages if words.language == code)
        name = nodes.inline("", words("language.name"), lang=words.tag)
        uri = f"../{page_path(code, self.env.docname)}"
        link = nodes.reference("", "", name, refuri=uri, internal=True, language=code)
        return nodes.list_item("", nodes.paragraph("", "", link))


def tokens(node: nodes.Element) -> Tokens:
    """What a message's node holds besides words: facts, labels, steps, remedies, links; with repeats."""
    if isinstance(node, Described):
        return Counter(pair for pair in _ROLE.findall(node["alt"]) if pair[0] != "nobreak")
    return Counter(_token(child) for child in node.findall(nodes.Element) if _is_token(child))


def _is_token(node: nodes.Element) -> bool:
    return isinstance(node, fact | ui_label | nodes.reference | nodes.strong)


def _token(node: nodes.Element) -> tuple[str, str]:
    if isinstance(node, fact):
        return "fact", node["name"]
    if isinstance(node, ui_label):
        return "ui", node["key"]
    if isinstance(node, nodes.strong):
        return "strong", ""
    return "link", node.get("refuri") or node.get("refid", "")


def difference(before: Tokens, after: Tokens) -> dict[str, str]:
    """What is gone and what is new, in words."""

    def told(found: Tokens) -> str:
        return ", ".join(f"{kind} {name}".strip() for kind, name in sorted(found.elements())) or "-"

    return {"gone": told(before - after), "new": told(after - before)}


def mark_japanese(node: nodes.Element) -> None:
    """Say of what is not translated that it is Japanese, for screen readers and fonts."""
    if isinstance(node, Described):
        node["foreign"] = "ja"
    elif node.children:
        node.children = [nodes.inline("", "", *node.children, lang="ja")]
        node.children[0].parent = node


def written_labels(document: nodes.document) -> dict[nodes.section, str]:
    """Each section's label; this early, labels still stand before their sections."""
    label, found = "", dict[nodes.section, str]()
    for node in document.findall(nodes.Element):
        if isinstance(node, nodes.target):
            label = next(iter(node["names"]), "")
        elif isinstance(node, nodes.section):
            found[node], label = label, ""
    return found


def kind_of(node: nodes.Node, steps: set[nodes.section]) -> Kind:
    """Whether a message belongs to a step, to a caution or to neither."""
    kind: Kind = "text"
    for above in ancestors(node):
        if isinstance(above, box) and above["kind"] in _CAUTIONS:
            return "caution"
        if above in steps:
            kind = "step"
    return kind


def screen_of(node: nodes.Node) -> str | None:
    """The picture beside a message: its own, or the first of its section."""
    for above in [node, *ancestors(node)]:
        if isinstance(above, screen):
            return str(above["name"])
        if isinstance(above, nodes.section):
            inner = [child for child in above.children if isinstance(child, screen)]
            return str(inner[0]["name"]) if inner else None
    return None


def anchor_of(node: nodes.Node, labels: Mapping[nodes.section, str]) -> str | None:
    """The address on the page of the remedy or section that a message stands in; None outside of all."""
    for above in [node, *ancestors(node)]:
        if isinstance(above, remedy) and above["ids"]:
            return str(above["ids"][0])
        if isinstance(above, nodes.section) and labels.get(above):
            return nodes.make_id(labels[above])
    return None


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """All that a node stands in, from within."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


TRANSFORMS: tuple[type[Transform], ...] = (Messages, Translated, HeldBack)
