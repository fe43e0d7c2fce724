"""The nodes that the Markdown of a manual becomes, beside those of docutils.

This is the contract between the reading side (directives, roles, transforms) and
the two writers (HTML, Typst). A writer meets these nodes only after all
transforms have run: facts, labels, pictures and numbers are then in place.

Standard nodes carry meaning by class where a class says it all:

=================================  =====================================================
``section`` with ``step=N``        a step; ``ids == ["step-N"]``, classes has ``step``
``bullet_list.checklist``          things to tick; each item: ``strong``, then text
``container.actions``              links at the top of a page (HTML only): the first two
                                   are buttons, the others plain
``enumerated_list.legend``         inside ``screen``: one item a mark
``paragraph.button``               inside ``qr``: one ``reference``, shown as a button
``reference.step-ref``             「手順2」; ``step=2``, ``refid``
``reference.remedy-ref``           「困ったとき 3」; ``remedy=3``, ``refid``; the PDF adds the page
=================================  =====================================================
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx import addnodes


class Described(nodes.General, addnodes.translatable, nodes.Element):
    """A picture whose ``alt`` is translated as a message of its own.

    Sphinx's own way (``gettext_additional_targets``) adds reST to the catalogue and
    fails on a translated picture, so the alt goes through ``translatable`` instead.
    """

    def preserve_original_messages(self) -> None:
        """Keep the source's alt: the message's id."""
        self.setdefault("rawalt", self["alt"])

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Take the translation in place of the source's alt."""
        if self["rawalt"] == original_message:
            self["alt"] = translated_message
            self["translated"] = True

    def extract_original_messages(self) -> Sequence[str]:
        """The message that a translator sees."""
        return [self["rawalt"]]


class fact(nodes.inline):
    """A value of the edition, already in place as text.

    Attributes: ``name`` (``certificate.file``), ``kind``: ``code`` (an identifier or a
    file's name: bold, never broken), ``mail`` (an address that a press writes to), ``phrase`` (a date or a
    version: never broken), ``platform`` (the device's name within a title) or ``text``.
    """


class ui_label(nodes.inline):
    """Words on a device's screen, quoted as the language quotes them.

    Children: text, and where the device may show Japanese, an ``inline`` with
    ``lang="ja"``. Attribute ``key``: ``android.password.ok``.
    """


class screen(Described):
    """A picture with numbered marks; its child is the legend, if there are marks.

    Attributes: ``name`` (``android/password``), ``alt`` (text), ``file`` (name of the
    picture in the output), ``path`` (the PNG on disk), ``width`` and ``height`` (pixels
    at 144 ppi), ``drawn`` (False for a real capture), ``kind`` (``screen`` or
    ``illustration``), ``compared`` (whether it stands in a comparison and says nothing of its kind).
    """


class qr(Described):
    """A QR code beside the address that it leads to.

    Attributes: ``name`` (of the link), ``url``, ``alt``, ``file``, ``path`` (the PNG on
    disk, 4 px a module), ``size`` (px), ``matrix`` (rows of ``0`` and ``1`` with the
    quiet zone). Children: ``title``, then paragraphs; one may have class ``button``.
    """


class box(nodes.Admonition, nodes.Element):
    """A boxed remark: a ``title``, then blocks.

    Attribute ``kind``: ``info``, ``caution``, ``stop``, ``done``, ``wait`` or
    ``reference`` (参考: general knowledge).
    """


class differs(nodes.General, nodes.Element):
    """What to do when the screen differs: a ``title``, then blocks; last in a step.

    HTML shows it closed (``details``), print open.
    """


class remedy(nodes.General, nodes.Element):
    """A symptom and what helps: a ``title``, then blocks. Attributes: ``ids``, ``number``."""


class glance(nodes.General, nodes.Element):
    """The list of steps, each linked (HTML; in print the contents play its part).

    Children: one ``bullet_list``; each item: a ``reference`` with ``step=N`` and the
    step's title, and where the step asks to wait a second paragraph that says so.
    """


class flow(nodes.General, nodes.Element):
    """The work in a few boxes (print; in HTML the glance list plays its part).

    Children: ``flow_part``.
    """


class flow_part(nodes.General, nodes.Element):
    """One box of a flow: a ``title``, then a paragraph. Attribute ``steps``: text, 「手順3～6」."""


class contents(nodes.General, nodes.Element):
    """Where the PDF puts its table of contents; nothing in HTML."""


class ruby(nodes.inline):
    """A word with its reading above it. Its text is the word; attribute ``reading``: kana."""


class changed(nodes.inline):
    """Words that the other side of a comparison has not. Attribute ``side``: ``new`` or ``old``."""


class nobreak(nodes.inline):
    """Text that no line may break within: 「手順2」, 「1. 医療」."""


#: All node classes of ours; Sphinx's own filters must know their names.
NODES: tuple[type[nodes.Element], ...] = (
    fact,
    ui_label,
    screen,
    qr,
    box,
    differs,
    remedy,
    glance,
    flow,
    flow_part,
    contents,
    changed,
    nobreak,
    ruby,
)
