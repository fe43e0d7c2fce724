"""Sentences of the engine's own in print: lines break between their phrases, and no mark is in the text."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pdf_gates as gates
import pytest
from pdf_samples import WHEN, document

from tebiki.content.phrases import find_breaks
from tebiki.content.publication import Publication
from tebiki.render.pdf import compile_pdf
from tebiki.sphinxext.said import PHRASE, phrased
from tebiki.sphinxext.typst.calls import literal

SENTENCE = "この紙は「電子証明書」を入れる手順を短くまとめたものです。くわしくはマニュアルを見てください。"


def publication(*, has_phrases: bool = True) -> Publication:
    return cast(Publication, SimpleNamespace(has_phrases=has_phrases, terms=()))


def test_marks_stand_where_a_line_may_break() -> None:
    pieces = phrased(publication(), SENTENCE).split(PHRASE)
    assert "".join(pieces) == SENTENCE
    assert len(pieces) == len(find_breaks(SENTENCE)) + 1


def test_readings_stay_whole() -> None:
    text = phrased(publication(), "この｜電子証明書《でんししょうめいしょ》を｜入《い》れます。")
    assert text == f"この{PHRASE}｜電子証明書《でんししょうめいしょ》を{PHRASE}｜入《い》れます。"


def test_other_languages_have_no_marks() -> None:
    assert phrased(publication(has_phrases=False), SENTENCE) == SENTENCE


@pytest.mark.parametrize("width", range(40, 120, 8))
def test_lines_break_at_the_marks_only(tmp_path: Path, width: int) -> None:
    path = tmp_path / "said.pdf"
    call = f"block(width: {width}mm, par(said({literal(phrased(publication(), SENTENCE))})))"
    path.write_bytes(compile_pdf(document(call), WHEN).data)
    lines = next([line.strip() for line in tag.lines] for tag in gates.tags(path) if tag.page == 2)
    assert "".join(lines) == SENTENCE
    ends = {len("".join(lines[:count])) for count in range(1, len(lines))}
    assert ends
    assert ends <= set(find_breaks(SENTENCE))


def test_a_phrase_may_end_in_a_word_with_a_reading(tmp_path: Path) -> None:
    text = f"作ったところ: ｜山辺市《やまべし》{PHRASE}｜福祉課《ふくしか》{PHRASE}（｜係《かかり》）"
    path = tmp_path / "said.pdf"
    path.write_bytes(compile_pdf(document(f"par(said({literal(text)}))"), WHEN).data)
    assert "作ったところ: 山辺市福祉課（係）" in [tag.text for tag in gates.tags(path)]
