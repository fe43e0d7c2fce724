"""The words of every problem and notice, in each language of the messages.

``messages/<area>.toml`` holds one table a code; ``ja`` and ``en`` say what is wrong,
``do_ja`` and ``do_en`` (optional) what to do::

    [unknown]
    ja = "事実「{name}」は年度ファイルにありません。"
    en = "There is no fact named {name}."
    do_ja = "使える名前: {allowed}"
    do_en = "Names in use: {allowed}"
"""

from __future__ import annotations

import locale
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from ..errors import Problem

Language = Literal["ja", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ja", "en")


@cache
def area(name: str) -> dict[str, dict[str, str]]:
    """All messages of an area: code's second part → language → words."""
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def language() -> Language:
    """The language of messages: ``TEBIKI_LANG``, else the system's; English where neither is Japanese."""
    asked = os.environ.get("TEBIKI_LANG") or _system_language()
    return "ja" if asked.lower().startswith(("ja", "japanese")) else "en"


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
    where, _, name = code.partition("/")
    return _filled(area(where)[name][to or language()], values, to)


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
    where, _, name = problem.code.partition("/")
    advice = area(where)[name].get(f"do_{to or language()}")
    return advice and _filled(advice, problem.values, to)


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a value of another one: told in the language of that one."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def _filled(words: str, values: Mapping[str, object], to: Language | None) -> str:
    told = {key: say(it.code, to, **it.values) if isinstance(it, Said) else it for key, it in values.items()}
    return words.format_map(told)
