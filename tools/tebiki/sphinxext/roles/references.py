"""``{url}``, ``{step}``, ``{remedy}``: links, as docutils' own references."""

from __future__ import annotations

from docutils import nodes

from ..components import Component
from ..state import findings, publication
from .base import Role, RoleResult


class UrlRole(Role):
    """``{url}`guideline```: an address of the edition, printed and linked."""

    def run(self) -> RoleResult:
        """A reference whose text is the address itself."""
        link = publication(self.config).edition.links.get(self.text)
        if link is None and findings(self.env).extracting:
            return [nodes.inline("", self.text)], []
        if link is None:
            allowed = ", ".join(sorted(publication(self.config).edition.links))
            return self.wrong("source/link", name=self.text, allowed=allowed)
        findings(self.env).facts.add(f"links.{self.text}")
        return [nodes.reference("", link.url, refuri=link.url, classes=["url"], internal=False)], []


class StepRole(Role):
    """``{step}`2```: 「手順2」, linked to that step of the same manual."""

    def run(self) -> RoleResult:
        """A reference; whether the step exists is checked when the whole page is read."""
        if not self.text.isascii() or not self.text.isdigit():
            return self.wrong("source/step", text=self.text)
        text = publication(self.config).words("step", n=int(self.text))
        node = nodes.reference("", text, refid=f"step-{self.text}", classes=["step-ref"], internal=True)
        node["step"] = int(self.text)
        node.source, node.line = self.get_source_info()
        return [node], []


class RemedyRole(Role):
    """``{remedy}`wrong-password```: 「困ったとき 3」, linked; its number comes when the page is read."""

    def run(self) -> RoleResult:
        """A reference to be numbered by `tebiki.sphinxext.transforms.NumberSections`."""
        node = nodes.reference("", "", refid=self.text, classes=["remedy-ref"], internal=True)
        node.source, node.line = self.get_source_info()
        return [node], []


COMPONENT = Component(roles={"url": UrlRole, "step": StepRole, "remedy": RemedyRole})
