"""Numbers in words by CLDR's rules (RBNF), as far as `tools/copy_cldr.py` needs them: small whole numbers.

The syntax is that of UTS 35, part 3: a rule holds from its value up to the next one; ``←←`` is the quotient,
``→→`` the rest, ``[…]`` stands only where there is a rest, ``=%other=`` asks another set of rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

#: A set of rules: a value (``"20"``, ``"1000/100"``, ``"-x"``) and what is written.
RuleSet = Sequence[Sequence[str]]

_PART: Final = re.compile(
    r"([←→=])(%%?[\w-]+|[#0][#0,.]*)?(\1\1?|\1)|\[([^\]]*)\]|\$\([^)]*\)\$|.", re.DOTALL
)
_DEPTH: Final = 12


class NotInWordsError(Exception):
    """The rules write the number in digits, or by what is not read here (plural forms)."""


def spell(sets: Mapping[str, RuleSet], name: str, number: int, depth: int = 0) -> str:
    """``number`` (from 0) in words by the rules ``name``. Raises `NotInWordsError`."""
    if depth > _DEPTH or name not in sets:
        raise NotInWordsError(name)
    value, radix, text = _rule_for(sets[name], number)
    power = 1
    while power * radix <= value:
        power *= radix
    return _write(sets, name, text, number, (power, depth))


def _rule_for(rules: RuleSet, number: int) -> tuple[int, int, str]:
    """Value, radix and text of the last rule that is not above ``number``."""
    found: tuple[int, int, str] | None = None
    for key, text in rules:
        value, _, radix = key.replace(",", "").partition("/")
        if value.rstrip(">").isdigit() and int(value.rstrip(">")) <= number:
            found = int(value.rstrip(">")), int(radix or 10), text
    if found is None:
        raise NotInWordsError(str(number))
    return found


def _write(sets: Mapping[str, RuleSet], name: str, text: str, number: int, state: tuple[int, int]) -> str:
    power, depth = state
    out = ""
    for match in _PART.finditer(text.removesuffix(";").removeprefix("'")):
        sign, other, _, optional = match.groups()
        if optional is not None:
            out += _write(sets, name, optional, number, state) if number % power else ""
        elif sign is None:
            if match[0].startswith("$"):
                raise NotInWordsError(text)
            out += match[0]
        elif other and not other.startswith("%"):
            raise NotInWordsError(text)
        else:
            part = {"←": number // power, "→": number % power, "=": number}[sign]
            out += spell(sets, other or name, part, depth + 1)
    return out
