"""The page of rules, made from the rules themselves: ``tebiki check --rules`` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..content.markdown.constructs import constructs
from ..messages import Language, say, words_of
from .registry import known
from .rule import Rule


def page(to: Language) -> str:
    """The page in one language, as Markdown."""
    return "\n".join(_lines(to)) + "\n"


def _lines(to: Language) -> Iterator[str]:
    yield from (say("rules/title", to), "")
    yield from (say("rules/lead", to), "")
    yield from (say("rules/settings", to), "", "```python", *_SETTINGS[to], "```", "")
    yield from (say("rules/json", to), "", "```json", *_JSON, "```")
    for rule in known().values():
        if rule.rule is not None:
            yield from _rule(rule.rule, to)
    yield from ("", say("rules/build", to), "", say("rules/build-lead", to), "")
    for rule in known().values():
        if rule.rule is None:
            yield f"- `{rule.code}` ({say(f'rules/{rule.severity}', to)}) {_message(rule.code, to)}"
    yield from ("", say("rules/constructs", to), "", say("rules/constructs-lead", to), "")
    for one in constructs():
        if one.instead:
            yield f"- {one.name[to]} → {one.instead[to]}"


_SETTINGS: dict[Language, tuple[str, ...]] = {
    "ja": ('tebiki_checks = {"japanese/long": {"severity": "off", "reason": "担当で決めたため"}}',),
    "en": ('tebiki_checks = {"japanese/long": {"severity": "off", "reason": "decided by the section"}}',),
}
_JSON = (
    "{",
    '  "version": 1,',
    '  "edition": "2025",',
    '  "site": "build/site",',
    '  "counts": {"error": 1, "warning": 0, "unconfirmed": 0},',
    '  "looked": {"pages": 9},',
    '  "off": [{"rule": "japanese/long", "reason": "…", "findings": 2}],',
    '  "findings": [{"rule": "name/near", "severity": "error", "file": "docs/android.md", "line": 12,',
    '                "key": null, "message": {"ja": "…", "en": "…"}, "remedy": {"ja": "…", "en": null}}]',
    "}",
)


def _rule(rule: Rule[Any], to: Language) -> Iterator[str]:
    fixed = say("rules/fixed", to) if rule.fixed else say("rules/free", to)
    yield from ("", f"## {rule.code}", "")
    yield f"{say(f'rules/{rule.severity}', to)}{say('rules/stop', to)}{fixed}"
    yield from ("", _message(rule.code, to))
    if advice := _advice(rule.code, to):
        yield from ("", f"→ {advice}")
    yield from ("", f"{say('rules/bad', to)}:", "", "```text", *rule.bad.split("\n"), "```")
    yield from ("", f"{say('rules/good', to)}:", "", "```text", *rule.good.split("\n"), "```")


def _message(code: str, to: Language) -> str:
    return _unfilled(words_of(code)[to])


def _advice(code: str, to: Language) -> str | None:
    advice = words_of(code).get(f"do_{to}")
    return advice and _unfilled(advice)


def _unfilled(words: str) -> str:
    """Words with the names of their values, as a message's file has them."""
    return words.replace("{{", "{").replace("}}", "}")
