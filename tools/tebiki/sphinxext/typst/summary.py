"""One page for the wall out of a manual: each step's title and what its marks say, in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from docutils import nodes

from ...content.publication import Publication
from ...render.typst.modules import halves, ink
from ..directives.box import box
from ..directives.qr import qr
from ..directives.remedy import remedy
from ..directives.screen import screen
from ..roles.ruby import ruby
from ..said import phrased
from .blocks import BlockWriter, noted
from .calls import array, call, group, lines, literal

#: Where a sentence ends. A period ends one only before a space: not in 11.4 or a file's name.
_END: Final = re.compile(r"[。！？။]|[.!?](?=\s|$)")
#: Of the facts those that say how to reach the office; a number to call comes first.
_CONTACT: Final = ("contact.phone", "contact.mail", "contact.hours")


@dataclass(frozen=True, slots=True)
class About:
    """What the page says beside steps. ``contact``: how to reach the office, a number to call first.

    ``between`` parts two sentences that stand one after the other.
    """

    certificate: str
    remark: str
    contact: tuple[str, ...]
    between: str


def about_of(here: Publication, manual: str) -> About:
    """What is known of it today."""
    known = here.facts(manual)
    contact = tuple(text for name in _CONTACT if (text := known[name].text))
    remark = phrased(here, here.words("summary.remark", publisher=here.publisher))
    return About(here.certificate_file, remark, contact, " " if here.words.data.spaced else "")


def summary_text(tree: nodes.document, about: About, blocks: BlockWriter) -> bytes:
    """The summary's ``.typ``, of a ``tree`` that nobody needs any more: its inner links are taken out.

    Raises `TebikiError` for what print cannot show, at its place.
    """
    unlink(tree)
    words = blocks.words
    steps = [step for step in tree.findall(nodes.section) if "step" in step]
    writer = StepWriter(blocks, tree, about.between)
    beside = {code_of(step) for step in steps}
    parts = [
        literal(words("summary.certificate")),
        literal(about.certificate),
        literal(about.remark),
        group(blocks.block(code) for code in tree.findall(qr) if code not in beside),
        f"contact: {array(map(literal, about.contact))}",
        *(noted(step, writer.step(step)) for step in steps),
    ]
    return ('#import "/template/tebiki-summary.typ": *\n#' + lines("summary", *parts) + "\n").encode()


class StepWriter:
    """Writes the steps of a manual's tree in short."""

    def __init__(self, blocks: BlockWriter, tree: nodes.document, between: str) -> None:
        self.blocks = blocks
        self.remedies = {name: node for node in tree.findall(remedy) for name in node["ids"]}
        self.between = between

    def step(self, step: nodes.section) -> str:
        """The call for one step; where it has a code, what it says first stands before its address."""
        code, acts = code_of(step), [*said(step)]
        parts = [self.blocks.title(step), *self.options(step, code, acts)]
        if code:
            parts += [self.running(each for each in lead(step) if each not in acts), self.coded(code)]
        name = literal(self.blocks.words("step", n=step["step"]))
        return lines("short-step", str(step["step"]), name, *parts, self.running(acts))

    def options(self, step: nodes.section, code: qr | None, acts: Sequence[nodes.Element]) -> Iterator[str]:
        """What the call has beside text: a code, what one waits for, whether there are readings."""
        if code:
            rows = array(map(literal, ink(code["matrix"])))
            yield f"shown: {call('large-code', literal(code['alt']), rows)}"
        if waits := [each for each in step.findall(box) if each["kind"] == "wait"]:
            yield f"wait: {array(part for each in waits for part in self.waited(each))}"
        found = (has_readings([step.next_node(nodes.title)]), has_readings([step] if code else acts))
        if found != (True, True):
            yield f"readings: {array('true' if each else 'false' for each in found)}"

    def coded(self, code: qr) -> str:
        """A code's name, and its address."""
        url = code["url"]
        return call("coded", self.blocks.title(code), literal(url), *map(literal, halves(url)))

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
        return call("p", f", {literal(self.between)}, ".join(filter(None, texts))) if texts else ""


def unlink(tree: nodes.document) -> None:
    """Make inner links plain text: the places that they lead to (``leads_to``) are not on this page."""
    for link in [link for link in tree.findall(nodes.reference) if "refid" in link]:
        link.parent.replace(link, nodes.inline("", "", *link.children, leads_to=link["refid"]))


def has_readings(parts: Iterable[nodes.Node | None]) -> bool:
    """Whether a word has its reading above it."""
    return any(part.next_node(ruby) is not None for part in parts if part is not None)


def code_of(step: nodes.section) -> qr | None:
    """The code that stands beside a step: its first."""
    return next(iter(step.findall(qr)), None)


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
            del paragraph[at:]
            paragraph += nodes.Text(child[: end.end()])
            break
    return paragraph
