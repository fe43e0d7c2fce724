"""How the columns of 新旧対照表 and 正誤表 stand: which side is left, whether there are remarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from .rows import said

Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Form:
    """新旧対照表 (``sides``), or 正誤表 (``errata``), where the wrong one always stands at the left (誤, 正).

    ``new``: where the new side stands; ``remarks``: whether there is a column 備考.
    """

    kind: Literal["sides", "errata"]
    new: Literal["left", "right"] = "left"
    remarks: bool = True

    def sides(self, new: Each, old: Each) -> tuple[Each, Each]:
        """Both in the order of the columns."""
        first = self.kind == "sides" and self.new == "left"
        return (new, old) if first else (old, new)

    @property
    def order(self) -> Mapping[str, str]:
        """The names of the columns, left and right, for a sentence."""
        left, right = self.sides(said("new-short"), said("old-short"))
        return {"left": left, "right": right}
