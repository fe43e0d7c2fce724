"""One page for the wall out of a manual: each step's title and what its marks say, in the manual's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docutils import nodes

from ...content.publication import Publication
from ...render.typst.modules import halves, ink
from ..directives.box import box
from ..directives.qr import qr
from ..directives.remedy import remedy
from ..directives.screen import screen
from ..roles.ruby import ruby
from .blocks import BlockWriter, noted
from .calls import array, call, group, lines, literal

#: Where a sentence ends. A period ends one only before a space: not in 11.4 or a file's name.
_END: Final = re.compile(r"[。！？။]|[.!?](?=\s|$)")
#: Of the facts those that say how to reach the office; a number to call comes first.
_CONTACT: Final = ("contact.phone", "contact.mail", "contact.hours")


def summary_text(tree: nodes.document, here: Publication, blocks: BlockWriter, manual: str) -> bytes:
    """The summary's ``.typ``. Raises `TebikiError` for what print cannot show, at its place."""
    tree = unlinked(tree)
    remedies = {name: node for node in tree.findall(remedy) for name in node["ids"]}
    steps = [step for step in tree.findall(nodes.section) if "step" in step]
    inside = {code for step in steps for code in step.findall(qr)}
    writer = StepWriter(blocks, remedies, between=" " if here.words.data.spaced else "")
    parts = [
        literal(here.words("summary.certificate")),
        literal(here.certificate_file),
        literal(here.words("summary.remark", publisher=here.publisher)),
        group(blocks.block(code) for code in tree.findall(qr) if code not in inside),
        f"contact: {array(map(literal, contact(here, manual)))}",
        *(noted(step, writer.step(step)) for step in steps),
    ]
    return ('#import "/template/tebiki-summary.typ": *\n#' + lines("summary", *parts) + "\n").encode()


def contact(here: Publication, manual: str) -> Iterator[str]:
    """What is known of how to reach the office."""
    known = here.facts(manual)
    yield from (text for name in _CONTACT if (text := known[name].text))


class StepWriter:
    """Writes steps in short. ``remedies``: what helps, by its place; ``between``: what parts two sentences."""

    def __init__(self, blocks: BlockWriter, remedies: dict[str, remedy], between: str) -> None:
        self.blocks = blocks
        self.remedies = remedies
        self.between = between

    def step(self, step: nodes.section) -> str:
        """The call for one step."""
        code = next(iter(step.findall(qr)), None)
        acts = [*said(step)]
        parts = [self.blocks.title(step), *self.options(step, code, acts)]
        if code:
            parts += [self.running(lead(step)), self.coded(code)]
        parts.append(self.running(acts))
        name = literal(self.blocks.words("step", n=step["step"]))
        return lines("short-step", str(step["step"]), name, *parts)

    def options(self, step: nodes.section, code: qr | None, acts: Sequence[nodes.Element]) -> Iterator[str]:
        """What the call has beside text: a code, what one waits for, whether there are readings."""
        if code:
            yield f"shown: {call('large-code', literal(code['alt']), array(map(literal, ink(code['matrix']))))}"
        if waits := [
            part for each in step.findall(box) if each["kind"] == "wait" for part in self.waited(each)
        ]:
            yield f"wait: {array(waits)}"
        read = [*acts, *([step] if code else [])]
        found = (has_readings([step.next_node(nodes.title)]), has_readings(read))
        if found != (True, True):
            yield f"readings: {array('true' if each else 'false' for each in found)}"

    def coded(self, code: qr) -> str:
        """A code's name, and its address."""
        return call(
            "coded", self.blocks.title(code), literal(code["url"]), *map(literal, halves(code["url"]))
        )

    def waited(self, wait: box) -> list[str]:
        """What a box of waiting leads to: a step; or a remedy, with what it says first."""
        links = [link for link in wait.findall(nodes.inline) if len(link.parent) == 1 and "leads_to" in link]
        found = [call("item", *self.led_to(link)) for link in links]
        return found or [call("b", self.blocks.title(wait))]

    def led_to(self, link: nodes.inline) -> list[str]:
        """A link's words, and the first sentence of the remedy that it leads to."""
        words = call("b", self.blocks.content(link))
        there = self.remedies.get(link["leads_to"])
        paragraph = there.next_node(nodes.paragraph) if there else None
        if paragraph is None:
            return [words]
        return [words, call("h", "1em"), self.blocks.content(first_sentence(paragraph))]

    def running(self, paragraphs: Iterable[nodes.paragraph]) -> str:
        """Paragraphs as one: one after the other on a line."""
        texts = [self.blocks.content(paragraph) for paragraph in paragraphs]
        return call("p", f", {literal(self.between)}, ".join(filter(None, texts)))


def unlinked(tree: nodes.document) -> nodes.document:
    """A copy whose inner links are plain text: the places that they lead to (``leads_to``) are not on this page."""
    copy: nodes.document = tree.deepcopy()
    for link in [link for link in copy.findall(nodes.reference) if "refid" in link]:
        link.parent.replace(link, nodes.inline("", "", *link.children, leads_to=link["refid"]))
    return copy


def has_readings(parts: Iterable[nodes.Node | None]) -> bool:
    """Whether a word has its reading above it."""
    return any(part.next_node(ruby) is not None for part in parts if part is not None)


def lead(step: nodes.section) -> list[nodes.paragraph]:
    """What a step says first."""
    return [child for child in step.children if isinstance(child, nodes.paragraph)][:1]


def said(step: nodes.section) -> Iterator[nodes.paragraph]:
    """What to do: what the marks say, else the step's first paragraph."""
    legend = [item for shown in step.findall(screen) for item in shown.findall(nodes.list_item)]
    if legend:
        yield from (p for item in legend for p in item.children if isinstance(p, nodes.paragraph))
    else:
        yield from lead(step)


def first_sentence(paragraph: nodes.paragraph) -> nodes.paragraph:
    """A copy without what follows its first sentence; whole where none ends in the paragraph's own text."""
    paragraph = paragraph.deepcopy()
    for at, child in enumerate(paragraph.children):
        if isinstance(child, nodes.Text) and (end := _END.search(child)):
            paragraph.children[at:] = [nodes.Text(child[: end.end()])]
            break
    return paragraph
