"""What the command needs to know of the project: the table, and each manual beside what it must carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..checks.registry import rules_of
from ..checks.required_looks import Look, looks
from ..checks.rule import Finding, apply
from ..checks.subjects.required import RequiredManual, RequiredTable, manuals_of
from ..content.required import NAME, Row
from ..errors import Place, Problem, TebikiError, fail
from .project import Project as Content


@dataclass(frozen=True, slots=True)
class Project:
    """The content at ``root``; ``manuals``: those that the table is about."""

    root: Path
    table: RequiredTable
    manuals: Mapping[str, RequiredManual]

    @classmethod
    def read(cls, root: Path) -> Project:
        """The project at ``root``. Raises `TebikiError` for anything that cannot be read."""
        found = Content.read(root)
        if found.problems or found.city is None:
            raise TebikiError(found.problems)
        if found.city.required is None:
            fail("required-command/none", Place.of(root / "docs" / NAME))
        table = RequiredTable(found.city.required, found.city)
        return cls(root, table, {one.name: one for one in manuals_of(table)})

    @property
    def rows(self) -> Mapping[str, Row]:
        """All rows, retired ones, too."""
        return self.table.required.rows

    @property
    def path(self) -> Path:
        """The file of the table."""
        return self.root / "docs" / NAME

    def errors(self) -> Iterator[Problem]:
        """All that is wrong with the table or a manual, and is no question of a look."""
        for finding in self._findings():
            if finding.severity == "error":
                yield finding.problem

    def _findings(self) -> Iterator[Finding]:
        for subject in (self.table, *self.manuals.values()):
            yield from apply(rules_of(type(subject)), subject)

    def looks(self) -> tuple[Look, ...]:
        """The sentences that somebody should read."""
        return looks(self.manuals.values())
