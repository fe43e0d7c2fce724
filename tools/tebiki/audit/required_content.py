"""What `tebiki required` needs to know of the project: the table, each manual beside what it must carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..checks.registry import rules_of
from ..checks.required_looks import Look, looks
from ..checks.rule import Finding, apply
from ..checks.subjects.required import RequiredManual, RequiredTable, manuals_of
from ..content.project import Project
from ..content.required import NAME, Row
from ..errors import Place, Problem, TebikiError, fail
from .readable_content import ReadableContent


@dataclass(frozen=True, slots=True)
class RequiredContent:
    """The table of ``project``; ``manuals``: those that it is about."""

    project: Project
    table: RequiredTable
    manuals: Mapping[str, RequiredManual]

    @classmethod
    def read(cls, project: Project) -> RequiredContent:
        """Read both. Raises `TebikiError` for anything of the project that cannot be read."""
        found = ReadableContent.read(project)
        if found.problems or found.city is None:
            raise TebikiError(found.problems)
        if found.city.required is None:
            fail("required-command/none", Place.of(project.docs / NAME))
        table = RequiredTable(found.city.required, found.city)
        return cls(project, table, {one.name: one for one in manuals_of(table)})

    @property
    def rows(self) -> Mapping[str, Row]:
        """All rows, retired ones, too."""
        return self.table.required.rows

    @property
    def path(self) -> Path:
        """The file of the table."""
        return self.project.docs / NAME

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
