"""A thousand random changes of right translations: each is refused, or no fact of it has changed.

Which of both is asked of a reading that shares nothing with the guard: a few regular expressions.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogs import GOOD, rules

from tebiki.checks.translations.catalog import check_pair
from tebiki.content.catalogs.catalog import Entry, read_catalog

CATALOGS = sorted((GOOD / "locales").rglob("*.po"))
EACH = 1_000 // len(CATALOGS)

ROLE = re.compile(r"\{(\w+)\}`([^`]*)`")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
STRANGE = re.compile(
    r"[<>@\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\n]"
    r"|https?:|(?<![a-zA-Z0-9])www\.|::|\{\{|\{%"
)


def facts(text: str) -> tuple[Counter[tuple[str, str]], Counter[str], int]:
    """Roles, targets of links, pairs of bold."""
    roles = Counter(role for role in ROLE.findall(text) if role[0] != "nobreak")
    return roles, Counter(target.strip() for _, target in LINK.findall(text)), text.count("**")


def numbers(text: str) -> set[int]:
    """Numbers in what a reader sees."""
    seen = re.sub(r"｜([^《]*)《[^》]*》", r"\1", text)
    seen = LINK.sub(r"\1", ROLE.sub(lambda m: m[2] if m[1] == "nobreak" else " ", seen))
    return {int(n) for n in re.findall(r"\d+", unicodedata.normalize("NFKC", seen))}


def unchanged(entry: Entry, changed: str) -> bool:
    """Whether all that is not words is as it was; a number may be there once more or once less."""
    strange = STRANGE.search(changed)
    lost = {n for n in numbers(entry.msgstr) - numbers(changed) if n > 2}
    new = numbers(changed) - numbers(entry.msgstr) - numbers(entry.msgid)
    return facts(changed) == facts(entry.msgid) and not (strange or lost or new)


def somewhere(text: str, what: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + what + text[at:]


def one(pattern: str, text: str, rng: random.Random, change: Callable[[re.Match[str]], str]) -> str:
    """``text`` with one match of ``pattern`` changed, if there is one."""
    found = list(re.finditer(pattern, text))
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start()] + change(match) + text[match.end() :]


def digit(text: str, rng: random.Random) -> str:
    return one(r"\d", text, rng, lambda m: rng.choice("0123456789".replace(m[0], "")))


def add_digit(text: str, rng: random.Random) -> str:
    return somewhere(text, rng.choice("0123456789"), rng)


def in_role(text: str, rng: random.Random) -> str:
    return one(
        r"(?<=`)[\w.-]+(?=`)", text, rng, lambda m: rng.choice([m[0] + "x", m[0][:-1], m[0].upper(), "ok"])
    )


def role_name(text: str, rng: random.Random) -> str:
    names = ("fact", "ui", "url", "step", "remedy", "nobreak", "eval", "download", "Fact")
    return one(r"(?<=\{)\w+(?=\}`)", text, rng, lambda _: rng.choice(names))


def role_gone(text: str, rng: random.Random) -> str:
    return one(ROLE.pattern, text, rng, lambda _: "")


def role_twice(text: str, rng: random.Random) -> str:
    return one(ROLE.pattern, text, rng, lambda m: m[0] + " " + m[0])


def role_as_text(text: str, rng: random.Random) -> str:
    return one(
        ROLE.pattern, text, rng, lambda m: rng.choice([m[2], f"{{{m[1]}}}{m[2]}", f"{{{m[1]}}} `{m[2]}`"])
    )


def roles_exchanged(text: str, rng: random.Random) -> str:
    found = list(ROLE.finditer(text))
    if len(found) < 2:
        return text
    a, b = sorted(rng.sample(found, 2), key=lambda m: m.start())
    return text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def names_exchanged(text: str, rng: random.Random) -> str:
    found = list(ROLE.finditer(text))
    if len(found) < 2:
        return text
    a, b = sorted(rng.sample(found, 2), key=lambda m: m.start())
    first, second = f"{{{b[1]}}}`{a[2]}`", f"{{{a[1]}}}`{b[2]}`"
    return text[: a.start()] + first + text[a.end() : b.start()] + second + text[b.end() :]


def target(text: str, rng: random.Random) -> str:
    others = ("#step-9", "https://example.com", "fact:form", "javascript:alert(1)", "#", "#trouble 'x'")
    return one(r"(?<=\]\()[^)]*", text, rng, lambda _: rng.choice(others))


def link_gone(text: str, rng: random.Random) -> str:
    return one(LINK.pattern, text, rng, lambda m: m[1])


def bold_gone(text: str, rng: random.Random) -> str:
    return one(r"\*\*", text, rng, lambda _: rng.choice(["", "*", "***"]))


def full_width(text: str, rng: random.Random) -> str:
    return one(r"[\w.{}`-]+", text, rng, lambda m: m[0].translate(FULL))


def cut(text: str, rng: random.Random) -> str:
    return text[: rng.randrange(1, len(text))] if len(text) > 1 else text


def character_gone(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + text[at + 1 :]


def characters_exchanged(text: str, rng: random.Random) -> str:
    at = rng.randrange(max(len(text) - 1, 1))
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def words_exchanged(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)


def insert(*things: str) -> Callable[[str, random.Random], str]:
    return lambda text, rng: somewhere(text, rng.choice(things), rng)


def begin(*things: str) -> Callable[[str, random.Random], str]:
    return lambda text, rng: rng.choice(things) + text


def end(*things: str) -> Callable[[str, random.Random], str]:
    return lambda text, rng: text + rng.choice(things)


CHANGES: list[Callable[[str, random.Random], str]] = [
    digit, add_digit, in_role, role_name, role_gone, role_twice, role_as_text, roles_exchanged,
    names_exchanged, target, link_gone, bold_gone, full_width, cut, character_gone,
    characters_exchanged, words_exchanged,
    insert("<script>alert(1)</script>", "<b>", "<!--", "<https://example.com>", "![x](y.png)"),
    insert("\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad", "\u200d"),
    insert("`", "{", "}", "*", "**", "[", "]", "_", "\\", "｀", "｛", "｜", "《"),
    insert("YMB-2031-0228", "ＹＭＢ-２０３０-０２２８", "Ver.4", "04-7150-6531", "a@b.jp", "www.x.com"),
    insert("\n\n", "\n- ", "\n# x\n", "\n:::{include} x\n", "\n"),
    insert("{{ x }}", "{% x %}", "{eval}`x`", "[x](#y)", "[^1]", "`x`", "{fact}`version`"),
    begin("- ", "1. ", "2025. ", "# ", "> ", "---\n", "    ", "% ", "+++ ", ":::{x}\n", "```\n"),
    end(" # noqa", "::", "\n===", "\n\nx", " javascript:x", "\n: x"),
]  # fmt: skip


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.parts[-3])
def test_no_change_of_a_fact_gets_through(path: Path) -> None:
    catalog = read_catalog(path)
    rng = random.Random(f"guard {catalog.language}")  # noqa: S311 -- the same changes every time
    done = refused = 0
    while done < EACH:
        entry, change = rng.choice(catalog.entries), CHANGES[done % len(CHANGES)]
        changed = change(entry.msgstr, rng)
        if changed == entry.msgstr:
            entry = rng.choice(catalog.entries)
            changed = change(entry.msgstr, rng)
        if changed == entry.msgstr:
            done += 1 if not any(change(e.msgstr, rng) != e.msgstr for e in catalog.entries) else 0
            continue
        done += 1
        found = [code for code, _ in check_pair(entry.msgid, changed, catalog.language, rules())]
        refused += bool(found)
        assert found or unchanged(entry, changed), (change, entry.msgstr, changed)
    assert refused > EACH * 0.8
