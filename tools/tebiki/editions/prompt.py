"""Whoever sits before the terminal: asked for a password, a line, a yes."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass

from ..errors import Problem, UsageError
from ..messages import say
from ..messages.console import Console


@dataclass(frozen=True, slots=True)
class Person:
    """Questions go to standard error, so that standard output stays the result."""

    console: Console

    @property
    def there(self) -> bool:
        """Whether somebody can answer."""
        return sys.stdin.isatty()

    def password(self, *, piped: bool) -> str:
        """A password that no screen shows; ``piped``: the first line of standard input.

        Raises `UsageError` where nobody can be asked: a program must say that it gives one.
        """
        if piped:
            return sys.stdin.readline().rstrip("\r\n")
        if not self.there:
            raise UsageError([Problem("edition-command/no-terminal", None, {})])
        self.console.err(say("edition-command/ask-password"))
        try:
            return getpass.getpass("")
        except EOFError:
            raise KeyboardInterrupt from None

    def line(self, question: str, default: str = "") -> str:
        """An answer; ``default`` where it is empty."""
        self.console.err(question + (f" [{default}]" if default else ""))
        answer = sys.stdin.readline()
        if not answer:  # Ctrl-D
            raise KeyboardInterrupt
        return answer.strip() or default

    def agrees(self, question: str) -> bool:
        """Whether the answer is a yes."""
        return self.line(say("edition-command/yes-no", question=question)).lower() in ("y", "yes", "はい")
