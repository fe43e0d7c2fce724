"""The certificate's facts: names that follow from one another, what is not known, what no file may say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from web_gates import unmarked

from tebiki.content.certificate import common_name_of
from tebiki.content.edition import Edition, load_edition
from tebiki.content.facts import facts_of
from tebiki.content.settings import load_config
from tebiki.content.words import load_words
from tebiki.errors import TebikiError
from tebiki.messages import tell
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

OPENED = """
[[certificate.opened]]
device = "Sora 7"
version = "あおぞらOS 13"
on = 2031-02-20
by = "担当"
"""


def told(city: Path, lines: str, more: str = "") -> Edition:
    """The edition of ``city`` with other lines in its table of the certificate."""
    path = city / "docs/editions/2031.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('stored_name = "yamabe-kaigo"\n', lines)
    path.write_text(f"{text}\n{more}", encoding="utf-8")
    return load_edition(path.parent, "2031", load_config(city).settings)


def texts(edition: Edition, city: Path, language: str = "ja") -> dict[str, str | None]:
    facts = facts_of(edition, load_config(city).settings, load_words(language), "tablet")
    return {
        name.partition(".")[2]: fact.text for name, fact in facts.items() if name.startswith("certificate.")
    }


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("CN=kaigo,O=Yamabe", "kaigo"),
        ("O=Yamabe, cn = kaigo", "kaigo"),
        (r"O=A\, B,CN=a\+b\,c\=d", "a+b,c=d"),
        (r"CN=\E4\BB\8B\E8\AD\B7,C=JP", "介護"),
        ("OU=x+CN=kaigo,C=JP", "kaigo"),
        ("O=Yamabe", None),
        ("CN=a,CN=b", None),
        ("CN=", None),
        ("CN=#0403", None),
        ("", None),
    ],
)
def test_the_common_name_of_a_subject(subject: str, name: str | None) -> None:
    assert common_name_of(subject) == name


def test_what_nobody_knows_stays_unknown(city: Path) -> None:
    found = texts(told(city, ""), city)
    assert {name for name, text in found.items() if text is not None} == {"id", "file"}


def test_a_file_that_stores_a_name(city: Path) -> None:
    found = texts(told(city, 'stored_name = "yamabe-kaigo"\nsubject = "CN=kaigo,O=Yamabe"\n'), city)
    assert found["stored_name"] == found["name_on_device"] == "yamabe-kaigo"
    assert (found["common_name"], found["typed_name"]) == ("kaigo", None)


def test_a_file_that_is_known_to_store_none(city: Path) -> None:
    edition = told(city, "stored_name = false\n")
    assert edition.fact_at("certificate.stored_name") is False
    found = texts(edition, city)
    assert found["typed_name"] == found["name_on_device"] == "YMB-2031-0228"
    assert found["stored_name"] is None


def test_days_are_written_as_the_language_writes_them(city: Path) -> None:
    edition = told(city, "not_before = 2031-03-01\nnot_after = 2032-03-31\n", OPENED)
    assert texts(edition, city)["not_after"] == "令和14年3月31日"
    assert texts(edition, city, "en")["not_before"] == "1 March 2031"
    (opened,) = edition.certificate.opened
    assert (opened.on, str(opened)) == (date(2031, 2, 20), "Sora 7（あおぞらOS 13、2031-02-20、担当）")


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ("stored_name = true\n", "toml/string", 11),
        ('stored_name = " "\n', "toml/empty", 11),
        ("stored_name = 0\n", "toml/string", 11),
        ("not_before = 2031-03-02\nnot_after = 2031-03-01\n", "edition/certificate-validity", 12),
        ("not_after = 1970-01-01\n", "toml/value", 11),
        ('not_after = "2032-03-31"\n', "toml/value", 11),
        ('typed_name = "x"\n', "toml/unknown", 11),
    ],
)
def test_what_no_file_may_say(lines: str, code: str, line: int, city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        told(city, lines)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place.line) == (code, line)
    assert tell(problem)


def test_a_row_of_opened_is_told_by_its_key(city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        told(city, "", OPENED.replace("by =", "bye ="))
    said = "\n".join(tell(problem) for problem in caught.value.problems)
    assert "by, device, on, version" in said


def shown(city: Path, text: str, lines: str) -> tuple[str, list[str]]:
    """The page and the notices of a build where the manual also says ``text``."""
    told(city, lines)
    page = city / "docs/tablet.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    outcome = build(Request(city, formats=("html",)), lambda _: None)
    html = (outcome.target / "ja/tablet.html").read_text(encoding="utf-8")
    return unmarked(html), list(outcome.told)


BOTH = """
:::{known} certificate.stored_name
保存された名前です。
:::

:::{unknown} certificate.stored_name
名前を{fact}`certificate.name_on_device`と入力します。
:::
"""


def test_steps_for_a_file_without_a_name(city: Path) -> None:
    page, notices = shown(city, BOTH, "stored_name = false\n")
    assert "名前を<code>YMB-2031-0228</code>と入力します" in page
    assert "保存された名前です" not in page
    assert not any("stored_name" in line or "typed_name" in line for line in notices)


def test_a_step_is_not_to_be_taken_away(city: Path) -> None:
    with pytest.raises(TebikiError) as caught:
        shown(city, "{fact}`certificate.stored_name`を選びます。", "stored_name = false\n")
    assert {problem.code for problem in caught.value.problems} == {"source/fact-no-stored-name"}
    assert "name_on_device" in tell(caught.value.problems[0])


def test_a_derived_name_asks_for_the_fact_it_follows_from(city: Path) -> None:
    text = "\n:::{known} certificate.common_name\n{fact}`certificate.common_name`を選びます。\n:::\n"
    _, notices = shown(city, text, 'stored_name = "yamabe-kaigo"\n')
    assert any("certificate's subject" in line for line in notices)
    assert not any("common" in line for line in notices)
