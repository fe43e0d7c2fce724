from __future__ import annotations

import pytest

from tebiki.editions.release.current_edition import NotPlainError, with_edition

DOCSTRING = 'a = """\ntebiki_edition = "1"\n"""\n'


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ('tebiki_edition = "2025"\n', 'tebiki_edition = "2026"\n'),
        ("x = 'あ'\r\ntebiki_edition='2025'  # 今\r\n", "x = 'あ'\r\ntebiki_edition=\"2026\"  # 今\r\n"),
        ("# a\u2028b\x0cc\ntebiki_edition = '2025'\n", '# a\u2028b\x0cc\ntebiki_edition = "2026"\n'),
        (f'{DOCSTRING}tebiki_edition = "2025"', f'{DOCSTRING}tebiki_edition = "2026"'),
        ('名 = "あ"; tebiki_edition = "2025"\n', '名 = "あ"; tebiki_edition = "2026"\n'),
    ],
)
def test_one_literal_changes_and_nothing_else(text: str, changed: str) -> None:
    assert with_edition(text, "2026") == changed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tebiki_edition = 2025",
        "tebiki_edition = str(2025)",
        'tebiki_edition = "20" "25" if True else "x"',
        'tebiki_edition = "2025"\ntebiki_edition = "2026"',
        'tebiki_edition = other = "2025"',
        'if True:\n    tebiki_edition = "2025"',
        'tebiki_edition = (\n"20"\n"25")',
        'tebiki_edition = "2025',
    ],
)
def test_what_is_not_plain_is_left_to_a_person(text: str) -> None:
    with pytest.raises(NotPlainError):
        with_edition(text, "2026")
