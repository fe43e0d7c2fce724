"""What a command says, and with which exit code it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..errors import Problem
from ..messages import tell
from ..messages.console import Console

#: Exit codes beside 0: invalid content, usage error, stopped by Ctrl-C.
CONTENT, USAGE, STOPPED = 1, 2, 130
_DONE: Final = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """``text``: for standard output; ``lines``, then ``problems``: for standard error.

    ``failed``: whether the content is invalid; None: it is where there are problems.
    """

    text: str = ""
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    failed: bool | None = None

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        failed = bool(self.problems) if self.failed is None else self.failed
        return CONTENT if failed else _DONE


def print_answer(answer: Answer, console: Console) -> int:
    """Print an answer; its exit code."""
    console.done()
    for line in answer.lines:
        console.err(line)
    if answer.text:
        console.out(answer.text)
    print_problems(answer.problems, console)
    return answer.exit_code


def print_problems(problems: Sequence[Problem], console: Console) -> None:
    """Print problems to standard error, each with its place and what to do."""
    for problem in problems:
        console.err(tell(problem))
