"""``{fact}`certificate.file```: a value of the edition."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag
from ..state import findings, known_facts, manual_of, publication
from ..typst.calls import call, literal
from ..typst.inline import InlineWriter
from ..typst.text import kept
from .base import Role, RoleResult


class fact(nodes.inline):
    """A value of the edition, already in place as text.

    Attributes: ``name`` (``certificate.file``), ``kind``: ``code`` (an identifier or a file's name: bold),
    ``mail`` (an address that a press writes to), ``phrase`` (a date or a version), ``platform`` (the device's
    name within a title) or ``text``. In print, code and phrase stand on one line wherever a column has room.
    """


class FactRole(Role):
    """A value of the edition."""

    def run(self) -> RoleResult:
        """The value in a node of its own."""
        known = known_facts(self.config, manual_of(self.config, self.env.docname))
        value = known.get(self.text)
        if value is None:
            return self.wrong("source/fact", name=self.text, allowed=", ".join(sorted(known)))
        findings(self.env).facts.add(value.name)
        if value.text is None and not findings(self.env).extracting:
            return self.wrong(self._unknown_code(), name=self.text)
        node = fact("", "", nodes.Text(value.text or ""), name=value.name, kind=value.kind)
        if value.foreign:
            findings(self.env).foreign.add(value.name)
            return [nodes.inline("", "", node, lang="ja")], []
        return [node], []

    def _unknown_code(self) -> str:
        """No step is to be left out for a file that is known to store no name: it will have none tomorrow."""
        known_none = publication(self.config).edition.certificate.stored_name is False
        none = known_none and self.text == "certificate.stored_name"
        return "source/fact-no-stored-name" if none else "source/fact-unknown"


def fact_html(page: PageWriter, node: fact) -> None:
    """A value, set by its kind."""
    forms = {
        "code": ("<code>", "</code>"),
        "mail": (tag("a", cls="url", href=f"mailto:{node.astext()}"), "</a>"),
        "phrase": (tag("span", cls="nb"), "</span>"),
        "platform": (tag("span", cls="platform"), "</span>"),
        "text": ("", ""),
    }
    page.element(node, *forms[node["kind"]])


def fact_typst(writer: InlineWriter, node: fact) -> str:
    """A value, set by its kind."""
    content = writer.content(node)
    if node["kind"] == "mail":
        return call("out", literal(f"mailto:{node.astext()}"), call("nobreak", content))
    if node["kind"] in ("code", "phrase"):
        content = kept(content, node.astext())
    return call("b", content) if node["kind"] == "code" else content


COMPONENT = Component(
    roles={"fact": FactRole}, nodes=(fact,), html={fact: fact_html}, typst={fact: fact_typst}
)
