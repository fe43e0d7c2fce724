"""Roles: ``{fact}``, ``{ui}``, ``{url}``, ``{step}``, ``{remedy}``, ``{nobreak}``.

Each takes a name and nothing else: no text of a manual or of a translation is ever
evaluated. Values are put in as plain text in nodes of their own.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.nodes import Node, system_message
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxRole

from ..content.labels import Label, filled
from ..content.ruby import plain
from ..content.words import Words
from ..errors import Place
from . import nodes as ours
from .state import findings, manual_of, publication, report

RoleResult = tuple[list[Node], list[system_message]]


class Role(SphinxRole):
    """A role that knows its place and reports what it cannot resolve."""

    def place(self) -> Place:
        """Where the role stands."""
        source, line = self.get_source_info()
        return Place.of(Path(source), line)

    def wrong(self, code: str, /, **values: object) -> RoleResult:
        """Report, and leave the role's text in place; the build will not get through."""
        report(self.env, code, self.place(), **values)
        return [nodes.inline("", self.text)], []


class FactRole(Role):
    """``{fact}`certificate.file```: a value of the edition."""

    def run(self) -> RoleResult:
        """The value in a node of its own."""
        known = publication(self.config).facts(manual_of(self.config, self.env.docname))
        fact = known.get(self.text)
        if fact is None:
            return self.wrong("source/fact", name=self.text, allowed=", ".join(sorted(known)))
        findings(self.env).facts.add(fact.name)
        if fact.text is None and not findings(self.env).extracting:
            return self.wrong("source/fact-unknown", name=self.text)
        node = ours.fact("", "", nodes.Text(fact.text or ""), name=fact.name, kind=fact.kind)
        if fact.foreign:
            findings(self.env).foreign.add(fact.name)
            return [nodes.inline("", "", node, lang="ja")], []
        return [node], []


class UiRole(Role):
    """``{ui}`android.password.title```: words on a screen, as the reader's device shows them."""

    def run(self) -> RoleResult:
        """The label, quoted; in other languages with the Japanese one beside it."""
        known = publication(self.config).labels
        label = known.get(self.text)
        if label is None:
            near = ", ".join(sorted(k for k in known if k.split(".")[0] == self.text.split(".")[0]))
            return self.wrong("source/label", key=self.text, allowed=near or ", ".join(sorted(known)))
        return [label_node(self.env, label)], []


def label_node(env: BuildEnvironment, label: Label) -> ours.ui_label:
    """The node of a label in the language of ``env``.

    In other languages than Japanese: what the device shows in them, with the Japanese beside
    it (the device may be set to Japanese); where that is not known, the Japanese with its meaning.
    """
    words = publication(env.config).words
    names = _placeholders(words)
    source, own = filled(label.texts["ja"], names), label.texts.get(words.language)
    meaning = label.meanings.get(words.language, label.texts["ja"])
    node = ours.ui_label("", "", key=label.key)
    before, _, after = words("ui", text="\0").partition("\0")
    if own is not None:
        node += nodes.Text(before + filled(own, names) + after)
        if plain(own) != label.texts["ja"]:
            node += beside(words, nodes.inline("", source, lang="ja"))
    else:
        node += [nodes.Text(before), nodes.inline("", source, lang="ja"), nodes.Text(after)]
        if meaning != label.texts["ja"]:
            node += beside(words, nodes.Text(filled(meaning, names)))
    return node


def label_text(env: BuildEnvironment, label: Label) -> str:
    """A label within an alt, which is read aloud in one language: what a device shows, or what it means."""
    words = publication(env.config).words
    known = {**label.meanings, **label.texts}
    return words("ui", text=filled(known.get(words.language, label.texts["ja"]), _placeholders(words)))


def _placeholders(words: Words) -> dict[str, str]:
    """What stands for words that differ from device to device."""
    return {
        key.removeprefix("placeholder."): value
        for key, value in words.table.items()
        if key.startswith("placeholder.")
    }


def beside(words: Words, node: Node) -> list[Node]:
    """The same label in another language, in brackets."""
    return [nodes.Text(words("label.open")), node, nodes.Text(words("label.close"))]


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
        """A reference to be numbered by `tebiki.sphinxext.transforms.Sections`."""
        node = nodes.reference("", "", refid=self.text, classes=["remedy-ref"], internal=True)
        node.source, node.line = self.get_source_info()
        return [node], []


class NobreakRole(Role):
    """``{nobreak}`1. 医療機関```: text that no line may break within."""

    def run(self) -> RoleResult:
        """The text in a node of its own."""
        return [ours.nobreak("", self.text)], []


ROLES: dict[str, type[Role]] = {
    "fact": FactRole,
    "ui": UiRole,
    "url": UrlRole,
    "step": StepRole,
    "remedy": RemedyRole,
    "nobreak": NobreakRole,
}
