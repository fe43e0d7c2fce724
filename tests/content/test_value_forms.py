"""What a value must look like is told in words: no regular expression and no English within Japanese."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from tebiki.content.dates import impossible_dates
from tebiki.content.edition import load_edition
from tebiki.content.settings import load_config
from tebiki.content.value_forms import FORMS, OWN
from tebiki.errors import TebikiError
from tebiki.messages import remedy, say, tell


def test_each_form_of_a_model_has_words() -> None:
    content = Path(str(files("tebiki.content")))
    patterns = {
        found
        for path in content.rglob("*.py")
        for found in re.findall(r'pattern=r"([^"]+)"', path.read_text(encoding="utf-8"))
    }
    assert patterns == set(FORMS)
    for name in FORMS.values():
        assert not re.search(r"[\\^$]", say(f"toml/{name}", "ja") + say(f"toml/{name}", "en"))


def test_each_reason_of_a_model_has_words() -> None:
    content = Path(str(files("tebiki.content")))
    found = {
        reason
        for path in content.rglob("*.py")
        for reason in re.findall(r'raise ValueError\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    }
    codes = {reason for reason in found if reason.startswith("config/")}  # a problem of its own
    assert found - codes <= set(OWN)
    for name in OWN.values():
        assert say(f"toml/{name}", "ja") != say(f"toml/{name}", "en")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("conf.py", '"documents": "guide"', '"documents": "手引"', "certificate-manual"),
        ("conf.py", '"print": "#0C472A"', '"print": "green"', "#12305F"),
        ("conf.py", '"https://yamabe.example/tebiki/"', '"yamabe.example"', "/ で終わる"),
        ("conf.py", '"city": {"ja": "山辺市"}', '"city": {"en": "Yamabe"}', "日本語（ja）"),
        ("conf.py", '"needed": {}', '"needed": {"contact": []}', "1つ以上"),
        ("conf.py", '"needed": {}', '"needed": {"Contact X": ["contact.phone"]}', "英小文字で"),
        ("docs/editions/2031.toml", '"yamabe.example"', '"https://yamabe.example/"', "www.example.jp"),
        ("docs/editions/2031.toml", 'device = "tablet"', 'device = "タブレット"', "使える値: phone"),
        ("docs/editions/2031.toml", 'published = "2031-03"', 'published = "3月"', '"2026-04"'),
        ("docs/editions/2031.toml", "version = 12", "version = 0", "1 以上"),
        ("docs/editions/2031.toml", "\n[links.form]", 'not_after = "x"\n[links.form]', "2026-03-20"),
    ],
)  # fmt: skip
def test_what_is_told_of_a_value(city: Path, file: str, old: str, new: str, said: str) -> None:
    path = city / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TebikiError) as caught:
        load_edition(city / "docs" / "editions", "2031", load_config(city).settings)
    told = "\n".join(f"{tell(one, 'ja')}\n{remedy(one, 'ja')}" for one in caught.value.problems)
    assert said in told
    assert not re.search(r"\^|\[a-z|Input should|needs|valid ", told)


def test_an_era_that_goes_on_has_no_end() -> None:
    [found] = impossible_dates("令和0年1月1日")
    told = say(found.why, "ja", text=found.text, **found.values)
    assert "2019-05-01 からです" in told
    [found] = impossible_dates("平成43年3月1日")
    assert "2019-04-30 まで" in say(found.why, "ja", text=found.text, **found.values)


@pytest.mark.parametrize("text", ["令和13年3月1日水曜日", "2031年3月1日 水曜", "2031年3月1日（水）"])
def test_a_weekday_without_brackets(text: str) -> None:
    assert [found.why for found in impossible_dates(text)] == ["date/weekday"]
    assert not [*impossible_dates(text.replace("水", "土"))]


@pytest.mark.parametrize("sign", ["\u200f", "\u2060", "\u00ad", "\u202e"])
def test_a_hidden_letter_in_the_settings(city: Path, sign: str) -> None:
    """Planted by somebody who did not write the rule, as `tests/planted` does in what it can check."""
    path = city / "conf.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"ja": "山辺市"', f'"ja": "山辺{sign}市"', 1), encoding="utf-8")
    with pytest.raises(TebikiError) as caught:
        load_config(city)
    [problem] = caught.value.problems
    line = text[: text.index('"ja": "山辺市"')].count("\n") + 1
    assert (problem.code, problem.place and problem.place.line) == ("text/unseen", line)
