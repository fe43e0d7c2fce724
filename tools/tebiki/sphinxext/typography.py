"""How a language is set on paper, by what its file says."""

from __future__ import annotations

from ..content.languages import LanguageData
from ..render.typst.typography import SIGNS, Typography


def typography_of(data: LanguageData) -> Typography:
    """Fonts, sizes and switched features of a language's PDFs."""
    sizes = data.print
    return Typography(
        fonts=data.families,
        signs=SIGNS,
        body=sizes.body,
        note=sizes.note,
        cell=sizes.cell,
        foot=sizes.foot,
        gap=sizes.gap,
        features=data.features,
        ruby=data.readings,
    )
