"""The gates of lines see what they are there for: torn words, small kana in front, a letter alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pdf_lines
import pikepdf
from pdf_samples import WHEN, document

from tebiki.content.phrases import find_breaks
from tebiki.render.pdf import compile_pdf

TEXT = "お使いの端末に電子証明書をインストールしてから、情報共有システムにログインしてください。"
#: One phrase.
LONG = "ラ" * 20


def made(folder: Path, *calls: str) -> Path:
    path = folder / "made.pdf"
    path.write_bytes(compile_pdf(document(*calls), WHEN).data)
    return path


def phrases(text: str) -> Iterable[str]:
    return (text[start:end] for start, end in pairwise([0, *find_breaks(text), len(text)]))


def column(width: int, text: str) -> str:
    return f"block(width: {width}mm, p({text}))"


def boxed(text: str) -> str:
    return ", ".join(f'nobreak("{phrase}")' for phrase in phrases(text))


def test_phrases_in_boxes_are_whole(tmp_path: Path) -> None:
    path = made(tmp_path, *(column(width, boxed(TEXT)) for width in range(50, 120, 5)))
    found = [lines for lines in pdf_lines.paragraphs(path) if lines[0].page > 1]
    assert len(found) == 14
    assert all("".join(line.text for line in lines) == TEXT for lines in found)
    assert [problem for gate in pdf_lines.GATES.values() for problem in gate(path)] == []
    assert pdf_lines.torn_phrases(path) == []


def test_torn_words_are_told(tmp_path: Path) -> None:
    path = made(tmp_path, *(column(width, f'"{TEXT}"') for width in range(50, 120, 5)))
    assert len(pdf_lines.torn_phrases(path)) > 10


def test_a_term_is_not_torn(tmp_path: Path) -> None:
    """The same line is right or wrong by what is a term."""
    path = made(tmp_path, 'p("このあと端末の", br(), "画面を開いてから電子証明書を入れます。")')
    assert pdf_lines.torn_phrases(path) == []
    (told,) = pdf_lines.torn_phrases(path, ("端末の画面",))
    assert "このあと端末の/画面を開いて" in told


def test_a_phrase_wider_than_its_line_may_break(tmp_path: Path) -> None:
    assert find_breaks(LONG) == ()
    assert pdf_lines.torn_phrases(made(tmp_path, column(30, f'"{LONG}"'))) == []


def test_a_line_that_the_template_has_ended(tmp_path: Path) -> None:
    """A thing to tick has a remark in smaller letters under it."""
    words = '"端末のスマートフォン"', '"最後まで使います。"'
    assert pdf_lines.torn_phrases(made(tmp_path, f"thing({words[0]}, {words[1]})")) == []
    assert len(pdf_lines.torn_phrases(made(tmp_path, f"p({words[0]}, br(), {words[1]})"))) == 1


def test_small_kana_in_front_are_told(tmp_path: Path) -> None:
    calls = ('p("インターネ", br(), "ットを使う。")', 'p("メ", br(), "ールを送る。")')
    found = pdf_lines.small_starts(made(tmp_path, *calls))
    assert [problem.rsplit(" ", 1)[1] for problem in found] == ["ットを使う。", "ールを送る。"]


def test_a_letter_alone_is_told(tmp_path: Path) -> None:
    calls = ('p("電子証明書を端末に入れま", br(), "す。")', 'p("終わり", br(), "ます。")')
    found = pdf_lines.lone_letters(made(tmp_path, *calls))
    assert found == ["page 2: last line of one letter: 書を端末に入れま/す。"]


def test_other_languages_are_not_judged(tmp_path: Path) -> None:
    path = made(tmp_path, column(60, f'"{TEXT}"'))
    assert pdf_lines.paragraphs(path)
    english = tmp_path / "english.pdf"
    with pikepdf.open(path) as pdf:
        pdf.Root.Lang = pikepdf.String("en")
        pdf.save(english)
    assert pdf_lines.paragraphs(english) == []
