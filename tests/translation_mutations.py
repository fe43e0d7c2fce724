"""Wrong translations made of right ones by a seeded choice, by kind, and how many of each kind are told.

Nothing here shares a table with the guard. A mutation that leaves the translation as it was, or as right as
it was (two roles exchanged into the order of the message, IV for 4), is not made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus_cases import describe_rate

from tebiki.checks.translations.catalog import Rules, check_pair, look_at_pair
from tebiki.content.catalogs.catalog import Catalog

ROLE = re.compile(r"\{(?!nobreak\})\w+\}`[^`]*`")
LINK = re.compile(r"(?<=\])\([^()]*\)")
#: What is not words of the translator: roles, targets of links, readings.
KEPT = re.compile(rf"{ROLE.pattern}|{LINK.pattern}|\{{nobreak\}}|《[^》]*》")
SYSTEMS = ("Android", "iOS", "iPhone", "iPad", "Windows", "macOS", "Chrome", "Safari", "Edge", "Firefox")
SYSTEM = re.compile(r"\b(?:" + "|".join(SYSTEMS) + r")\b", re.ASCII)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORDS = {
    "en": "two three four five six seven eight nine ten",
    "id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh",
    "vi": "hai ba bốn năm sáu bảy tám chín mười",
    "zh_CN": "两 三 四 五 六 七 八 九 十",
    "ja_simple": "2 3 よん 5 6 なな 8 きゅう 10",
}
SCRIPTS = {"ARABIC": 0x660, "DEVANAGARI": 0x966, "THAI": 0xE50, "BOLD": 0x1D7CE, "BURMESE": 0x1040}
ADDRESSES = (
    *("example.tokyo", "forms.example.com", "www.example", "https://example.jp/x", "http://x", "hxxps://x"),
    *("whatsapp://x", "line://x", "help@example.com", "mailto:help", "tel:110", "04-7150-6531", "t.me/x"),
    *("javascript:alert(1)", "+81 4 7150 6531", "bit.ly/abc", "portal.example.support"),
)
SIGNS = (
    "•",
    "~~",
    "&nbsp;",
    "&nbsp",
    "&amp;",
    "| x |",
    "<br>",
    "\\n",
    "%s",
    "{0}",
    "**",
    "`",
    "[x]",
    "{{x}}",
    "●",
)
LOST = ("\ufffd", "\u200b", "\u202e", "\u00ad", "\ufeff", "\u2066", "\u200d")
TARGETS = ("#step-9", "https://example.com", "fact:form2", "javascript:alert(1)", "#")
NEGATIONS = {
    "en": r" not\b|\bno ",
    "id": r"\btidak |\bbelum ",
    "vi": r"\bkhông |\bchưa ",
    "zh_CN": "不|没有|未",
    "ja_simple": "ません",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """A right translation that a mutation has made wrong."""

    msgid: str
    msgstr: str
    language: str
    before: str


#: Gives the wrong text, or None where the translation has nothing of the kind.
Mutation = Callable[[Wrong, random.Random], str | None]


def _outside(pattern: str, text: str) -> list[re.Match[str]]:
    """Matches in what a reader sees."""
    kept = [match.span() for match in KEPT.finditer(text)]
    found = re.finditer(pattern, text)
    return [m for m in found if not any(a < m.end() and m.start() < b for a, b in kept)]


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _somewhere(text: str, what: str, rng: random.Random, glue: str = " ") -> str:
    """``what`` between two words, or at either end."""
    places = [0, len(text), *(m.start() for m in _outside(" ", text))]
    at = rng.choice(places)
    if at == 0:
        return f"{what}{glue}{text}"
    return f"{text[:at]}{glue}{what}{text[at:]}"


def change_number(one: Wrong, rng: random.Random) -> str | None:
    found = _outside(NUMBER.pattern, one.before)
    if not found:
        return None
    match = rng.choice(found)
    known = set(NUMBER.findall(one.msgid + one.before))
    return _swap(one.before, match, rng.choice([str(n) for n in range(3, 40) if str(n) not in known]))


def repeat_number(one: Wrong, rng: random.Random) -> str | None:
    """Another number of the same text."""
    found = _outside(NUMBER.pattern, one.before)
    match = rng.choice(found) if found else None
    others = sorted({m[0] for m in found} - {match[0]}) if match else []
    return _swap(one.before, match, rng.choice(others)) if match and others else None


def say_other_number(one: Wrong, rng: random.Random) -> str | None:
    """Another number, in a word."""
    found = _outside(r"(?<![\d.])\d+(?![\d.])", one.before)
    if not found:
        return None
    match = rng.choice(found)
    words = [w for n, w in enumerate(WORDS[one.language].split(), 2) if str(n) not in one.msgid + one.before]
    text = _swap(one.before, match, rng.choice(words))
    for kana, things in (("よんつ", "よっつ"), ("きゅうつ", "ここのつ")):
        text = text.replace(kana, things)
    return text


def say_another_word(one: Wrong, rng: random.Random) -> str | None:
    """Another word for a number that is in a word."""
    words = [word for word in WORDS[one.language].split() if not word.isdigit() and word != "năm"]
    found = _outside(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", one.before)
    if not found:
        return None
    match = rng.choice(found)
    return _swap(one.before, match, rng.choice([word for word in words if word != match[0]]))


def write_roman(one: Wrong, rng: random.Random) -> str | None:
    """Another number in Roman numerals."""
    found = _outside(r"(?<![\d.])\d+(?![\d.])", one.before)
    numerals = {"III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
    wrong = [text for text, n in numerals.items() if str(n) not in one.msgid + one.before]
    return _swap(one.before, rng.choice(found), rng.choice(wrong)) if found else None


def write_other_digits(one: Wrong, rng: random.Random) -> str | None:
    """The same number in digits of another script."""
    found = _outside(r"\d+", one.before)
    if not found:
        return None
    match, zero = rng.choice(found), rng.choice(sorted(SCRIPTS.values()))
    return _swap(one.before, match, "".join(chr(zero + int(digit)) for digit in match[0]))


def exchange_roles(one: Wrong, rng: random.Random) -> str | None:
    found = list(ROLE.finditer(one.before))
    if len({match[0] for match in found}) < 2:
        return None
    a, b = sorted(rng.sample(found, 2), key=lambda match: match.start())
    text = one.before[: a.start()] + b[0] + one.before[a.end() : b.start()] + a[0] + one.before[b.end() :]
    return None if ROLE.findall(text) == ROLE.findall(one.msgid) else text


def drop_role(one: Wrong, rng: random.Random) -> str | None:
    found = list(ROLE.finditer(one.before))
    return _swap(one.before, rng.choice(found), "") if found else None


def repeat_role(one: Wrong, rng: random.Random) -> str | None:
    """One of two roles instead of the other."""
    found = list(ROLE.finditer(one.before))
    match = rng.choice(found) if found else None
    others = sorted({m[0] for m in found} - {match[0]}) if match else []
    return _swap(one.before, match, rng.choice(others)) if match and others else None


def change_system(one: Wrong, rng: random.Random) -> str | None:
    found = _outside(SYSTEM.pattern, one.before)
    if not found:
        return None
    match = rng.choice(found)
    return _swap(one.before, match, rng.choice([name for name in SYSTEMS if name != match[0]]))


def add_address(one: Wrong, rng: random.Random) -> str | None:
    return _somewhere(one.before, rng.choice(ADDRESSES), rng)


def change_target(one: Wrong, rng: random.Random) -> str | None:
    found = list(LINK.finditer(one.before))
    return _swap(one.before, rng.choice(found), f"({rng.choice(TARGETS)})") if found else None


def drop_link(one: Wrong, rng: random.Random) -> str | None:
    found = list(re.finditer(r"\[([^\[\]]*)\]\([^()]*\)", one.before))
    match = rng.choice(found) if found else None
    return _swap(one.before, match, match[1]) if match else None


def put_foreign_mark(one: Wrong, rng: random.Random) -> str | None:
    """A full stop, comma, brackets or quotation marks of another script."""
    if one.language in ("zh_CN", "ja_simple"):
        return one.before.rstrip("。. ") + rng.choice(["।", "؟", "።", "،", "།"])
    text = one.before
    return rng.choice(
        [f"{text.rstrip('.')}。", f"「{text}」", f"（{text}）", f"{text}、", f"{text.rstrip('.')}！"]
    )


def add_sign(one: Wrong, rng: random.Random) -> str | None:
    return _somewhere(one.before, rng.choice(SIGNS), rng)


def add_unseen(one: Wrong, rng: random.Random) -> str | None:
    return _somewhere(one.before, rng.choice(LOST), rng, glue="")


def drop_bold(one: Wrong, rng: random.Random) -> str | None:
    found = list(re.finditer(r"\*\*", one.before))
    return _swap(one.before, rng.choice(found), "") if found else None


def drop_negation(one: Wrong, rng: random.Random) -> str | None:
    """A word of negation; nothing but reading both texts finds that, and the count says so."""
    found = _outside(NEGATIONS[one.language], one.before)
    match = rng.choice(found) if found else None
    return _swap(one.before, match, "ます" if match[0] == "ません" else "") if match else None


#: By kind: how it is made, and which part of it at least must be told.
KINDS: dict[str, tuple[Mutation, float]] = {
    "another number": (change_number, 1.0),
    "another number of the same text": (repeat_number, 0.98),
    "another number in words": (say_other_number, 0.95),
    "another word for a number": (say_another_word, 0.9),
    "another number in Roman numerals": (write_roman, 1.0),
    "digits of another script": (write_other_digits, 1.0),
    "two roles exchanged": (exchange_roles, 1.0),
    "a role dropped": (drop_role, 1.0),
    "a role instead of another": (repeat_role, 1.0),
    "another system": (change_system, 1.0),
    "an address added": (add_address, 1.0),
    "another target of a link": (change_target, 1.0),
    "a link dropped": (drop_link, 1.0),
    "marks of another script": (put_foreign_mark, 1.0),
    "a printed sign": (add_sign, 1.0),
    "a character that nobody sees": (add_unseen, 1.0),
    "bold dropped": (drop_bold, 1.0),
    "a negation dropped": (drop_negation, 0.0),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many wrong translations of a kind were made, refused, and offered for a look; who was missed."""

    kind: str
    made: int
    refused: int
    looked: int
    missed: tuple[Wrong, ...]

    @property
    def floor(self) -> float:
        """The part that must be told."""
        return KINDS[self.kind][1]

    @property
    def rate(self) -> float:
        """The part that is told."""
        return (self.refused + self.looked) / self.made if self.made else 1.0

    def described(self, language: str) -> str:
        """``vi, another system: 55 of 55 (100.0 %), of them 0 for a look``."""
        told = describe_rate(f"{language}, {self.kind}", self.refused + self.looked, self.made)
        return f"{told}, of them {self.looked} for a look"


