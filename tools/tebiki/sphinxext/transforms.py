"""From the tree that was read to the tree that the writers meet.

Order (docutils priorities): Sphinx's Locale is 20, so everything here sees translated
text; docutils propagates ``(label)=`` targets at 260; SphinxDomains registers labels
at 850 and MyST resolves ``#label`` links at 879.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Any

from docutils import nodes

from ..content.edition import url_mistake
from ..content.facts import HISTORY, PREVIOUS
from .directives.remedy import remedy
from .node_kinds import Described
from .roles.fact import fact
from .roles.ui import label_text
from .state import findings, known_facts, manual_of, publication
from .transform import Transform


class Alts(Transform):
    """Put facts, labels and names of steps into alts, which are plain text; other roles have none there."""

    default_priority = 30

    def apply(self, **_: Any) -> None:
        """Replace each role by its value."""
        for node in self.document.findall(Described):
            parts = re.split(r"\{(\w+)\}`([^`]*)`", node["alt"])
            values = [self.value(node, *pair) for pair in zip(parts[1::3], parts[2::3], strict=True)]
            node["alt"] = "".join(itertools.chain(*zip(parts[::3], [*values, ""], strict=True)))

    def value(self, node: nodes.Element, role: str, name: str) -> str:
        """The text of a fact, a label or a step, or a report."""
        here = publication(self.config)
        if role == "nobreak":
            return name
        if role == "step":
            return here.words("step", n=name)
        if role == "ui":
            if label := here.labels.get(name):
                return label_text(self.env, label)
            self.wrong(node, "source/label", key=name, allowed=", ".join(sorted(here.labels)))
            return ""
        if role != "fact":
            self.wrong(node, "source/alt-role", role=role)
            return ""
        known = known_facts(self.config, manual_of(self.config, self.env.docname))
        findings(self.env).facts.add(name)
        if name not in known:
            self.wrong(node, "source/fact", name=name, allowed=", ".join(sorted(known)))
        elif known[name].text is None:
            self.wrong(node, "source/fact-unknown", name=name)
        return (known[name].text or "") if name in known else ""


class Links(Transform):
    """Resolve ``fact:name`` links; hold every other address to the allow-list."""

    default_priority = 32

    def apply(self, **_: Any) -> None:
        """Each reference with an address."""
        for node in list(self.document.findall(nodes.reference)):
            uri = node.get("refuri")
            if uri is None or node.get("id_link") or "language" in node:
                continue
            if uri.startswith("fact:"):
                self.fact(node, uri.removeprefix("fact:"))
            elif code := url_mistake(uri, publication(self.config).edition.hosts):
                self.wrong(node, code, url=uri, hosts=", ".join(publication(self.config).edition.hosts))

    def fact(self, node: nodes.reference, name: str) -> None:
        """Put the edition's address in; a bare ``<fact:name>`` shows it too."""
        links = publication(self.config).edition.links
        if name not in links and findings(self.env).extracting:
            return  # a translator sees what is printed once the edition has it
        if name not in links:
            self.wrong(node, "source/link", name=name, allowed=", ".join(sorted(links)))
            return
        findings(self.env).facts.add(f"links.{name}")
        node["refuri"] = links[name].url
        node["internal"] = False
        if node.astext() in ("", f"fact:{name}"):
            node.children = [nodes.Text(links[name].url)]
            node["classes"].append("url")


