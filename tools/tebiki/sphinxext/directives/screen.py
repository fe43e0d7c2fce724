"""``:::{screen} android/password``: a picture of a device's screen; the content, if any, is its legend."""

from __future__ import annotations

from posixpath import join
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ...content.screen_files import load_screen
from ...errors import TebikiError
from ...messages import LANGUAGES, say
from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag, text_html, words_html
from ..node_kinds import Described
from ..state import report_error, screenshots
from ..typst.blocks import BlockWriter, elements
from ..typst.calls import call, lines, literal
from .base import Directive, Options, alt_mistake

#: What a picture is, by its kind: a key of the engine's words.
_SCREEN, _CAPTURE, _ILLUSTRATION = "picture.example", "picture.capture", "picture.illustration"


class screen(Described):
    """A picture with numbered marks; its child is the legend, if there are marks.

    Attributes: ``name`` (``android/password``), ``alt`` (text), ``file`` (name of the
    picture in the output), ``path`` (the PNG on disk), ``first`` (the number of its first
    mark), ``width`` and ``height`` (pixels at 144 ppi), ``shape`` (``phone`` or ``window``:
    how much room print gives it), ``drawn`` (False for a real capture), ``kind`` (``screen`` or
    ``illustration``), ``compared`` (whether it stands in a comparison and says nothing of its
    kind), ``foreign``
    (whether a translator's page shows one of another language for want of its own).
    """


class ScreenDirective(Directive):
    """A declared screen with its alt and its legend."""

    required_arguments = 1
    option_spec: ClassVar[Options] = {"alt": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """The node; `tebiki.sphinxext.pictures.DrawPictures` draws it."""
        name = self.arguments[0]
        try:
            declared = load_screen(screenshots(self.env), name, self.publication.language)
        except TebikiError as error:
            report_error(self.env, error)
            return []
        alt = " ".join(self.options.get("alt", "").split())
        if code := alt_mistake(alt, name):
            return self.wrong(code, name=name, alt=alt)
        node = self.fill(screen("", alt=alt, name=name, kind=declared.spec.kind))
        return [node] if self.legend(node, name, declared.marks) else []

    def legend(self, node: screen, name: str, marks: int) -> bool:
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


def screen_html(page: PageWriter, node: screen) -> None:
    """A picture that leads to its full size, what it is, and its legend."""
    key = _ILLUSTRATION if node["kind"] == "illustration" else _SCREEN if node["drawn"] else _CAPTURE
    enlarge = tag("span", cls="np") + words_html(page.words("picture.enlarge"), page.publication) + "</span>"
    said = page.words(key, **_of_capture(node))
    note = enlarge if node.get("compared") else words_html(said, page.publication) + enlarge
    image = page.picture(node, node["width"], node["height"])
    if node.get("foreign"):
        note += "".join(f"<br>{text_html(say('translate-command/proof-foreign', to))}" for to in LANGUAGES)
    link = tag("a", href=join(page.image_folder, node["file"]))
    page.out(f"<figure>{link}{image}</a>\n<figcaption>{note}</figcaption></figure>\n")
    page.walk(node.children)


def _of_capture(node: screen) -> dict[str, str]:
    """What a real capture's words tell of it: the system that it was made on."""
    return {"os": node["os"]} if node.get("os") else {}


def screen_typst(blocks: BlockWriter, node: screen) -> str:
    """A picture that stands alone: an explaining drawing, or a screen within a box."""
    if node["kind"] == "illustration":
        width = round(node["width"] / 144 * 25.4, 2)
        return call(
            "illustration", *typst_picture(blocks, node), str(width), literal(blocks.words("illustration"))
        )
    foot = "none" if node.get("compared") else typst_foot(blocks, node)
    return "\n".join([call("inline-screen", *typst_picture(blocks, node), foot), *typst_legend(blocks, node)])


def typst_picture(blocks: BlockWriter, node: screen) -> tuple[str, str]:
    """The file as Typst names it, and the alt."""
    name = f"pictures/{node['file']}"
    blocks.pictures[name] = node["path"]
    return literal(f"/{name}"), literal(node["alt"])


def typst_foot(blocks: BlockWriter, node: screen) -> str:
    """The words under a screen."""
    of_capture = _of_capture(node)
    return literal(blocks.words(_CAPTURE, **of_capture) if of_capture else blocks.words("example_screen"))


def typst_legend(blocks: BlockWriter, node: screen) -> list[str]:
    """One action a mark, numbered as in the picture."""
    return [
        lines("legend", _typst_start(child), *map(blocks.group, elements(child))) for child in elements(node)
    ]


def _typst_start(legend: nodes.Element) -> str:
    """The number of a legend's first item, unless it is 1."""
    start = legend.get("start", 1)
    return f"start: {start}" if start != 1 else ""


COMPONENT = Component(
    directives={"screen": ScreenDirective},
    nodes=(screen,),
    html={screen: screen_html},
    typst={screen: screen_typst},
)
