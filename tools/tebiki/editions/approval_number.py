"""The 照合番号: a short number that ties a signed paper to the draft that it was signed for.

It stands on each page of the papers for an approver, and a release asks for it. It is made from what
the record of the review holds (`tebiki.content.releases.Review`), so it is the same wherever that record
is read, and of nothing that shows the number itself.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from typing import Final

from ..content.releases import Review
from ..content.text_files import shown
from ..errors import Place, Problem, UsageError

#: Digits and capitals without I, L, O and U, which are taken for others (Crockford's base 32).
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Signs that tell the draft, and how many stand together; one more sign after them is their check.
_LENGTH: Final = 7
_GROUP: Final = 4
#: What people write for a sign of the alphabet, and what they put between groups.
_TAKEN_FOR: Final = str.maketrans({"I": "1", "L": "1", "O": "0", **dict.fromkeys(" 　-‐‑‒–—―−ー－・", None)})
#: x^5 + x^2 + 1: makes the 32 signs a field, in which each place of the number has a weight of its own.
_POLYNOMIAL: Final = 0b100101


def make_number(review: Review) -> str:
    """The number of a draft that an approver was given: ``7K4M-2Q9B``."""
    digest = hashlib.sha256(_canonical(review)).digest()
    value = int.from_bytes(digest[:8], "big") >> (64 - 5 * _LENGTH)
    values = [value >> 5 * place & 31 for place in reversed(range(_LENGTH))]
    signs = "".join(ALPHABET[one] for one in [*values, _check(values)])
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"


def _canonical(review: Review) -> bytes:
    # What has its default is left out, so that a field that is added later changes no older number.
    table = review.model_dump(mode="json", exclude_defaults=True)
    return json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _check(values: Iterable[int]) -> int:
    """The check of seven values: it tells any one wrong sign, and any two that are exchanged."""
    check = 0
    for value in values:
        check = _doubled(check ^ value)
    return check


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value > 31 else value


def read_number(text: str, place: str = "--check-number") -> str:
    """A number as it is printed, from how somebody has typed it: small, in full width, O for 0.

    Raises `UsageError` (``release/check-number-form``) for what cannot be one: a slip is told as a slip.
    """
    signs = unicodedata.normalize("NFKC", text).upper().translate(_TAKEN_FOR)
    values = [ALPHABET.find(sign) for sign in signs]
    if len(values) != _LENGTH + 1 or min(values) < 0 or _check(values[:-1]) != values[-1]:
        raise UsageError([Problem("release/check-number-form", Place(place), {"value": shown(text, 40)})])
    return f"{signs[:_GROUP]}-{signs[_GROUP:]}"
