"""The page of rules, made from the rules themselves: ``tebiki check --rules`` prints it."""

from __future__ import annotations

from collections.abc import Iterator

from ..messages import Language, area, say
from .registry import Known, known


def page(to: Language) -> str:
    """The page in one language, as Markdown."""
    return "\n".join(_lines(to)) + "\n"


def _lines(to: Language) -> Iterator[str]:
    yield from (say("rules/title", to), "")
    yield from (say("rules/lead", to), "")
    yield from (say("rules/settings", to), "", "```python", *_SETTINGS[to], "```", "")
    yield from (say("rules/json", to), "", "```json", *_JSON, "```")
    for rule in known().values():
        if rule.rules:
            yield from _rule(rule, to)
    yield from ("", say("rules/build", to), "", say("rules/build-lead", to), "")
    for rule in known().values():
        if not rule.rules:
            yield f"- `{rule.code}` ({say(f'rules/{rule.severity}', to)}) {_message(rule.code, to)}"


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


def _rule(rule: Known, to: Language) -> Iterator[str]:
    fixed = say("rules/fixed", to) if rule.fixed else say("rules/free", to)
    yield from ("", f"## {rule.code}", "")
    yield f"{say(f'rules/{rule.severity}', to)}{say('rules/stop', to)}{fixed}"
    yield from ("", _message(rule.code, to))
    if advice := _advice(rule.code, to):
        yield from ("", f"→ {advice}")
    for one in rule.rules:
        yield from ("", f"{say('rules/bad', to)}:", "", "```text", *one.bad.split("\n"), "```")
        yield from ("", f"{say('rules/good', to)}:", "", "```text", *one.good.split("\n"), "```")


def _message(code: str, to: Language) -> str:
    where, _, name = code.partition("/")
    return area(where)[name][to].replace("{{", "{").replace("}}", "}")


def _advice(code: str, to: Language) -> str | None:
    where, _, name = code.partition("/")
    advice = area(where)[name].get(f"do_{to}")
    return advice and advice.replace("{{", "{").replace("}}", "}")
