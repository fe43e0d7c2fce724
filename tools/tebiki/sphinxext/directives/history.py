"""``:::{history} CAPTION``: the table of this manual's versions, newest first."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList

from ...content.edition import Revision
from ...content.facts import HISTORY
from ...content.settings import in_language, is_foreign
from ..components import Component
from ..roles.fact import fact
from ..state import findings, manual_of
from .base import Directive

#: Inline content of a table's cell.
Cell = list[nodes.Node]


class History(Directive):
    """The table of this manual's versions."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = False

    def run(self) -> list[nodes.Node]:
        """A table: version, date, what changed."""
        name = manual_of(self.config, self.env.docname)
        if name is None:
            return self.wrong("source/no-manual", directive=self.name)
        words = self.publication.words
        heads = [words(f"history.{key}") for key in ("version", "date", "changes")]
        revisions = self.publication.edition.manuals[name].history
        table = _table(heads, [self.row(name, revision) for revision in revisions], [2, 3, 12])
        table.insert(0, self.title(""))
        table["classes"].append("history")
        self.set_source_info(table)
        return [table]

    def row(self, name: str, revision: Revision) -> list[Cell]:
        """The cells of a version of the manual ``name``."""
        words = self.publication.words
        said = {
            "version": words.version(revision.version, revision.correction),
            "published": words.issued(revision.published, revision.corrected),
        }
        cells: list[Cell] = [[fact("", text, name=key, kind="phrase")] for key, text in said.items()]
        return [*cells, [*self.certificate(revision), *self.changes(name, revision)]]

    def certificate(self, revision: Revision) -> Cell:
        """The certificate that a version was made for."""
        if revision.certificate is None:
            return []
        words = self.publication.words
        code = fact("", revision.certificate, name=HISTORY, kind="code")
        return [nodes.Text(words("history.certificate")), code, nodes.Text(words("history.stop"))]

    def changes(self, name: str, revision: Revision) -> Cell:
        """What changed, in the page's language where the edition has it in that."""
        language = self.publication.words.language
        inner = self.inline_of(in_language(revision.changes, language))
        if not is_foreign(revision.changes, language):
            return inner
        findings(self.env).foreign.add(f"manuals.{name}.history.changes")
        return [nodes.inline("", "", *inner, lang="ja")]

    def inline_of(self, text: str) -> Cell:
        """Markdown of one line that stands in the edition's file."""
        path = Path(self.env.srcdir) / "editions" / f"{self.publication.edition.year}.toml"
        holder = nodes.Element()
        self.state.nested_parse(StringList([text], str(path)), self.content_offset, holder)
        return [child for p in holder.children if isinstance(p, nodes.paragraph) for child in p.children]


def _table(heads: list[str], rows: list[list[Cell]], widths: list[int]) -> nodes.table:
    """A table of header cells and of rows of inline content; the first column heads its row."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for width in widths]
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", text)) for text in heads))
    body = [nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in row)) for row in rows]
    group += [nodes.thead("", head), nodes.tbody("", *body)]
    return nodes.table("", group)


COMPONENT = Component(directives={"history": History})
