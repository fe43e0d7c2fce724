"""``:::{known} mail_wait contact.phone``: a block that is printed only if all these facts are known.

``:::{unknown}`` is printed only if one of them is not.
"""

from __future__ import annotations

import re

from docutils import nodes

from ...checks.slips.slip import nearest
from ..components import Component
from ..state import findings, known_facts, manual_of
from .base import Directive


class KnownFacts(Directive):
    """The content, or nothing."""

    required_arguments = 1
    optional_arguments = 9

    def run(self) -> list[nodes.Node]:
        """The content, or nothing."""
        known = known_facts(self.config, manual_of(self.config, self.env.docname))
        values: dict[str, object] = {name: fact.text for name, fact in known.items()}
        values |= {f"links.{name}": link.url for name, link in self.publication.edition.links.items()}
        values |= {f"quotations.{name}": one for name, one in self.publication.edition.quotations.items()}
        for name in self.arguments:
            if name not in values and not name.startswith("links."):
                return self.wrong("source/fact", name=name, allowed=", ".join(sorted(values)))
            if name not in values and self._is_misspelt(name.removeprefix("links.")):
                allowed = ", ".join(sorted(self.publication.edition.links))
                return self.wrong("source/link", name=name.removeprefix("links."), allowed=allowed)
        findings(self.env).facts.update(self.arguments)
        # A translator sees what next year may print.
        if all(map(values.get, self.arguments)) == (self.name == "known") or findings(self.env).extracting:
            return self.parse_content_to_nodes(allow_section_headings=False)
        return []

    def _is_misspelt(self, link: str) -> bool:
        """Whether a link that the edition lacks is a slip, and not one that staff may add some day.

        What is printed once it is there uses it; what is printed until then needs another's name.
        """
        if self.name == "known":
            return not re.search(rf"[`:]{re.escape(link)}[`)]", "\n".join(self.content))
        return nearest(link, self.publication.edition.links) is not None


COMPONENT = Component(directives={"known": KnownFacts, "unknown": KnownFacts})
