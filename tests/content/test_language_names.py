"""Names of languages as an office writes them."""

from __future__ import annotations

import pytest

from tebiki.content.language_names import japanese_name


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "英語"),
        ("vi", "ベトナム語"),
        ("id", "インドネシア語"),
        ("zh_CN", "中国語（簡体字）"),
        ("zh_TW", "中国語（繁体字）"),
        ("ja_simple", "やさしい日本語"),
        ("my", "ミャンマー語"),
    ],
)
def test_a_language_has_its_japanese_name(code: str, name: str) -> None:
    assert japanese_name(code) == name
