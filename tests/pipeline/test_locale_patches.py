"""What is spared of Sphinx's transform for translations: trees, tables and warnings are the same."""

from __future__ import annotations

import random
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.transforms import i18n
from sphinx.util.nodes import NodeMatcher

from tebiki.pipeline.locale_patches import Matcher, Updater

METHODS = (
    "update_title_mapping",
    "update_autofootnote_references",
    "update_refnamed_references",
    "update_refnamed_footnote_references",
    "update_citation_references",
    "update_pending_xrefs",
    "update_leaves",
)
NAMES = ("one", "two", "three")


def reference(rng: random.Random) -> nodes.Element:
    """A node that Sphinx compares, or one that it does not."""
    name, number = rng.choice(NAMES), rng.randrange(9)
    kinds: list[nodes.Element] = [
        nodes.footnote_reference(name, auto=rng.choice([1, "*"]), ids=[f"f{number}"]),
        nodes.footnote_reference(name, refname=name, auto=1, ids=[f"f{number}"]),
        nodes.citation_reference(name, refname=name, ids=[f"c{number}"]),
        nodes.reference(name, name, refname=name),
        addnodes.pending_xref(name, refdomain="std", reftype=rng.choice(["term", "a"]), reftarget=name),
        nodes.target(name, "", refname=name),
        nodes.reference(name, name, refuri="https://example.jp/"),
        nodes.strong(name, name),
    ]
    return rng.choice(kinds)


def text(rng: random.Random, kind: type[nodes.TextElement]) -> nodes.TextElement:
    made = kind("", rng.choice(NAMES))
    for _ in range(rng.choice([0, 0, 1, 3])):
        made += rng.choice([nodes.Text("words"), nodes.emphasis("", "", reference(rng)), reference(rng)])
    return made


def page(rng: random.Random) -> tuple[nodes.document, list[tuple[nodes.TextElement, nodes.TextElement]]]:
    """A page, and its messages with a translation each."""
    document = new_document("page.md")
    pairs = []
    for _ in range(6):
        section = nodes.section()
        title, paragraph = text(rng, nodes.title), text(rng, nodes.paragraph)
        section += [title, paragraph]
        if rng.random() < 0.5:
            section += nodes.target("", "", refname=rng.choice(NAMES), names=[rng.choice("ab")])
        document += section
        document.note_implicit_target(section)
        for node in (title, paragraph):
            for one in node.findall(nodes.footnote_reference):
                document.note_autofootnote_ref(one)
            pairs.append((node, text(rng, nodes.paragraph)))
    return document, pairs


def translated(seed: int, monkeypatch: pytest.MonkeyPatch, updater: Any, matcher: Any) -> list[object]:
    told: list[object] = []

    class Log:
        def warning(self, words: str, **_: object) -> None:
            told.append(words)

    monkeypatch.setattr(i18n, "logger", Log())
    monkeypatch.setattr(i18n, "NodeMatcher", matcher)
    document, pairs = page(random.Random(seed))  # noqa: S311 -- no secret
    for node, patch in pairs:
        each = updater(node, patch, document, noqa=False)
        for method in METHODS:
            getattr(each, method)()
    tables = ("ids", "nameids", "nametypes", "refnames", "footnote_refs", "autofootnote_refs")
    return [document.pformat(), *(str(getattr(document, name)) for name in tables), *told]


@pytest.mark.parametrize("seed", range(60))
def test_the_same_comes_of_messages_with_and_without_references(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = translated(seed, monkeypatch, i18n._NodeUpdater, NodeMatcher)
    assert translated(seed, monkeypatch, Updater, Matcher) == theirs


def test_targets_that_come_with_a_translation_are_found() -> None:
    document, _ = page(random.Random(1))  # noqa: S311 -- no secret
    matcher = Matcher(nodes.target, refname="late")
    assert [*matcher.findall(document)] == []
    late = nodes.target("", "", refname="late")
    message = next(document.findall(nodes.paragraph))
    Updater(message, nodes.paragraph("", "", late), document, noqa=False).update_leaves()
    assert [*matcher.findall(document)] == [late]
    Updater(message, nodes.paragraph("", "words"), document, noqa=False).update_leaves()
    assert [*matcher.findall(document)] == []
