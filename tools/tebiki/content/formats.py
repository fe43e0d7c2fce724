"""Format numbers: in which form a file of the content is written, and what an older one means today.

Each kind of file that staff edit has its own number, `KEY`. A file without one is of format 1: what
was written before there were numbers. Readers take an older file as what it means today; ``tebiki
migrate`` writes it so. Both use the steps below, so that they never differ.

To change what a kind of file says, append a `Step` to its `Format`. A test then asks for a frozen
project of the format that was the newest until then, beside those of older engines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

Table = dict[str, Any]

#: The first key of every file that staff edit.
KEY: Final = "format"
#: The number of all that has no room for one: other programs drop what they do not know from Markdown,
#: drawings and catalogues. It stands in conf.py.
CONF_KEY: Final = "tebiki_format"


@dataclass(frozen=True, slots=True)
class Step:
    """From one format to the next. ``what``: the code of the sentence that tells what changes.

    ``change`` gives a new table; it never changes the one that it is given.
    """

    what: str
    change: Callable[[Table], Table]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file and the steps that lead to today's form of it; the first leads from format 1 to 2.

    ``free``: the file's tables have names that people choose, so that one of format 1 may have a
    table called ``format``.
    """

    kind: str
    steps: tuple[Step, ...] = ()
    free: bool = False

    @property
    def current(self) -> int:
        """The number that files get today."""
        return 1 + len(self.steps)

    def mistake(self, number: object) -> str | None:
        """The code of what is wrong with a number, or None: it must be whole, from 1, and known here."""
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            return "format/number"
        return "format/newer" if number > self.current else None

    def upgraded(self, table: Table, number: int) -> Table:
        """What a table of the format ``number`` says, as today's format has it. Neither holds a number."""
        for step in self.steps[number - 1 :]:
            table = step.change(table)
        return table


def _same(table: Table) -> Table:
    return table


_NUMBERED: Final = Step("migrate-command/step-numbered", _same)

CONF: Final = Format("conf", (_NUMBERED,))
EDITION: Final = Format("edition", (_NUMBERED,))
LABELS: Final = Format("labels", (_NUMBERED,), free=True)
GLOSSARY: Final = Format("glossary", (_NUMBERED,))
ACCESSIBILITY: Final = Format("accessibility", (_NUMBERED,))
#: `tebiki handover` writes it; of format 1 as long as nothing of its form has changed.
CMS: Final = Format("cms")
LANGUAGE: Final = Format("language", (_NUMBERED,))
#: What is known of a language as such; `LANGUAGE` is about who looks after a translation.
LANGUAGE_DATA: Final = Format("language-data")
READINGS: Final = Format("readings", (_NUMBERED,))
SCREEN: Final = Format("screen", (_NUMBERED,))
REQUIRED: Final = Format("required", (_NUMBERED,))
SEEN: Final = Format("seen", (_NUMBERED,))
#: Written by a release or a review and by nobody else; never migrated. What format 1 lacks says that the
#: engine of a release is called by the first contract.
RELEASE: Final = Format("release", (_NUMBERED,))
#: Written by `tebiki screens walk`; a person may add why a difference may stay.
WALK: Final = Format("walk")
