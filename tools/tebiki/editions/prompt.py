"""Whoever sits before the terminal: asked for a password, a line, a yes."""

from __future__ import annotations

import getpass
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from ..content.text_files import shown
from ..errors import Problem, TebikiError, UsageError
from ..messages import say, tell
from ..messages.console import Console

T = TypeVar("T")
_YES: Final = frozenset({"y", "yes", "はい", "うん", "ok"})
_NO: Final = frozenset({"n", "no", "いいえ", "やめる"})


@dataclass(frozen=True, slots=True)
class Person:
    """Questions go to standard error, so that standard output stays the result."""

    console: Console

    @property
    def there(self) -> bool:
        """Whether somebody can answer; a program may have been started without any standard input."""
        return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()

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

    def line(self, question: str, default: str = "", enter: str = "") -> str:
        """An answer; ``default`` where it is empty. ``enter``: what Enter stands for, in words."""
        said = enter or default
        self.console.err(question + (" " + say("edition-command/enter", answer=said) if said else ""))
        answer = sys.stdin.readline()
        if not answer:  # Ctrl-D
            raise KeyboardInterrupt
        return answer.strip() or default

    def ask(self, question: str, read: Callable[[str], T], default: str = "", enter: str = "") -> T:
        """What ``read`` makes of an answer; where it refuses, that is told and asked again.

        ``enter``: what Enter alone stands for, in words, where that is not the default itself.
        """
        while True:
            try:
                return read(self.line(question, default, enter))
            except TebikiError as error:
                for problem in error.problems:
                    self.console.err(tell(problem))

    def agrees(self, question: str) -> bool:
        """Whether the answer is a yes; Enter is no, and anything else is asked again."""
        return self.ask(say("edition-command/yes-no", question=question), _is_yes, "n")


def _is_yes(answer: str) -> bool:
    plain = unicodedata.normalize("NFKC", answer).strip().rstrip("。.").lower()
    if plain not in _YES | _NO:
        raise UsageError([Problem("edition-command/no-yes", None, {"value": shown(answer)})])
    return plain in _YES
