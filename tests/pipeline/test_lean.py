"""Sphinx without the builders that no manual needs."""

from __future__ import annotations

from docutils import nodes
from myst_parser.mdit_to_docutils import base
from sphinx import application
from sphinx.transforms import i18n

from tebiki.pipeline import sphinx_patches
from tebiki.pipeline.sphinx_patches import NOT_NEEDED, lean_sphinx
from tebiki.sphinxext import markdown_parser


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
        (base, "get_default_settings"),
        (markdown_parser, "create_parser"),
        (i18n, "_publish_msgstr"),
    ]
    before = [vars(module)[name] for module, name in places]
    with lean_sphinx():
        assert all(
            vars(module)[name] is not theirs for (module, name), theirs in zip(places, before, strict=True)
        )
    assert [vars(module)[name] for module, name in places] == before


def test_a_translation_is_parsed_once_and_each_has_its_own() -> None:
    parsed: list[str] = []

    def publish(text: str, _path: str, _line: int | None) -> nodes.Element:
        parsed.append(text)
        return nodes.paragraph("", text)

    once = sphinx_patches._parsed_once(publish)
    first = once("a", "page.md", 1)
    first.clear()  # Sphinx moves what it takes
    assert once("a", "page.md", 1).astext() == "a"
    once("a", "page.md", 2)
    once("b", "page.md", 1)
    assert parsed == ["a", "a", "b"]


def test_a_parser_is_made_once_for_the_same_settings() -> None:
    create = sphinx_patches._once(lambda settings: [settings])
    one, other = object(), object()
    assert create(one) is create(one)
    assert create(other) == [other]
