"""Which part of one side is which of the other: by place first, then by content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import product
from typing import TypeVar

T = TypeVar("T")
#: How like two parts are, 0 to 1; below `LEAST` they are two different things.
Likeness = Callable[[T, T], float]
LEAST = 0.4


def aligned(new: Sequence[T], old: Sequence[T], likeness: Likeness[T]) -> list[tuple[int | None, int | None]]:
    """Pairs of indexes in reading order of both; None where the other side has nothing of the kind.

    Of all ways that keep the order, the one with the most likeness; what is gone stands before what is
    added in its place.
    """
    scores = [[0.0] * (len(old) + 1) for _ in range(len(new) + 1)]
    like = {(i, j): likeness(a, b) for (i, a), (j, b) in product(enumerate(new), enumerate(old))}
    for i in range(len(new) - 1, -1, -1):
        for j in range(len(old) - 1, -1, -1):
            pair = scores[i + 1][j + 1] + like[i, j] if like[i, j] >= LEAST else 0.0
            scores[i][j] = max(pair, scores[i + 1][j], scores[i][j + 1])
    return _way(scores, like, len(new), len(old))


def _way(
    scores: list[list[float]], like: dict[tuple[int, int], float], news: int, olds: int
) -> list[tuple[int | None, int | None]]:
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < news and j < olds:
        if like[i, j] >= LEAST and scores[i][j] == scores[i + 1][j + 1] + like[i, j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif scores[i][j] == scores[i][j + 1]:
            found.append((None, j))
            j += 1
        else:
            found.append((i, None))
            i += 1
    return [*found, *((None, rest) for rest in range(j, olds)), *((rest, None) for rest in range(i, news))]


def best_pairs(
    new: Sequence[int], old: Sequence[int], likeness: Likeness[int], least: float
) -> dict[int, int]:
    """Indexes of ``new`` → of ``old``, the likest first, whatever their order; the nearest of equals."""
    ranked = sorted(
        (-likeness(i, j), abs(i - j), i, j) for i, j in product(new, old) if likeness(i, j) >= least
    )
    found: dict[int, int] = {}
    for _, _, i, j in ranked:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def out_of_order(places: Sequence[int]) -> set[int]:
    """Positions in ``places`` that do not belong to its longest rising run: what was moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        rank = bisect_left(tails, place)
        tails[rank : rank + 1] = [place]
        ends[rank : rank + 1] = [at]
        before.append(ends[rank - 1] if rank else -1)
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return set(range(len(places))) - kept
