"""What only a manual has: screens, codes, boxes, remedies, the list of steps, the links on top."""

from __future__ import annotations

from posixpath import join

from docutils import nodes

from .. import nodes as ours
from ..state import manual_of
from .blocks import Blocks
from .markup import tag, text_html
from .pages import Link, cards, pdf_link, summary_link
from .sections import Sections, references
from .text import Text, address_html

#: What a picture is, by its kind: a key of the engine's words.
SCREEN, CAPTURE, ILLUSTRATION = "picture.example", "picture.capture", "picture.illustration"


class Manual(Sections, Blocks, Text):
    """The whole translator."""

    def picture(self, node: nodes.Element, width: int, height: int) -> str:
        """An image; its size is given so that the page does not jump when it arrives."""
        return tag(
            "img",
            src=join(self.image_folder, node["file"]),
            alt=node["alt"],
            lang=node.get("foreign"),
            width=width,
            height=height,
        )

    @property
    def image_folder(self) -> str:
        """Where pictures lie, seen from the page."""
        return str(getattr(self.builder, "imgpath", ""))

    def visit_screen(self, node: ours.screen) -> None:
        """A picture that leads to its full size, what it is, and its legend."""
        key = ILLUSTRATION if node["kind"] == "illustration" else SCREEN if node["drawn"] else CAPTURE
        enlarge = tag("span", cls="np") + text_html(self.words("picture.enlarge")) + "</span>"
        note = enlarge if node.get("compared") else text_html(self.words(key)) + enlarge
        image = self.picture(node, node["width"], node["height"])
        link = tag("a", href=join(self.image_folder, node["file"]))
        self.out(f"<figure>{link}{image}</a>\n<figcaption>{note}</figcaption></figure>\n")
        self.walk(node.children)
        raise nodes.SkipNode

    def visit_qr(self, node: ours.qr) -> None:
        """A form's box: its name, a button, the printed address, the code and when to use it."""
        title, *rest = node.children
        buttons = [child for child in rest if "button" in getattr(child, "attributes", {}).get("classes", ())]
        self.out(tag("div", cls="box form"), "\n")
        self.box_title(title)
        for button in buttons:
            for link in references([button]):
                self.button(link, "btn go")
        address = tag("a", cls="url", href=node["url"]) + address_html(node["url"])
        self.out(f'<p class="lk">{address}</a></p>\n')
        self.out(tag("div", cls="qr"), self.picture(node, node["size"], node["size"]), "\n<div>")
        self.walk(child for child in rest if child not in buttons)
        self.out("</div></div>\n</div>\n")
        raise nodes.SkipNode

    def button(self, link: nodes.reference, look: str) -> None:
        """A link that looks like a button."""
        uri = link["refuri"] if "refuri" in link else "#" + link["refid"]
        self.out(tag("a", cls=look, href=uri))
        self.inline(link)
        self.out("</a>\n")

    def box_title(self, title: nodes.Node) -> None:
        """The first line of a box."""
        self.out(tag("p", cls="bt"))
        self.walk(title.children)
        self.out("</p>\n")

    def visit_title(self, node: nodes.title) -> None:
        """A heading, a caption, or a title that Sphinx wants alone."""
        if isinstance(node.parent, nodes.section):
            self.heading(node, node.parent)
        super().visit_title(node)

    def visit_box(self, node: ours.box) -> None:
        """A boxed remark; its sign comes from the style sheet."""
        title, *rest = node.children
        self.out(tag("div", cls=f"box {node['kind']}"), "\n")
        self.box_title(title)
        self.walk(rest)
        self.out("</div>\n")
        raise nodes.SkipNode

    def details(self, node: nodes.Element, look: str, before: str = "") -> None:
        """A title that opens what is under it."""
        title, *rest = node.children
        identifier = next(iter(node["ids"]), None)
        self.out(tag("details", cls=look, id=identifier), f"<summary>{before}<span>")
        self.walk(title.children)
        self.out('</span></summary>\n<div class="in">\n')
        self.walk(rest)
        self.out("</div></details>\n")
        raise nodes.SkipNode

    def visit_differs(self, node: ours.differs) -> None:
        """What to do when the screen differs: closed until asked for."""
        self.details(node, "differs")

    def visit_remedy(self, node: ours.remedy) -> None:
        """A symptom; a link to it shows it open."""
        self.details(node, "remedy", f'<b class="no">{node["number"]}</b> ')

    def visit_glance(self, node: ours.glance) -> None:
        """The steps in a few lines; the number is part of the link."""
        self.out(tag("ol", cls="glance", role="list"), "\n")
        for item in node.findall(nodes.list_item):
            link = next(references([item]))
            self.out(f'<li><a href="#{link["refid"]}"><b class="n">{link["step"]}</b> <span>')
            self.inline(link)
            self.out("</span></a>")
            for more in item.children[1:]:
                more.walkabout(self)
            self.out("</li>\n")
        self.out("</ol>\n")
        raise nodes.SkipNode

    def visit_container(self, node: nodes.Element) -> None:
        """The links on top of a page: two buttons, the PDF, the others."""
        if "actions" not in node["classes"]:
            super().visit_container(node)
        links = list(references(node.children))
        self.out(tag("p", cls="btns"), "\n")
        for link, look in zip(links, ("btn go", "btn"), strict=False):
            self.button(link, look)
        self.out("</p>\n", tag("p", cls="links"), "\n")
        name = manual_of(self.config, self.docname)
        self.offer(pdf_link(self.publication, name))
        for link in links[2:]:
            link.walkabout(self)
            self.out("\n")
        self.offer(summary_link(self.publication, name))
        self.out("</p>\n")
        raise nodes.SkipNode

    def offer(self, link: Link | None) -> None:
        """A file to download, if there is one."""
        if link is not None:
            self.out(tag("a", href=link.href), text_html(link.text), "</a>\n")

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """A list; that of the manuals becomes cards."""
        if "devices" not in node["classes"]:
            super().visit_bullet_list(node)
        self.out(cards(self.publication))
        raise nodes.SkipNode