def count_told(catalog: Catalog, rules: Rules, total: int) -> Iterator[Count]:
    """Make ``total`` wrong translations or a few more, as many of each kind that the catalogue can have."""
    rights = [Wrong(e.msgid, "", catalog.language, e.msgstr) for e in catalog.entries if e.used]
    fits = {kind: [one for one in rights if _can(mutate, one)] for kind, (mutate, _) in KINDS.items()}
    share = -(-total // sum(map(bool, fits.values())))
    for kind, fitting in fits.items():
        rng = random.Random(f"{catalog.language} {kind}")  # noqa: S311 -- the same changes every time
        if fitting:
            yield _count(kind, [*_made(fitting, KINDS[kind][0], share, rng)], rules)


def _can(mutate: Mutation, one: Wrong) -> bool:
    return mutate(one, random.Random(0)) is not None  # noqa: S311 -- the same every time


def below_floor(counts: Iterable[Count]) -> list[str]:
    """What was missed of kinds that are told less often than they must be."""
    return [
        f"{count.kind}: {missed.before} → {missed.msgstr}"
        for count in counts
        if count.rate < count.floor
        for missed in count.missed
    ]


def _made(rights: Sequence[Wrong], mutate: Mutation, wanted: int, rng: random.Random) -> Iterator[Wrong]:
    """Wrong translations of one kind."""
    done = 0
    for _ in range(20 * wanted):
        one = rng.choice(rights)
        text = mutate(one, rng)
        if text is not None and text.strip() != one.before.strip() and done < wanted:
            done += 1
            yield Wrong(one.msgid, text, one.language, one.before)


def _count(kind: str, wrongs: Sequence[Wrong], rules: Rules) -> Count:
    refused = [any(check_pair(w.msgid, w.msgstr, w.language, rules)) for w in wrongs]
    looked = [not no and _asks_anew(wrong) for no, wrong in zip(refused, wrongs, strict=True)]
    told = zip(wrongs, refused, looked, strict=True)
    missed = tuple(wrong for wrong, no, look in told if not (no or look))
    return Count(kind, len(wrongs), sum(refused), sum(looked), missed)


def _asks_anew(wrong: Wrong) -> bool:
    """Whether a look is asked for that the right translation does not ask for."""
    before, after = (
        {(code, *values.items()) for code, values in look_at_pair(wrong.msgid, text, wrong.language)}
        for text in (wrong.before, wrong.msgstr)
    )
    return bool(after - before)