class NumberSections(Transform):
    """One address a heading, the one that is written; steps and remedies get their numbers."""

    default_priority = 300

    def apply(self, **_: Any) -> None:
        """NumberSections first, then what refers to them."""
        if self.twice():
            return  # everything else would follow from it
        for section in self.document.findall(nodes.section):
            self.address(section)
        self.steps()
        self.remedies()
        self.references()

    def twice(self) -> bool:
        """Whether two headings share a label; each but the first is told."""
        seen: set[str] = set()
        found = False
        for node in [*self.document.findall(nodes.target), *self.document.findall(remedy)]:
            for name in sorted({*node["names"], *node["dupnames"]} & seen):
                found = True
                self.wrong(node, "source/label-twice", label=name)
            seen.update(node["names"], node["dupnames"])
        return found

    def address(self, section: nodes.section) -> None:
        """Keep the written label as the only id."""
        written = [name for name in section["names"] if self.document.nametypes.get(name)]
        title = section.next_node(nodes.title)
        if len(written) != 1 or not re.fullmatch(r"[a-z][a-z0-9-]*", written[0]):
            self.wrong(title or section, "source/label-missing", title=title.astext() if title else "")
            return
        keep = self.document.nameids[written[0]]
        for old in [i for i in section["ids"] if i != keep]:
            self.document.ids.pop(old, None)
        for name in [n for n in section["names"] if n != written[0]]:
            self.document.nameids.pop(name, None)
            self.document.nametypes.pop(name, None)
        section["ids"], section["names"] = [keep], [written[0]]
        section.attributes.pop("slug", None)

    def steps(self) -> None:
        """Number the sections labelled ``step-N``; they must run 1, 2, 3 and so on."""
        expected = 0
        for section in self.document.findall(nodes.section):
            if found := re.fullmatch(r"step-(\d+)", next(iter(section["ids"]), "")):
                expected += 1
                if int(found[1]) != expected:
                    self.wrong(section, "source/step-order", label=section["ids"][0], expected=expected)
                section["step"] = int(found[1])
                section["classes"].append("step")

    def remedies(self) -> None:
        """Number the remedies of the page in their order."""
        for number, node in enumerate(self.document.findall(remedy), 1):
            node["number"] = number

    def references(self) -> None:
        """Check ``#label``, ``{step}`` and ``{remedy}`` against the page, and number the latter."""
        numbers = {i: node["number"] for node in self.document.findall(remedy) for i in node["ids"]}
        for node in list(self.document.findall(nodes.reference)):
            if "remedy-ref" in node["classes"]:
                self.remedy(node, numbers)
            elif node.get("id_link"):
                self.local(node)
            elif "step-ref" in node["classes"] and node["refid"] not in self.document.ids:
                self.wrong(node, "source/step", text=str(node["step"]))

    def remedy(self, node: nodes.reference, numbers: dict[str, int]) -> None:
        """The number of the remedy that is referred to, in words."""
        if node["refid"] not in numbers:
            self.wrong(node, "source/remedy", name=node["refid"], allowed=", ".join(sorted(numbers)))
            return
        node["remedy"] = numbers[node["refid"]]
        node += nodes.Text(publication(self.config).words("remedy", n=node["remedy"]))

    def local(self, node: nodes.reference) -> None:
        """Resolve ``[text](#label)`` to this page, before MyST looks in other pages."""
        label = node["refuri"].removeprefix("#")
        target = self.document.nameids.get(label)
        if target is None or target not in self.document.ids:
            known = sorted(i for n in self.document.findall(nodes.section) for i in n["ids"])
            self.wrong(node, "source/target", label=label, allowed=", ".join(known))
            return
        del node["refuri"], node["id_link"]
        node["refid"], node["internal"] = target, True


class Names(Transform):
    """Labels of one page are that page's own: shared chapters stand in several manuals."""

    default_priority = 840

    def apply(self, **_: Any) -> None:
        """Register ``step-1`` of android as ``android/step-1`` with Sphinx's domains."""
        document, docname = self.document, self.env.docname
        for name in [n for n, written in document.nametypes.items() if written]:
            full = f"{docname}/{name}"
            document.nametypes[full] = document.nametypes.pop(name)
            document.nameids[full] = document.nameids.pop(name)


class Leftovers(Transform):
    """Notes to editors (``% F03``) stay in the source; ``(label)=`` has moved to its heading."""

    default_priority = 845

    def apply(self, **_: Any) -> None:
        """Drop them."""
        for node in [*self.document.findall(nodes.comment), *self.document.findall(nodes.target)]:
            if isinstance(node, nodes.comment) or node.get("refid"):
                node.parent.remove(node)


class Earlier(Transform):
    """What a page may say of earlier editions: the finished page is held to what facts put there."""

    default_priority = 847

    def apply(self, **_: Any) -> None:
        """Count them."""
        named = [node.astext() for node in self.document.findall(fact) if node["name"] in (PREVIOUS, HISTORY)]
        for table in self.document.findall(nodes.table):
            if "history" in table["classes"]:  # its certificates are counted above
                for row in table.findall(nodes.row):
                    named += [_without_ids(cell) for cell in row]
        findings(self.env).earlier[self.env.docname] = Counter(named)


def _without_ids(cell: nodes.Node) -> str:
    """A cell's text without the certificates that facts have put there."""
    return "".join(
        text.astext()
        for text in cell.findall(nodes.Text)
        if not (isinstance(text.parent, fact) and text.parent["name"] == HISTORY)
    )


#: Transforms that belong to no one directive or role.
OF_PAGES: tuple[type[Transform], ...] = (Alts, Links, NumberSections, Names, Leftovers, Earlier)
