"""Readings are moved behind a page's other operators, and nothing else of a page is touched."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
import pytest

from tebiki.render.page_stream import READING, move_readings

WORD = b"/Span<</MCID 4>>BDC\nq 1 0 0 -1 9 9 cm\nBT/f1 9 Tf[<0001>]TJ\nET\nQ\nEMC"
DRAWN = b"\nq 1 0 0 -1 9 9 cm\nBT/f0 4 Tf(\\000a)Tj\nET\nQ\n"


def operators(stream: bytes) -> Iterator[tuple[str, str]]:
    """As pikepdf reads them, strings by their bytes."""
    with pikepdf.new() as pdf:
        for step in pikepdf.parse_content_stream(pdf.make_stream(stream)):
            yield (
                str(step.operator),
                repr([pikepdf.Object.unparse(pikepdf.Array([o])) for o in step.operands]),
            )


def plainly_moved(stream: bytes) -> list[tuple[str, str]]:
    """What `move_readings` comes to by a full reading of the operators; for readings at the page's origin."""
    kept, moved, depth = [], [], 0
    begins = next(iter(operators(READING)))
    for step in operators(stream):
        if depth == 0 and step == begins:
            moved.append(("BMC", next(operators(b"/Artifact BMC EMC"))[1]))
            depth = 1
        elif depth:
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(step[0], 0)
            moved.append(step)
        else:
            kept.append(step)
    return kept + moved


@pytest.mark.parametrize(
    "stream",
    [
        WORD,
        READING + DRAWN + b"EMC" + WORD,
        WORD + READING + DRAWN + b"EMC" + WORD.replace(b"4", b"5") + READING + DRAWN + b"EMC" + WORD,
        # Glyphs that look like operators, brackets, and what is escaped.
        WORD.replace(b"<0001>", b"(EMC q \\(\\)\\\\(cm)\\n)")
        + READING + DRAWN.replace(b"a", b"\\)Q") + b"EMC" + WORD,
        READING + b"/Span<</Lang(ja)>>BDC" + DRAWN + b"EMC\nEMC" + WORD,
        b"/c0 cs 0.1 scn\n1 2 m 3 4 l h f*\nq/g0 gs W* n\nQ\n" + READING + DRAWN + b"EMC" + WORD,
    ],
)  # fmt: skip
def test_it_does_as_a_full_reading_of_the_operators(stream: bytes) -> None:
    moved, words = move_readings(stream)
    assert list(operators(moved)) == plainly_moved(stream)
    assert [*words] == ([] if READING not in stream else [5, 4] if b"MCID 5" in stream else [4])


def test_a_reading_is_drawn_where_it_was() -> None:
    moved, words = move_readings(
        b"q 2 0 0 2 1 1 cm\nq 1 0 0 1 3 3 cm\n" + READING + DRAWN + b"EMC" + WORD + b"\nQ\nQ"
    )
    assert [*words] == [4]
    at = moved.index(b"/Artifact BMC")
    assert moved[:at].endswith(b"\nQ\nQ\nq 2 0 0 2 1 1 cm\n1 0 0 1 3 3 cm\n")
    assert moved.endswith(b"EMC\nQ")


def test_a_mark_without_a_number_is_no_word() -> None:
    artifact = b"/Artifact<</Type/Layout>>BDC\nEMC\n"
    assert move_readings(READING + DRAWN + b"EMC" + artifact + WORD)[1] == {}


@pytest.mark.parametrize(
    "stream",
    [
        b"1 0 0 1 5 5 cm\n" + WORD,
        b"q\n" + WORD,
        WORD + b"\nQ\n" + WORD,
        READING + DRAWN,
        WORD + b"\n(((too deep)))Tj",
        WORD + b"\nBI/W 1/H 1 ID x EI",
        WORD + b"\n(never closed",
    ],
    ids=["matrix outside", "q open", "q missing", "reading open", "brackets", "picture", "string"],
)
def test_another_form_is_told(stream: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        move_readings(stream)


def test_glyphs_are_written_in_one_way() -> None:
    assert b"BT/f0 4 Tf" in move_readings(DRAWN)[0]
    assert b"Tm<0061>Tj" in move_readings(b"BT 1 0 0 1 0 0 Tm(\\000a)Tj ET")[0]
    assert b"[<000A5C29>]TJ" in move_readings(b"[(\\000\\n\\\\\\))]TJ")[0]
    assert b"/Lang(zh)" in move_readings(b"/Span<</Lang(zh)/MCID 1>>BDC EMC")[0]


def test_the_reader_of_the_test_sees_bytes() -> None:
    """Else a change of glyphs would be no difference here."""
    assert list(operators(b"(a)Tj")) == list(operators(b"<61>Tj")) != list(operators(b"(b)Tj"))
