"""Which language of a project a program means by what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.catalogs.language_code import find_language, language_of_name, share_language

KNOWN = ("en", "zh_CN", "vi", "id", "ja_simple", "pt_BR")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("vi", "vi"),
        ("vi_VN", "vi"),
        ("vi-VN", "vi"),
        ("VI", "vi"),
        ("vi_VN.UTF-8", "vi"),
        ("Vietnamese", "vi"),
        ("Tiếng Việt", "vi"),
        ("en_US", "en"),
        ("en-GB", "en"),
        ("id_ID", "id"),
        ("in", "id"),
        ("zh-CN", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh_Hans", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("ja", "ja_simple"),
        ("ja-simple", "ja_simple"),
        ("pt", "pt_BR"),
        ("pt_BR", "pt_BR"),
        ("pt_PT", None),
        ("zh_TW", None),
        ("zh_Hant", None),
        ("zh_HK", None),
        ("fr", None),
        ("", None),
        ("?", None),
    ],
)
def test_what_programs_write(said: str, code: str | None) -> None:
    assert find_language(said, KNOWN) == code


@pytest.mark.parametrize("said", ["zh_CN", "zh_TW", "zh-TW"])
def test_a_region_that_is_a_language_of_its_own_stays(said: str) -> None:
    assert find_language(said, ("zh_CN", "zh_TW")) == said.replace("-", "_")


def test_where_two_would_fit_nobody_guesses() -> None:
    assert find_language("pt", ("pt_BR", "pt_PT")) is None


def test_another_region_is_the_same_language_still() -> None:
    assert share_language("zh_TW", KNOWN)
    assert not share_language("fr", KNOWN)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("guide-vi.po", "vi"),
        ("guide-vi (1).po", "vi"),
        ("guide_zh_CN.po", "zh_CN"),
        ("guide-zh-cn.po", "zh_CN"),
        ("guide-ja-simple.po", "ja_simple"),
        ("vi/LC_MESSAGES/manual.po", "vi"),
        ("manual.po", None),
        ("invite.po", None),
    ],
)
def test_the_name_of_a_file(name: str, code: str | None) -> None:
    assert language_of_name(Path(name), KNOWN) == code
