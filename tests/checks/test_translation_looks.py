"""What of a translation somebody should look at beside the order of roles, until it is seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest
from catalogs import header, quoted, rules, write

from tebiki.checks.city import City
from tebiki.checks.rules.translations import number_unread
from tebiki.checks.subjects.sources import CatalogFile
from tebiki.checks.translations.catalog import check_pair, look_at_pair
from tebiki.content.catalogs.catalog import read_catalog
from tebiki.content.catalogs.seen import SeenTranslation, SeenTranslations, hash_of
from tebiki.messages import LANGUAGES, tell

MINUTES = "8分ほどで消えます。"
IN_WORDS = "약 팔 분 후에 사라집니다."


def codes(msgid: str, msgstr: str, language: str) -> list[str]:
    return [code for code, _ in look_at_pair(msgid, msgstr, language)]


@pytest.mark.parametrize(
    ("language", "msgstr"),
    [
        ("ko", IN_WORDS),
        ("ia", "Post circa octo minutas illo dispare."),
        ("my", "ရှစ်မိနစ်ခန့်အကြာတွင် ပျောက်သွားပါမည်။"),
        ("si", "මිනිත්තු අටකට පමණ පසු මැකී යයි."),
        ("fil", "Mawawala ito pagkalipas ng mga walong minuto."),
    ],
)
def test_a_number_in_words_that_nobody_here_can_read_is_no_error(language: str, msgstr: str) -> None:
    assert list(check_pair(MINUTES, msgstr, language, rules())) == []
    assert codes(MINUTES, msgstr, language) == ["catalog/number-unread"]


@pytest.mark.parametrize(
    ("language", "msgid", "msgstr"),
    [
        ("pt_BR", MINUTES, "Some depois de cerca de 8 minutos."),
        ("pt_BR", MINUTES, "Some depois de cerca de oito minutos."),
        ("pt_BR", "2つの画面", "As duas telas"),  # one and two are often said otherwise
        ("my", MINUTES, "၈ မိနစ်ခန့်အကြာတွင် ပျောက်သွားပါမည်။"),
        ("vi", MINUTES, "Sau khoảng tám phút sẽ biến mất."),
        ("ne", MINUTES, "करिब आठ मिनेटपछि हराउँछ।"),  # its words are known, if not all
    ],
)
def test_a_number_that_can_be_read_asks_for_no_look(language: str, msgid: str, msgstr: str) -> None:
    assert codes(msgid, msgstr, language) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "told"),
    [
        ("Androidの画面です。", "This is the screen.", True),
        ("画面です。", "This is the screen of iOS.", True),
        ("Androidの画面です。Androidです。", "This is the screen of Android.", False),
        ("Chromeを閉じます。", "Close Chrome. If Chrome stays open, close it again.", False),
    ],
)
def test_a_system_that_is_gone_or_new_asks_for_a_look(msgid: str, msgstr: str, *, told: bool) -> None:
    assert list(check_pair(msgid, msgstr, "en", rules())) == []
    assert codes(msgid, msgstr, "en") == (["catalog/system-look"] if told else [])


def test_a_look_at_a_number_ends_its_warning(tmp_path: Path) -> None:
    text = f"{header('ko')}#: docs/x.md:1\nmsgid {quoted(MINUTES)}\nmsgstr {quoted(IN_WORDS)}\n"
    catalog = read_catalog(write(tmp_path, "ko", text))
    file = CatalogFile(catalog, cast(City, None))
    (problem,) = number_unread.look(file)
    assert problem.place is not None
    assert problem.place.line == 7
    assert all("→" in tell(problem, language) and "8" in tell(problem, language) for language in LANGUAGES)
    seen = SeenTranslation(
        hash=hash_of(MINUTES, IN_WORDS),
        about=("catalog/number-unread",),
        role="受付",
        on=date(2031, 5, 1),
        msgid=MINUTES,
    )
    file = CatalogFile(catalog, cast(City, None), SeenTranslations(seen=(seen,)))
    assert list(number_unread.look(file)) == []
