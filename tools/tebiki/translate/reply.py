"""What goes back to a translator after ``apply``: each refused translation, what is wrong, what to do.

In the translator's language, as far as ``reply/<language>.toml`` is there, else in English. It names no file,
line or command of the office: a translator has none of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from ..content.catalogs.catalog import Entry
from ..content.ruby import RUBY_LANGUAGE
from ..content.text_files import shown
from ..errors import Problem
from ..messages import Language, remedy, say
from .apply import Applied

#: Which paragraph of a reply tells of a problem; of one that is not here its own message is told.
KINDS: Final[Mapping[str, str]] = {
    f"{area}/{name}": kind
    for kind, area, names in (
        ("missing", "catalog", ("role-missing", "link-missing", "code-missing")),
        ("extra", "catalog", ("role-extra", "link-extra", "code-extra", "markup")),
        ("number", "catalog", ("number", "unit", "number-count")),
        ("number-missing", "catalog", ("number-missing",)),
        ("contact", "catalog", ("mail", "address", "phone")),
        ("fact", "catalog", ("typed-fact",)),
        ("letters", "catalog", ("script", "broken")),
        ("unseen", "catalog", ("unseen",)),
        ("untranslated", "catalog", ("untranslated", "blank", "nothing", "other-language")),
        ("paragraph", "catalog", ("block", "line-break", "colons")),
        ("bold", "catalog", ("bold", "empty")),
        ("signs", "catalog", ("sign", "entity", "backslash", "html", "template", "noqa")),
        ("signs", "catalog", ("punctuation", "digit")),
        ("readings", "catalog", ("ruby-reading", "ruby-base", "ruby-open", "ruby-here")),
        ("readings", "simple", ("bare", "unlisted", "reading")),
        ("twice", "catalog", ("duplicate",)),
        ("long", "catalog", ("long",)),
    )
    for name in names
}
#: Of a file that cannot be read, and that its translator can save anew.
UNREADABLE: Final = frozenset(
    f"{area}/{name}"
    for area, names in (
        ("catalog", ("conflict", "line", "quote", "escape", "no-msgid", "no-msgstr", "context", "plural")),
        ("catalog", ("header", "encoding", "size")),
        ("text", ("encoding", "binary")),
        ("translate", ("kind", "zip-broken", "zip-none", "zip-several", "zip-locked")),
    )
    for name in names
)
#: Characters of a text; a message has 2,000 at most.
_WHOLE: Final = 2_000
_RULE: Final = "-" * 60


def reply_text(done: Applied) -> str:
    """The text to send back."""
    words = _words(done.language)
    letter = words["letter"]
    counts = {"taken": len(done.taken), "refused": len(done.refused), "questions": len(done.questions)}
    heads = [letter["head"], *([letter["questions"]] if done.questions else [])]
    lines = [head.format_map(counts) for head in heads]
    for number, (entry, problems) in enumerate(_by_entry(done), 1):
        lines += ["", _RULE, *_entry(number, entry, problems, words, done.language)]
    return "\n".join(lines) + "\n"


def unreadable_text(language: str) -> str:
    """The text to send back where a file cannot be read at all."""
    return _words(language)["letter"]["broken"] + "\n"


def reply_path(folder: Path, language: str) -> Path:
    """Where the reply to a language's translator lies; ``folder``: what the project builds."""
    return folder / "translate" / f"reply-{language}.txt"


def _by_entry(done: Applied) -> Iterator[tuple[Entry, Sequence[Problem]]]:
    """The refused translations, each once, with all that is wrong with them."""
    found: dict[tuple[str, str], tuple[Entry, list[Problem]]] = {}
    for entry, problem in done.why:
        found.setdefault((entry.msgid, entry.msgstr), (entry, []))[1].append(problem)
    yield from found.values()


def _entry(
    number: int, entry: Entry, problems: Iterable[Problem], words: Mapping[str, Mapping[str, str]], code: str
) -> Iterator[str]:
    letter = words["letter"]
    yield f"{number}. {letter['source']}: {shown(entry.msgid, _WHOLE)}"
    yield f"   {letter['yours']}: {shown(entry.msgstr, _WHOLE)}"
    told: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        what, part, advice = _told(problem, words, code)
        whole = shown(entry.msgstr, len(part.rstrip("…")))
        told.setdefault((what, advice), []).append("" if part == whole else part)
    for (what, advice), parts in told.items():
        about = ", ".join(dict.fromkeys(filter(None, parts)))
        yield f"   * {what}: {about}" if about else f"   * {what}"
        if advice:
            yield f"     → {advice}"


def _told(problem: Problem, words: Mapping[str, Mapping[str, str]], code: str) -> tuple[str, str, str]:
    """What is wrong, with which part of the translation, and what to do."""
    kind = words.get(KINDS.get(problem.code, ""))
    if kind is None:
        to: Language = "ja" if code == RUBY_LANGUAGE else "en"
        return say(problem.code, to, **problem.values), "", remedy(problem, to) or ""
    return kind["what"], _shown_part(problem.values), kind["do"]


def _shown_part(values: Mapping[str, object]) -> str:
    """The part of a translation that a problem is about."""
    if "term" in values:
        return f"{values['term']}《{values.get('reading', '')}》"
    return str(values.get("text") or values.get("sign") or "")


def _words(language: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences in a language, in that of which it is a variant, or in English."""
    codes = ("ja" if language == RUBY_LANGUAGE else language, language.partition("_")[0], "en")
    return next(table for code in codes if (table := _table(code)))


@cache
def _table(code: str) -> Mapping[str, Mapping[str, str]]:
    file = files(__package__).joinpath("reply", f"{code}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
