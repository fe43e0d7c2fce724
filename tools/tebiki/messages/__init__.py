"""The words of every problem and notice, in each language of the messages.

``messages/<area>.toml`` holds one table a code; ``ja`` and ``en`` say what is wrong,
``do_ja`` and ``do_en`` (optional) what to do::

    [unknown]
    ja = "事実「{name}」は年度ファイルにありません。"
    en = "There is no fact named {name}."
    do_ja = "使える名前: {allowed}"
    do_en = "Names in use: {allowed}"

Where a word goes by a number, both forms stand in its place: ``{count} {count|problem|problems}``.

The words of a rule stand beside its module, in ``checks/rules/<topic>.toml`` or
``extras/<check>/rules.toml``; there a table has the whole code (``["link/vague"]``). They are read as
data: no rule is imported.
"""

from __future__ import annotations

import locale
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, Literal

from ..errors import Problem

Language = Literal["ja", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")
#: The language of whom one speaks to, where several do so in one process.
_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)

#: The package's folder. `importlib.resources` would load far more than an unchanged build needs.
_HERE: Final = Path(__file__).parent

#: What is said of one thing: ``ja``, ``en``, and what to do.
Words = Mapping[str, str]


@cache
def area(name: str) -> dict[str, Words]:
    """All messages of an area: code's second part → language → words.

    Raises `FileNotFoundError` for an area that there is not.
    """
    found, start = _own(name), f"{name}/"
    beside = {code.removeprefix(start): words for code, words in _rules().items() if code.startswith(start)}
    if found is None and not beside:
        raise FileNotFoundError(f"messages/{name}.toml")
    return {**(found or {}), **beside}


@cache
def _own(name: str) -> Mapping[str, Words] | None:
    """What ``messages/<name>.toml`` holds; None where there is no such file."""
    file = _HERE / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


@cache
def _rules() -> Mapping[str, Words]:
    """The words of all rules, by their codes."""
    return {
        code: words
        for file in rule_files()
        for code, words in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def rule_files() -> Iterator[Path]:
    """The files beside modules of rules."""
    yield from sorted((_HERE.parent / "checks" / "rules").glob("*.toml"))
    yield from sorted((_HERE.parent / "extras").glob("*/rules.toml"))


def words_of(code: str) -> Words:
    """What is said of a code; files of rules are read only for what no area of its own says."""
    where, _, name = code.partition("/")
    own = _own(where) or {}
    return own[name] if name in own else _rules()[code]


def language() -> Language:
    """The language of messages: ``TEBIKI_LANG``, else the system's; English where neither is Japanese.

    Within `speaking` it is that one.
    """
    if spoken := _SPOKEN.get():
        return spoken
    asked = os.environ.get("TEBIKI_LANG") or _system_language()
    return "ja" if asked.lower().startswith(("ja", "japanese")) else "en"


@contextmanager
def speaking(to: Language) -> Iterator[None]:
    """Speak ``to`` in this thread or task while this lasts, whatever the system's language."""
    before = _SPOKEN.set(to)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def _system_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- Windows only

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def say(code: str, to: Language | None = None, /, **values: object) -> str:
    """The message of ``code`` (``area/name``) in one line, without what to do."""
    return fill(words_of(code)[to or language()], values, to)


def tell(problem: Problem, to: Language | None = None) -> str:
    """A problem as a person reads it: ``place: what is wrong``, then what to do on a line of its own."""
    text = say(problem.code, to, **problem.values)
    if problem.place is not None:
        text = f"{problem.place}: {text}"
    if advice := remedy(problem, to):
        text += "\n    → " + advice
    return text


def remedy(problem: Problem, to: Language | None = None) -> str | None:
    """What to do about a problem, where its message says so."""
    advice = words_of(problem.code).get(f"do_{to or language()}")
    return advice and fill(advice, problem.values, to)


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a value of another one: told in the language of that one."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InLanguages:
    """A value that is said otherwise in each language of the messages."""

    texts: Mapping[Language, str]


def fill(words: str, values: Mapping[str, object], to: Language | None = None) -> str:
    """Put ``values`` into ``words``, in the language ``to``."""
    return words.format_map(_Numbered({key: _value(value, to) for key, value in values.items()}))


def _value(value: object, to: Language | None) -> object:
    if isinstance(value, Said):
        return say(value.code, to, **value.values)
    return value.texts[to or language()] if isinstance(value, InLanguages) else value


class _Numbered(dict[str, object]):
    """Values, and words that go by a number: ``{count} {count|problem|problems}``, of one and of others."""

    def __missing__(self, field: str) -> object:
        name, *forms = field.split("|")
        if len(forms) != 2:
            raise KeyError(field)
        return forms[0] if str(self[name]) == "1" else forms[1]
