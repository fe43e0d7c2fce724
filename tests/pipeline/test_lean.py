"""Sphinx without the builders that no manual needs."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from docutils import nodes
from docutils.utils import new_document
from myst_parser.mdit_to_docutils import base
from sphinx import application, events
from sphinx.events import EventManager
from sphinx.transforms import i18n
from sphinx.util.nodes import is_translatable

from tebiki.pipeline import node_search, sphinx_patches
from tebiki.pipeline.sphinx_patches import NOT_NEEDED, lean_sphinx
from tebiki.sphinxext import markdown_parser
from tebiki.sphinxext.node_kinds import Described


def test_sphinx_still_loads_what_is_left_out() -> None:
    unknown = NOT_NEEDED - set(application.builtin_extensions)
    assert not unknown, "Sphinx has changed what it loads: see NOT_NEEDED in pipeline/sphinx_patches.py"


def test_only_that_is_left_out_and_only_meanwhile() -> None:
    before = application.builtin_extensions
    with lean_sphinx():
        kept = application.builtin_extensions
    assert [name for name in before if name not in NOT_NEEDED] == list(kept)
    assert application.builtin_extensions is before


def test_what_is_put_in_the_place_of_theirs_goes_again() -> None:
    places = [
        (base.DocutilsRenderer, "setup_render"),
        (markdown_parser, "create_parser"),
        (i18n, "_publish_msgstr"),
    ]
    before = [vars(module)[name] for module, name in places]
    with lean_sphinx():
        assert all(
            vars(module)[name] is not theirs for (module, name), theirs in zip(places, before, strict=True)
        )
    assert [vars(module)[name] for module, name in places] == before


def test_an_event_is_not_described() -> None:
    class Told:
        def __repr__(self) -> str:
            raise AssertionError

    found: list[object] = []
    manager = EventManager(cast(Any, SimpleNamespace(pdb=False)))
    manager.connect("doctree-read", lambda *given: found.extend(given), 500)
    told = Told()
    with lean_sphinx():
        manager.emit("doctree-read", told)
    assert found == [manager._app, told]
    assert "repr" not in vars(events)


def test_a_translation_is_parsed_once_and_each_has_its_own() -> None:
    parsed: list[str] = []

    def publish(text: str, _path: str, _line: int | None) -> nodes.Element:
        parsed.append(text)
        return nodes.paragraph("", text)

    once = sphinx_patches._parsed_once(publish)
    first = once("*a*", "page.md", 1)
    assert once("*a*", "page.md", 1) is first  # looked at only
    taken = nodes.title("", "", *first.children)  # Sphinx moves what it takes
    assert once("*a*", "page.md", 1).astext() == "*a*" == taken.astext()
    assert parsed == ["*a*", "*a*"]
    once("*a*", "page.md", 2)
    once("*b*", "page.md", 1)
    assert parsed == ["*a*", "*a*", "*a*", "*b*"]


def test_plain_text_is_a_paragraph_without_a_parser() -> None:
    def publish(*_: object) -> nodes.Element:
        raise AssertionError

    once = sphinx_patches._parsed_once(publish)
    first, second = (once("words, and words", "page.md", 3) for _ in range(2))
    assert first is not second
    assert isinstance(first, nodes.paragraph)
    assert (str(first), first.rawsource) == ("<paragraph>words, and words</paragraph>", "words, and words")
    assert first.children[0].parent is first


def test_a_plain_title_is_a_section_without_a_parser() -> None:
    def publish(*_: object) -> nodes.Element:
        raise LookupError

    once = sphinx_patches._parsed_once(publish)
    made = once("words, and words\n================================", "page.md", 3)
    title = made.next_node()
    assert (type(made), type(title), str(title)) == (
        nodes.section,
        nodes.title,
        "<title>words, and words</title>",
    )
    assert isinstance(title, nodes.title)
    assert title.rawsource == "words, and words"
    for text in ("a\nb\n====", "*a*\n====", "a\n----", "a\n\n====", "a\n==a"):
        with pytest.raises(LookupError):
            once(text, "page.md", 3)


KINDS: tuple[type[nodes.Element], ...] = (nodes.section, nodes.paragraph, nodes.emphasis, nodes.comment)


def trees() -> list[nodes.document]:
    """Trees of many shapes: each is made of the digits of a number."""
    made = []
    for seed in range(12):
        document = new_document("page.md")
        places: list[nodes.Element] = [document]
        for step in range(60):
            above = places[(seed * 31 + step * 17) % len(places)]
            child = KINDS[(seed + step * 7) % 4]()
            if step % 5 == 0:
                child.append(nodes.Text(str(step)))
            child.source = "page.md" if step % 4 else None
            above.append(child)
            places.append(child)
        made.append(document)
    return made


def is_even(node: nodes.Node) -> bool:
    return len(node.children) % 2 == 0


@pytest.mark.parametrize("condition", [None, nodes.paragraph, nodes.Text, is_even])
@pytest.mark.parametrize("change", [None, "replace", "remove", "clear", "append", "exchange"])
def test_the_same_nodes_are_found_in_the_same_order(condition: Any, change: str | None) -> None:
    """Also where each node found is changed before the next one is asked for."""
    for theirs, ours in zip(trees(), trees(), strict=True):
        before = _found(theirs, nodes.Node.findall, condition, change)
        assert _found(ours, node_search.find_all, condition, change) == before
        assert str(ours) == str(theirs)


def _found(tree: nodes.document, findall: Any, condition: Any, change: str | None) -> list[str]:
    found = []
    for node in findall(tree, condition):
        found.append(f"{type(node).__name__} {len(node.children)} {node.astext()}")
        above = node.parent
        if above is None or node not in above.children or len(found) > 40:
            continue
        if change == "replace":
            above.replace(node, [nodes.strong("", "new"), nodes.paragraph("", "", nodes.emphasis())])
        elif change == "remove":
            above.remove(node)
        elif change == "append":
            above.append(nodes.paragraph("", "more"))
        elif change == "clear" and isinstance(node, nodes.Element):
            node.clear()
        elif change == "exchange":
            above.children = [*reversed(above.children)]
    return found


def test_the_same_is_found_where_kinds_are_noted() -> None:
    kinds = (nodes.Node, nodes.Element, nodes.Text, nodes.Inline, nodes.Admonition, *KINDS, nodes.strong)
    with node_search.noting_kinds():
        for tree in trees():
            for kind in kinds:
                theirs: list[nodes.Node] = [*nodes.Node.findall(tree, kind)]
                assert [*node_search.find_all(tree, kind)] == theirs
                copied = [*map(type, node_search.find_all(tree.deepcopy(), kind))]
                assert copied == [*map(type, theirs)]


def test_a_kind_that_comes_later_is_found() -> None:
    with node_search.noting_kinds():
        tree = new_document("page.md")
        late = node_search.find_all(tree, nodes.danger)
        assert [*node_search.find_all(tree, nodes.danger)] == []
        assert [*node_search.find_all(tree, nodes.Admonition)] == []
        one = nodes.danger()
        tree += one
        assert [*late] == [one]  # asked for before, looked for now
        assert [*node_search.find_all(tree, nodes.danger)] == [one]
        assert [*node_search.find_all(tree, nodes.Admonition)] == [one]
    assert [*node_search.find_all(tree, nodes.danger)] == [one]


def test_a_picture_gets_a_second_name_or_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, dest = tmp_path / "a.png", tmp_path / "b.png"
    source.write_bytes(b"picture")
    sphinx_patches._link_file(source, dest, force=True)
    assert (dest.read_bytes(), source.stat().st_nlink) == (b"picture", 2)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    sphinx_patches._link_file(source, tmp_path / "c.png", force=True)
    assert ((tmp_path / "c.png").read_bytes(), source.stat().st_nlink) == (b"picture", 2)


@pytest.mark.parametrize("options", [{"include_self": False}, {"siblings": True}, {"descend": False}])
def test_what_is_rarely_asked_is_found_by_theirs(options: dict[str, bool]) -> None:
    for tree in trees()[:5]:
        for node in [*tree.findall()]:
            theirs = [*node.findall(nodes.paragraph, **options)]
            assert [*node_search.find_all(node, nodes.paragraph, **options)] == theirs


def test_the_same_texts_are_for_translators() -> None:
    kinds = [
        nodes.paragraph("", "text"),
        nodes.title("", "text"),
        nodes.inline("", "text"),
        nodes.inline("", "text", translatable=True),
        nodes.literal_block("", "text"),
        nodes.literal_block("", "text", translatable=True),
        nodes.field_name("", "orphan"),
        nodes.field_name("", "other"),
        nodes.image(alt="text"),
        nodes.image(),
        nodes.meta(),
        nodes.section(),
        nodes.comment("", "text"),
        nodes.Text("text"),
        Described(alt="text"),
    ]
    for one in kinds:
        for source in (None, "page.md"):
            for given in (None, True, False):
                if isinstance(one, nodes.Element) and given is not None:
                    one["translatable"] = given
                one.source = source
                assert sphinx_patches._is_translatable(one) == is_translatable(one), one


def test_a_parser_is_made_once_for_the_same_settings() -> None:
    create = sphinx_patches._once(lambda settings: [settings])
    one, other = object(), object()
    assert create(one) is create(one)
    assert create(other) == [other]
