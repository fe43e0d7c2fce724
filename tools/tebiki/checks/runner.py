"""The one runner of all checks and rules: build, check, serve and release ask it, each for its severities."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ..errors import TebikiError
from .registry import applied_to
from .rule import SEVERITIES, Check, Finding, Rule
from .settings import Chosen, Counted
from .subjects.site import Site

if TYPE_CHECKING:  # PDFium and Pillow: a check of sources needs neither
    from .outputs import Outputs

#: What a check counts as: a severity, or ``off`` for what conf.py switches off.
EVERY: Final[frozenset[Counted]] = frozenset({*SEVERITIES, "off"})


@dataclass(frozen=True, slots=True)
class Runner:
    """``severities``: what is asked for; nothing that counts as anything else is looked for.

    ``chosen``: what conf.py says that rules count as. Findings bear the severity that is the rule's own.
    """

    severities: Collection[Counted] = EVERY
    chosen: Mapping[str, Chosen] = field(default_factory=dict)

    def look(self, subjects: Iterable[object]) -> Iterator[Finding]:
        """What is wrong with subjects of any kind."""
        for subject in subjects:
            yield from self._apply(applied_to(subject), subject)

    def look_by(self, rules: Sequence[Rule[Any]], subjects: Iterable[object]) -> Iterator[Finding]:
        """What some of the rules say of subjects that they are for."""
        for subject in subjects:
            yield from self._apply(rules, subject)

    def look_at(self, outputs: Outputs, meanwhile: Callable[[], None] = lambda: None) -> Iterator[Finding]:
        """What is wrong with an output, file by file and then as a whole; each file is read once.

        ``meanwhile`` is called once before the PDFs (`Outputs.subjects`). Rules are not applied again to
        what they were applied to with the same bytes (`Outputs.looked`).
        """
        for subject in outputs.subjects(meanwhile):
            wanted = applied_to(subject)
            if outputs.looked(subject):
                wanted = [one for one in wanted if isinstance(one, Check)]
            yield from self._apply(wanted, subject)
        yield from self._unread(outputs)

    def rules_of(self, outputs: Outputs) -> Iterator[Finding]:
        """What rules say of the files of an output: whoever asks has the whole looked at later."""
        for subject in outputs.subjects():
            if not isinstance(subject, Site) and not outputs.looked(subject):
                rules = [one for one in applied_to(subject) if isinstance(one, Rule)]
                yield from self._apply(rules, subject)
        yield from self._unread(outputs)

    def _unread(self, outputs: Outputs) -> Iterator[Finding]:
        """Files that are not what they should be."""
        yield from (Finding(problem, "error") for problem in outputs.problems if "error" in self.severities)

    def _apply(self, wanted: Iterable[Check[Any] | Rule[Any]], subject: object) -> Iterator[Finding]:
        for one in wanted:
            if self._counts(one) in self.severities:
                try:
                    yield from one.findings(subject)
                except TebikiError as error:  # a file that a rule reads besides
                    yield from (Finding(problem, "error") for problem in error.problems)

    def _counts(self, one: Check[Any] | Rule[Any]) -> Counted:
        if isinstance(one, Check):
            return "error"
        row = self.chosen.get(one.code)
        return row.severity if row else one.severity
