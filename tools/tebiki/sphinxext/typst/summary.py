"""One page for the wall out of a manual: each step's title and what its marks say."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from ...content.publication import Publication
from ..directives.qr import qr
from ..directives.screen import screen
from ..said import phrased
from .blocks import BlockWriter, noted
from .calls import group, lines, literal


def summary_text(tree: nodes.document, here: Publication, blocks: BlockWriter) -> bytes:
    """The summary's ``.typ``. Raises `TebikiError` for what print cannot show, at its place."""
    tree = unlinked(tree)
    steps = [step for step in tree.findall(nodes.section) if "step" in step]
    words = here.words
    parts = [
        literal(words("summary.certificate")),
        literal(here.certificate_file),
        literal(phrased(here, words("summary.remark", publisher=here.publisher))),
        group(blocks.block(code) for code in tree.findall(qr)),
        *(noted(step, short_step(step, blocks)) for step in steps),
    ]
    return ('#import "/template/tebiki-summary.typ": *\n#' + lines("summary", *parts) + "\n").encode()


def unlinked(tree: nodes.document) -> nodes.document:
    """A copy whose inner links are plain text: the places that they lead to are not on this page."""
    copy: nodes.document = tree.deepcopy()
    for link in [link for link in copy.findall(nodes.reference) if "refid" in link]:
        link.parent.replace(link, link.children)
    return copy


def short_step(step: nodes.section, blocks: BlockWriter) -> str:
    """The call for one step."""
    name = literal(blocks.words("step", n=step["step"]))
    parts = (blocks.block(node) for node in said(step))
    return lines("short-step", str(step["step"]), name, blocks.title(step), *parts)


def said(step: nodes.section) -> Iterator[nodes.paragraph]:
    """What to do: what the marks say, else the step's first paragraph."""
    legend = [item for shown in step.findall(screen) for item in shown.findall(nodes.list_item)]
    if legend:
        yield from (p for item in legend for p in item.children if isinstance(p, nodes.paragraph))
    else:
        yield from [child for child in step.children if isinstance(child, nodes.paragraph)][:1]
