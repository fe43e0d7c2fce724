"""``tebiki edition set``, ``decide`` and ``opened``: values, decisions and devices in the year's file."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.project import Project
from tebiki.editions.decide import decide, lacks
from tebiki.editions.opened_on import add_opened
from tebiki.editions.set_facts import (
    fact_fields,
    field_of_problem,
    find_fact,
    forget_fact,
    host_of,
    set_fact,
)
from tebiki.errors import TebikiError

Told = pytest.CaptureFixture[str]
YEAR = "2031"
FILE = f"docs/editions/{YEAR}.toml"
#: What people wrote around values.
COMMENTED = {
    'url = "https://yamabe.example/f/9"': 'url = "https://yamabe.example/f/9"   # 4月に開いた',
    'unconfirmed = ["mail_wait", "certificate.subject"]': (
        'unconfirmed = [\n  "mail_wait",   # 電話で聞く\n  "certificate.subject",\n]'
    ),
    "[publisher]": (
        '# 引用\n[quotations.rule]\ntext = ""\nsource = "やまべ市の決まり 第2条"\n\n'
        '[extra.desk]\nja = "1階の窓口"   # 移るかもしれない\nen = "the desk"\n\n'
        "[contact]\n# 市外局番から\n"
        'phone = "055-555-0141"\n\n[publisher]'
    ),
}


@pytest.fixture
def town(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city, with comments in its year's file."""
    monkeypatch.chdir(city)
    text = (city / FILE).read_text(encoding="utf-8")
    for old, new in COMMENTED.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    (city / FILE).write_text(text, encoding="utf-8")
    conf = (city / "conf.py").read_text(encoding="utf-8")
    conf = conf.replace('"needed": {}', '"needed": {"hours": "contact.hours"}')
    conf = conf.replace('"documents"', '"languages": ("ja", "en"),\n    "documents"')
    (city / "conf.py").write_text(conf, encoding="utf-8")
    return city


def value_at(root: Path, key: str) -> Any:
    here: Any = tomllib.loads((root / FILE).read_text(encoding="utf-8"))
    for part in key.split("."):
        here = here[int(part) if part.isdigit() else part]
    return here


