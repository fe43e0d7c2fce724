"""Components: found by their files, complete, and looked up by a node's class in both outputs."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from docutils import nodes
from html_sample import fragment, paragraph

from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.sphinxext import directives, roles
from tebiki.sphinxext.components import Component, HtmlFunction, components_in
from tebiki.sphinxext.directives.contents import contents
from tebiki.sphinxext.directives.devices import devices
from tebiki.sphinxext.directives.flow import flow_part
from tebiki.sphinxext.dispatch import function_of
from tebiki.sphinxext.html.base import PageWriter
from tebiki.sphinxext.html.manual import ManualWriter
from tebiki.sphinxext.node_kinds import PrintOnly, WebOnly
from tebiki.sphinxext.registry import COMPONENTS, DIRECTIVES, HTML, NODES, ROLES, TYPST
from tebiki.sphinxext.typst.blocks import BlockWriter, printable
from tebiki.sphinxext.typst.calls import lines

NOTE = """
from docutils import nodes
from tebiki.sphinxext.components import Component


class memo(nodes.General, nodes.Element):
    pass


COMPONENT = Component(nodes=(memo,))
"""


class described(nodes.Admonition, nodes.Element):
    """A node as other projects have them: it says what it is by what it inherits."""


class kept(WebOnly, nodes.container):
    """Like a list of links: a page shows it."""


class inked(PrintOnly, nodes.container):
    """Like a flow: print shows it."""


def told(blocks: BlockWriter, node: nodes.Element) -> str:
    return lines("told", *blocks.blocks(node.children))


def aside(page: PageWriter, node: nodes.Element) -> None:
    page.out(f"<aside>{len(node)}</aside>")


@pytest.mark.parametrize("package", [directives, roles])
def test_each_file_is_a_component_or_what_they_share(package: ModuleType) -> None:
    [folder] = package.__path__
    files = {path.stem for path in Path(folder).glob("*.py")} - {"__init__", "base"}
    assert len(files) == len(list(components_in(package)))


def test_a_file_is_registered_by_being_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "planted_components"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "base.py").write_text("SHARED = 1\n", encoding="utf-8")
    (folder / "memo.py").write_text(NOTE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    [component] = components_in(import_module("planted_components"))
    assert isinstance(component, Component)
    assert [node.__name__ for node in component.nodes] == ["memo"]
    for name in [name for name in sys.modules if name.startswith("planted_components")]:
        monkeypatch.delitem(sys.modules, name)


def test_no_name_and_no_node_is_registered_twice() -> None:
    assert len(DIRECTIVES) == sum(len(component.directives) for component in COMPONENTS)
    assert len(ROLES) == sum(len(component.roles) for component in COMPONENTS)
    assert len({node.__name__ for node in NODES}) == len(NODES)


def test_functions_are_of_the_components_own_nodes() -> None:
    for component in COMPONENTS:
        assert component.html.keys() | component.typst.keys() <= set(component.nodes)


#: Nodes without a function for print: their flow writes them, the manual is cut there, no index is printed.
UNWRITTEN = (flow_part, contents, devices)


@pytest.mark.parametrize("node", NODES, ids=lambda node: str(node.__name__))
def test_each_node_is_written_by_the_outputs_that_show_it(node: type[nodes.Element]) -> None:
    assert (node in HTML) == (node is not flow_part and not issubclass(node, PrintOnly))
    assert (node in TYPST) == (node not in UNWRITTEN and not issubclass(node, WebOnly))


def test_the_own_class_goes_before_its_bases() -> None:
    functions = {nodes.Element: "element", nodes.Admonition: "admonition"}
    assert function_of(described(), functions) == "admonition"
    assert function_of(described(), {**functions, described: "own"}) == "own"
    assert function_of(nodes.paragraph(), functions) == "element"
    assert function_of(nodes.Text("x"), functions) is None


def test_print_takes_a_function_of_a_base_class() -> None:
    writer = BlockWriter(load_words("ja"), {nodes.Admonition: told})
    assert writer.blocks([described("", paragraph("文"))]) == ['told(\n p("文"),\n)']
    with pytest.raises(TebikiError, match="pdf/node"):
        BlockWriter(load_words("ja"), {}).blocks([described("", paragraph("文"))])


def test_pages_take_a_function_of_a_base_class(monkeypatch: pytest.MonkeyPatch) -> None:
    node = described("", paragraph("文"))
    with pytest.raises(TebikiError, match="html/node"):
        fragment(node)
    functions: dict[type[Any], HtmlFunction] = {nodes.Admonition: aside, **HTML}
    monkeypatch.setattr(ManualWriter, "functions", functions)
    assert fragment(node) == "<aside>1</aside>"


def test_what_one_output_alone_shows() -> None:
    assert fragment(inked("", paragraph("文"))) == ""
    assert fragment(kept("", paragraph("文"))) == "<p>文</p>\n"
    assert printable(inked("", paragraph("文")))
    assert not printable(kept("", paragraph("文")))
