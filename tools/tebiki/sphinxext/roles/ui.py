"""``{ui}`android.password.title```: words on a device's screen."""

from __future__ import annotations

from docutils import nodes
from docutils.nodes import Node
from sphinx.environment import BuildEnvironment

from ...content.labels import Label, filled
from ...content.ruby import plain
from ...content.words import Words
from ..components import Component
from ..html.base import PageWriter
from ..html.markup import tag
from ..state import publication
from ..typst.inline import InlineWriter
from .base import Role, RoleResult


class ui_label(nodes.inline):
    """Words on a device's screen, quoted as the language quotes them.

    Children: text, and where the device may show Japanese, an ``inline`` with
    ``lang="ja"``. Attribute ``key``: ``android.password.ok``.
    """


class UiRole(Role):
    """The words in the page's language, as the reader's device shows them."""

    def run(self) -> RoleResult:
        """The label, quoted; in other languages with the Japanese one beside it."""
        known = publication(self.config).labels
        label = known.get(self.text)
        if label is None:
            near = ", ".join(sorted(k for k in known if k.split(".")[0] == self.text.split(".")[0]))
            return self.wrong("source/label", key=self.text, allowed=near or ", ".join(sorted(known)))
        return [label_node(self.env, label)], []


def label_node(env: BuildEnvironment, label: Label) -> ui_label:
    """The node of a label in the language of ``env``.

    In other languages than Japanese: what the device shows in them, with the Japanese beside
    it (the device may be set to Japanese); where that is not known, the Japanese with its meaning.
    """
    words = publication(env.config).words
    source, own = _filled(label.texts["ja"], words), label.texts.get(words.language)
    meaning = label.meanings.get(words.language, label.texts["ja"])
    node = ui_label("", "", key=label.key)
    before, _, after = words("ui", text="\0").partition("\0")
    if own is not None:
        node += nodes.Text(before + _filled(own, words) + after)
        if plain(own) != label.texts["ja"]:
            node += _beside(words, nodes.inline("", source, lang="ja"))
    else:
        node += [nodes.Text(before), nodes.inline("", source, lang="ja"), nodes.Text(after)]
        if meaning != label.texts["ja"]:
            node += _beside(words, nodes.Text(_filled(meaning, words)))
    return node


def label_text(env: BuildEnvironment, label: Label) -> str:
    """A label within an alt, which is read aloud in one language: what a device shows, or what it means."""
    words = publication(env.config).words
    known = {**label.meanings, **label.texts}
    return words("ui", text=_filled(known.get(words.language, label.texts["ja"]), words))


def _filled(text: str, words: Words) -> str:
    """A label with words for what differs from device to device; few have such a place."""
    return filled(text, _placeholders(words)) if "{" in text else text


def _placeholders(words: Words) -> dict[str, str]:
    """What stands for words that differ from device to device."""
    return {
        key.removeprefix("placeholder."): value
        for key, value in words.table.items()
        if key.startswith("placeholder.")
    }


def _beside(words: Words, node: Node) -> list[Node]:
    """The same label in another language, in brackets."""
    return [nodes.Text(words("label.open")), node, nodes.Text(words("label.close"))]


def ui_html(page: PageWriter, node: ui_label) -> None:
    """Words on a screen."""
    page.element(node, tag("span", cls="ui"), "</span>")


COMPONENT = Component(
    roles={"ui": UiRole}, nodes=(ui_label,), html={ui_label: ui_html}, typst={ui_label: InlineWriter.content}
)