def added(root: Path, before: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came."""
    old, new = before.splitlines(), (root / FILE).read_text(encoding="utf-8").splitlines()
    return [one for one in old if one not in new], [one for one in new if one not in old]


@pytest.mark.parametrize(
    ("key", "typed", "place", "value"),
    [
        ("links.form", {"": " ｈttps://yamabe.example/f/１０ "}, "links.form.url", "https://yamabe.example/f/10"),
        ("links.form.target", {"": "https://yamabe.example/x"}, "links.form.target", "https://yamabe.example/x"),
        ("mail_wait", {"ja": "2日"}, "mail_wait", {"ja": "2日"}),
        ("mail_wait", {"": "2日"}, "mail_wait", {"ja": "2日"}),
        ("extra.desk", {"en": "desk 2"}, "extra.desk", {"ja": "1階の窓口", "en": "desk 2"}),
        ("extra.desk", {"en": ""}, "extra.desk", {"ja": "1階の窓口"}),
        ("extra.new_valid_from", {"ja": "令和13年3月1日"}, "extra.new_valid_from.ja", "令和13年3月1日"),
        ("contact.phone", {"": "０５５－５５５－０１４２（代表）"}, "contact.phone", "055-555-0142（代表）"),
        ("contact.mail", {"": "ｋａｉｇｏ＠yamabe.example"}, "contact.mail", "kaigo@yamabe.example"),
        ("contact.mail", {"": "mailto:kaigo@yamabe.example"}, "contact.mail", "kaigo@yamabe.example"),
        ("contact.hours", {"ja": "平日"}, "contact.hours", {"ja": "平日"}),
        ("certificate.not_after", {"": "令和１３年３月３１日"}, "certificate.not_after", date(2031, 3, 31)),
        ("certificate.not_after", {"": "R13.3.31"}, "certificate.not_after", date(2031, 3, 31)),
        ("certificate.not_after", {"": "2031/3/31"}, "certificate.not_after", date(2031, 3, 31)),
        ("certificate.stored_name", {"": "－"}, "certificate.stored_name", False),
        ("certificate.subject", {"": "CN=kaigo"}, "certificate.subject", "CN=kaigo"),
        ("certificate.id", {"": "ymb-2031-0301 (1).p12"}, "certificate.id", "YMB-2031-0301"),
        ("manuals.tablet.version", {"": "Ver.１３"}, "manuals.tablet.version", 13),
        ("manuals.tablet.published", {"": "令和13年4月"}, "manuals.tablet.published", "2031-04"),
        ("manuals.tablet.tested", {"": "OS 7、OS 8"}, "manuals.tablet.tested", ["OS 7", "OS 8"]),
        ("manuals.tablet.browser", {"": "みずうみ"}, "manuals.tablet.browser", "みずうみ"),
        ("manuals.tablet.os", {"en": "Sky"}, "manuals.tablet.os.en", "Sky"),
        ("quotations.rule", {"text": "一。\r\n二。\n"}, "quotations.rule.text", "一。\n二。"),
        ("publisher", {"en": "Yamabe"}, "publisher", {"ja": "山辺市福祉課", "en": "Yamabe"}),
    ],
)  # fmt: skip
def test_a_value_is_written_as_the_file_holds_it(
    key: str, typed: dict[str, str], place: str, value: object, town: Path
) -> None:
    done = set_fact(Project(town), YEAR, key, typed)
    assert value_at(town, place) == value
    assert type(value_at(town, place)) is type(value)
    assert done.is_changed
    assert done.is_known
    assert key in value_at(town, "unconfirmed")
    assert Project(town).edition.names(key)
    text = (town / FILE).read_text(encoding="utf-8")
    for comment in ("# 電話で聞く", "# 移るかもしれない", "# 市外局番から", "# 引用"):
        assert text.count(comment) == 1
    assert text.count("# 4月に開いた") == 1


@pytest.mark.parametrize(
    ("key", "typed", "codes", "field"),
    [
        ("links.form", {"": "http://yamabe.example/f"}, {"edition/https"}, ""),
        ("links.form", {"": "https://yamabe.example:8/f"}, {"edition/url"}, ""),
        ("links.form", {"": "https://elsewhere.example/f"}, {"edition/host"}, ""),
        ("links.form", {"": "https://yamabe.example/a b"}, {"toml/pattern"}, ""),
        ("links.form.target", {"": "https://elsewhere.example/f"}, {"edition/host"}, ""),
        ("contact.phone", {"": "12"}, {"edition/phone"}, ""),
        ("contact.mail", {"": "kaigo"}, {"edition/mail"}, ""),
        ("contact.hours", {"ja": "2月30日まで"}, {"date/day"}, "ja"),
        ("extra.desk", {"en": "call 055-555-014"}, {"edition/phone"}, "en"),
        ("extra.desk", {"ja": ""}, {"toml/value"}, "ja"),
        ("extra.desk", {"ja": "見え\u202eない"}, {"text/unseen"}, "ja"),
        ("extra.desk", {"fr": "x"}, {"set-facts/field"}, "fr"),
        ("contact.phone", {"ja": "055-555-0141"}, {"set-facts/one-field"}, "ja"),
        ("certificate.id", {"": "YMB-2031-0231"}, {"edition/id-date"}, ""),
        ("certificate.id", {"": "山"}, {"edition/id-pattern"}, ""),
        ("certificate.not_after", {"": "2031-02-30"}, {"date/day"}, ""),
        ("certificate.not_after", {"": "昭和75年1月1日"}, {"date/era"}, ""),
        ("certificate.not_after", {"": "1980-01-01"}, {"date/early"}, ""),
        ("certificate.not_after", {"": "あした"}, {"set-facts/day"}, ""),
        ("manuals.tablet.version", {"": "0"}, {"set-facts/version"}, ""),
        ("manuals.tablet.version", {"": "11"}, {"edition/history-order"}, ""),
        ("manuals.tablet.published", {"": "4月"}, {"set-facts/month"}, ""),
        ("manuals.tablet.browser", {"": ""}, {"set-facts/always"}, ""),
        ("publisher", {"ja": ""}, {"set-facts/always"}, "ja"),
        ("quotations.rule", {"text": "{fact}`x`"}, {"edition/quotation-role"}, "text"),
        ("quotations.rule", {"text": "一。", "source": ""}, {"toml/empty"}, "source"),
    ],
)  # fmt: skip
def test_each_refusal_is_told_at_its_field(
    key: str, typed: dict[str, str], codes: set[str], field: str, town: Path
) -> None:
    before = (town / FILE).read_bytes()
    with pytest.raises(TebikiError) as refused:
        set_fact(Project(town), YEAR, key, typed)
    assert codes <= {problem.code for problem in refused.value.problems}
    told = [field_of_problem(key, one) for one in refused.value.problems if one.code in codes]
    assert told == [field] * len(told)
    assert (town / FILE).read_bytes() == before


def test_a_validity_that_ends_before_it_begins_is_told_at_the_day_that_was_typed(town: Path) -> None:
    set_fact(Project(town), YEAR, "certificate.not_after", {"": "2031-03-31"})
    with pytest.raises(TebikiError) as refused:
        set_fact(Project(town), YEAR, "certificate.not_before", {"": "2031-04-01"})
    (problem,) = refused.value.problems
    assert problem.code == "edition/certificate-validity"
    assert field_of_problem("certificate.not_before", problem) == ""


def test_what_is_of_no_field_has_none(town: Path) -> None:
    set_fact(Project(town), YEAR, "links.form", {"": "https://yamabe.example/g"})
    text = (town / FILE).read_text(encoding="utf-8")
    (town / FILE).write_text(text.replace("year = 2031", "year = 2032"), encoding="utf-8")
    with pytest.raises(TebikiError) as refused:
        set_fact(Project(town), YEAR, "links.form", {"": "https://yamabe.example/h"})
    assert [field_of_problem("links.form", one) for one in refused.value.problems] == [None]


def test_a_new_value_touches_no_other_line(town: Path) -> None:
    before = (town / FILE).read_text(encoding="utf-8")
    set_fact(Project(town), YEAR, "extra.desk", {"ja": "2階の窓口"})
    gone, come = added(town, before)
    assert gone == ['ja = "1階の窓口"   # 移るかもしれない']
    assert come == ['  "extra.desk",', 'ja = "2階の窓口"   # 移るかもしれない']


def test_line_ends_of_windows_stay(town: Path) -> None:
    raw = (town / FILE).read_bytes()
    set_fact(Project(town), YEAR, "extra.desk", {"ja": "2階の窓口"})
    wanted = b"\xef\xbb\xbf" + (town / FILE).read_bytes().replace(b"\n", b"\r\n")
    (town / FILE).write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    set_fact(Project(town), YEAR, "extra.desk", {"ja": "2階の窓口"})
    assert (town / FILE).read_bytes() == wanted


def test_a_changed_value_is_to_be_confirmed_again(town: Path) -> None:
    arguments = ("--by", "認証担当", "--on", "2031-03-01")
    set_fact(Project(town), YEAR, "links.form.target", {"": "https://yamabe.example/t"})
    assert main(["edition", "confirm", "links.form.target", *arguments]) == 0
    set_fact(Project(town), YEAR, "mail_wait", {"ja": "2日"})
    assert main(["edition", "confirm", "mail_wait", *arguments]) == 0
    assert Project(town).edition.unconfirmed == ("certificate.subject",)
    done = set_fact(Project(town), YEAR, "links.form", {"": "https://yamabe.example/g"})
    assert done.again == ("links.form", "links.form.target")
    assert [*Project(town).edition.confirmed] == ["mail_wait"]
    done = set_fact(Project(town), YEAR, "mail_wait", {"ja": "3日"})
    assert done.again == ("mail_wait",)
    assert "confirmed" not in (town / FILE).read_text(encoding="utf-8").replace("unconfirmed", "")


def test_the_same_value_changes_nothing(town: Path) -> None:
    before = (town / FILE).read_bytes()
    for key, typed in (
        ("links.form", {"": "https://yamabe.example/f/9"}),
        ("extra.desk", {"ja": "1階の窓口"}),
    ):
        assert not set_fact(Project(town), YEAR, key, typed).is_changed
    assert (town / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("key", "place", "left"),
    [
        ("links.form", "links.form", {"url": ""}),
        ("extra.desk", "extra.desk", {"ja": ""}),
        ("contact.phone", "contact", {}),
    ],
)
def test_what_nobody_knows_is_not_printed_and_stays_open(
    key: str, place: str, left: object, town: Path
) -> None:
    done = forget_fact(Project(town), YEAR, key)
    assert value_at(town, place) == left
    assert not done.is_known
    edition = Project(town).edition
    assert key in edition.unconfirmed
    assert edition.is_empty(key)


def test_an_address_that_is_forgotten_takes_along_where_it_led(town: Path) -> None:
    set_fact(Project(town), YEAR, "links.form.target", {"": "https://yamabe.example/t"})
    forget_fact(Project(town), YEAR, "links.form")
    assert "links.form.target" not in Project(town).edition.unconfirmed
    set_fact(Project(town), YEAR, "links.form", {"": "https://yamabe.example/g"})
    assert Project(town).edition.links["form"].target is None


def test_a_quotation_that_is_forgotten_keeps_its_source(town: Path) -> None:
    set_fact(Project(town), YEAR, "quotations.rule", {"text": "一。"})
    done = forget_fact(Project(town), YEAR, "quotations.rule")
    assert not done.is_known
    source = "やまべ市の決まり 第2条"
    assert fact_fields(Project(town), YEAR, "quotations.rule") == {"text": "", "source": source}


def test_one_act_writes_an_address_and_its_host(town: Path) -> None:
    address = "https://forms.elsewhere.example/f"
    done = set_fact(Project(town), YEAR, "links.form", {"": address}, allow_host=True)
    assert done.host == host_of(address) == "forms.elsewhere.example"
    assert value_at(town, "hosts") == ["yamabe.example", "forms.elsewhere.example"]
    assert Project(town).edition.links["form"].url == address


def test_a_version_and_a_certificate_stand_twice(town: Path) -> None:
    done = set_fact(Project(town), YEAR, "manuals.tablet.version", {"": "13"})
    assert done.followed == ("manuals.tablet.history.0.version",)
    assert value_at(town, "manuals.tablet.history.0.version") == 13
    assert value_at(town, "manuals.tablet.history.1.version") == 11
    done = set_fact(Project(town), YEAR, "certificate.id", {"": "YMB-2031-0301"})
    assert value_at(town, "manuals.tablet.history.0.certificate") == "YMB-2031-0301"
    assert value_at(town, "manuals.tablet.history.1.certificate") == "YMB-2030-0301"


def test_a_name_of_all_languages_becomes_one_a_language_and_back(town: Path) -> None:
    set_fact(Project(town), YEAR, "manuals.tablet.browser", {"": "みずうみ"})
    set_fact(Project(town), YEAR, "manuals.tablet.browser", {"en": "Lake"})
    assert value_at(town, "manuals.tablet.browser") == {"ja": "みずうみ", "en": "Lake"}


def test_an_edition_that_is_over_stays(town: Path) -> None:
    (town / "docs/editions/2030.toml").write_bytes(
        (town / FILE).read_bytes().replace(b"year = 2031", b"year = 2030")
    )
    for act in (
        lambda: set_fact(Project(town), "2030", "mail_wait", {"ja": "1日"}),
        lambda: decide(Project(town), "2030", "contact", role="課長", on=date(2030, 3, 1), reason="まだ"),
        lambda: add_opened(Project(town), "2030", device="a", version="b", by="担当", on=date(2030, 3, 1)),
    ):
        with pytest.raises(TebikiError) as refused:
            act()
        assert [one.code for one in refused.value.problems] == ["edition-command/earlier"]


def test_the_command_writes_the_same_bytes_as_the_function(town: Path, capsys: Told) -> None:
    before = (town / FILE).read_bytes()
    set_fact(Project(town), YEAR, "extra.desk", {"ja": "2階", "en": "floor 2"})
    wanted = (town / FILE).read_bytes()
    (town / FILE).write_bytes(before)
    assert main(["edition", "set", "extra.desk", "ja=2階", "en=floor 2"]) == 0
    assert (town / FILE).read_bytes() == wanted
    told = capsys.readouterr().out
    assert "ja=2階, en=floor 2" in told
    assert "To be confirmed again: extra.desk" in told


def test_the_command_takes_a_name_and_unknown_and_a_host(town: Path, capsys: Told) -> None:
    assert main(["edition", "set", "telephone number of the office", "--unknown"]) == 0
    assert "not known" in capsys.readouterr().out
    assert find_fact(Project(town), YEAR, "問い合わせ先の電話番号") == "contact.phone"
    assert main(["edition", "set", "links.form", "https://a.example/?ja=1", "--allow-host"]) == 0
    assert "a.example" in capsys.readouterr().out
    assert value_at(town, "links.form.url") == "https://a.example/?ja=1"
    assert main(["edition", "set", "links.form", "https://a.example/?ja=1"]) == 0
    assert "Nothing was changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("links.nowhere", "x"), 1, "There is no fact called links.nowhere"),
        (("year", "2032"), 1, "There is no fact called year"),
        (("links.form",), 2, "No value was given"),
        (("links.form", " "), 2, "No value was given"),
        (("links.form", "x", "--unknown"), 2, "both given"),
        (("links.form", "a", "b"), 2, "has one value"),
        (("mail_wait", "x", "--allow-host"), 2, "is no address"),
        (("mail_wait", "fr=x", "y"), 2, "has one value"),
        (("links.form", "x", "--edition", "2040"), 2, "There is no edition 2040"),
    ],
)
def test_wrong_uses_of_the_command(
    arguments: tuple[str, ...], code: int, word: str, town: Path, capsys: Told
) -> None:
    before = (town / FILE).read_bytes()
    assert main(["edition", "set", *arguments]) == code
    assert word in capsys.readouterr().err
    assert (town / FILE).read_bytes() == before


def test_a_decision_is_written_and_the_last_one_holds(town: Path, capsys: Told) -> None:
    lacking = {one.about: one for one in lacks(Project(town), Project(town).edition)}
    assert lacking["hours"].keys == ("contact.hours",)
    assert lacking["walked.tablet"].decision is not None
    said = ("--role", "福祉課長", "--on", "令和13年3月1日", "--reason", "4月に決まるため。")
    assert main(["edition", "decide", "hours", *said]) == 0
    assert "hours of the office" in capsys.readouterr().out
    assert main(["edition", "decide", "hours", *said[:-1], "5月に決まるため。"]) == 0
    rows = Project(town).edition.decisions
    assert [(row.about, row.reason) for row in rows[1:]] == [
        ("hours", "4月に決まるため。"),
        ("hours", "5月に決まるため。"),
    ]
    assert (town / FILE).read_text(encoding="utf-8").count("\n\n[[decisions]]\n") == 3


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"role": "花子さん"}, "decisions.1.role"),
        ({"reason": "あ" * 401}, "decisions.1.reason"),
        ({"about": "nothing"}, "decisions.1.about"),
        ({"on": date(1980, 1, 1)}, "decisions.1.day"),
    ],
)
def test_what_is_no_decision(said: dict[str, Any], key: str, town: Path) -> None:
    before = (town / FILE).read_bytes()
    right: dict[str, Any] = {"about": "hours", "role": "課長", "on": date(2031, 3, 1), "reason": "まだ"}
    with pytest.raises(TebikiError) as refused:
        decide(Project(town), YEAR, **{**right, **said})
    assert [one.place.key for one in refused.value.problems if one.place] == [key]
    assert (town / FILE).read_bytes() == before


def test_devices_that_opened_the_file(town: Path, capsys: Told) -> None:
    said = ("--device", "Sora 7", "--version", "あおぞらOS 7", "--by", "認証担当", "--on", "2031-03-01")
    assert main(["edition", "opened", *said]) == 0
    assert "To be confirmed again: certificate.opened" in capsys.readouterr().out
    add_opened(Project(town), YEAR, device="Sora 8", version="8", by="認証担当", on=date(2031, 3, 2))
    found = Project(town).edition.certificate.opened
    assert [(one.device, one.on) for one in found] == [
        ("Sora 7", date(2031, 3, 1)),
        ("Sora 8", date(2031, 3, 2)),
    ]
    assert main(["edition", "opened", *said]) == 1
    assert "recorded already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "key"),
    [({"device": " "}, "device"), ({"by": "花子さん"}, "by"), ({"version": "\u200b"}, "version")],
)
def test_what_is_no_device(said: dict[str, str], key: str, town: Path) -> None:
    before = (town / FILE).read_bytes()
    right = {"device": "Sora 7", "version": "7", "by": "認証担当"}
    with pytest.raises(TebikiError) as refused:
        add_opened(Project(town), YEAR, **{**right, **said}, on=date(2031, 3, 1))
    assert [one.place.key for one in refused.value.problems if one.place] == [f"certificate.opened.0.{key}"]
    assert (town / FILE).read_bytes() == before
