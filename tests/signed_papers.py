"""The number that a signed paper bears, as a person reads it off the paper that was made last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tebiki.content.releases import Review, load_review
from tebiki.editions.approval_number import make_number

#: Of an approval whose papers nobody has made here: right in its form.
OTHER = make_number(Review(edition=1, manuals={}, files={}))


def number_on_papers(root: Path, year: str) -> str:
    """The number on the papers of an edition."""
    review = load_review(root / "docs", year)
    return OTHER if review is None else make_number(review)


def signed(root: Path, words: Sequence[str] = ()) -> list[str]:
    """What somebody adds to ``tebiki release WORDS``, the papers before them."""
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    years = years or sorted(path.stem for path in (root / "docs" / "editions").glob("[0-9]*.toml"))
    return ["--check-number", number_on_papers(root, years[-1]) if years else OTHER]
