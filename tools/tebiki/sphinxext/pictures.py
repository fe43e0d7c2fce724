"""Draws what the page shows: declared screens and QR codes."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import Any

from docutils import nodes

from ..content.output_names import code_name, picture_name
from ..content.screen_files import list_screens, load_screen, split_name
from ..content.screens import Inputs, Photo, Screen
from ..errors import TebikiError
from ..render.proof_screen import draw_for_translator
from ..render.qr import draw_qr
from ..render.screen import Picture, draw, draw_ahead
from .directives.screen import screen
from .node_kinds import Described
from .state import cache_folder, findings, manual_of, publication, report_error, screenshots
from .transform import Transform


class CountMarks(Transform):
    """Number a section's marks on from picture to picture: no number stands twice in a step.

    Notes ``first`` on each screen and ``start`` on its legend.
    """

    default_priority = 38

    def apply(self, **_: Any) -> None:
        """All pictures of the page, in their order."""
        following: dict[int, int] = {}
        for node in self.document.findall(screen):
            here = id(_section_of(node))
            node["first"] = first = following.get(here, 1)
            for legend in [child for child in node.children if isinstance(child, nodes.enumerated_list)]:
                legend["start"] = first
                following[here] = first + len(legend)


def _section_of(node: nodes.Node) -> nodes.Node | None:
    """The section that holds a node, whatever boxes are between."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node


class DrawPictures(Transform):
    """Draw each screen and code, and note the file on its node."""

    default_priority = 40

    def apply(self, **_: Any) -> None:
        """All pictures of the page; a picture that cannot be drawn is reported and left out."""
        for node in [*self.document.findall(Described)]:
            try:
                self.screen(node) if isinstance(node, screen) else self.qr(node)
            except TebikiError as error:
                report_error(self.env, error)
                node.parent.remove(node)

    def screen(self, node: nodes.Element) -> None:
        """Draw or take over one screen."""
        declared, picture = self.drawn(node)
        if declared.instead is not None:
            findings(self.env).instead[node["name"]] = declared.instead
        file = picture_name(node["name"], node["first"])
        node["file"], node["path"], node["shape"] = file, str(picture.path), declared.shape
        node["width"], node["height"], node["drawn"] = picture.width, picture.height, picture.drawn
        if isinstance(declared.source, Photo):
            node["os"] = declared.source.capture.os
        findings(self.env).pictures[file] = picture.path
        findings(self.env).drawn[file] = picture.used
        findings(self.env).screens.add(split_name(node["name"])[0])
        for path in (declared.path, declared.source.path):
            self.env.note_dependency(str(path))

    def drawn(self, node: nodes.Element) -> tuple[Screen, Picture]:
        """A declared screen and its picture; of a proof, ``foreign`` is noted on the node."""
        name, first = node["name"], node["first"]
        here, manual = publication(self.config), manual_of(self.config, self.env.docname)
        folder, cache = screenshots(self.env), cache_folder(self.config)
        if here.stage == "proof":
            shown = draw_for_translator(folder, name, here, manual, cache, first=first)
            node["foreign"] = shown.foreign
            return shown.screen, shown.picture
        declared = load_screen(folder, name, here.language)
        return declared, draw(declared, self.inputs, cache, first, self.draw_another)

    def draw_another(self) -> bool:
        """Draw a screen that a later page may show; whether there was one.

        Two languages show many of the same pictures in the same order: from the last to the first one of
        them draws what the other has not come to. What is wrong with a screen, the page tells that shows it.
        """
        left, here = self.later_screens, publication(self.config)
        while left:
            name = left.pop()
            manual = name.partition("/")[0]
            inputs = here.inputs(manual) if manual in here.edition.manuals else self.inputs
            with suppress(TebikiError):
                declared = load_screen(screenshots(self.env), name, here.language)
                if draw_ahead(declared, inputs, cache_folder(self.config)):
                    return True
        return False

    @property
    def later_screens(self) -> list[str]:
        """Names of the screens that pages may still ask for; none where only some pages are read."""
        left: list[str] | None = getattr(self.env, "tebiki_later_screens", None)
        if left is None:
            left = [] if self.config.tebiki_pages else [*list_screens(screenshots(self.env))]
            self.env.tebiki_later_screens = left  # type: ignore[attr-defined]  # pickled with it
        return left

    @cached_property
    def inputs(self) -> Inputs:
        """What drawings may show: the same for all of the page."""
        return publication(self.config).inputs(manual_of(self.config, self.env.docname))

    def qr(self, node: nodes.Element) -> None:
        """Make one code."""
        code = draw_qr(node["url"], cache_folder(self.config))
        node["file"], node["path"] = code_name(node["name"]), str(code.path)
        node["size"], node["matrix"] = code.size, code.matrix
        findings(self.env).pictures[node["file"]] = code.path
        findings(self.env).codes.setdefault(self.env.docname, []).append(node["url"])
