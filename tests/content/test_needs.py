"""Ways to reach the office: which the facts of a year meet, and whose decision it was to go without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.content.edition import Edition, load_edition
from tebiki.content.fact_names import name_fact, name_facts
from tebiki.content.needs import decision_about, unmet_needs
from tebiki.content.settings import Settings, load_config
from tebiki.editions.release.needs import undecided_needs
from tebiki.errors import TebikiError
from tebiki.messages import InLanguages

NEEDED = {"login": ("links.login",), "contact": ("contact.phone", "contact.mail")}
DECIDED = '\n[[decisions]]\nabout = "contact"\nrole = "係長"\nday = 2031-02-01\nreason = "準備中"\n'


@pytest.fixture
def file(city: Path) -> Path:
    return city / "docs" / "editions" / "2031.toml"


def settings_of(city: Path) -> Settings:
    names = {"links.login": {"ja": "入口のアドレス", "en": "address of the door"}}
    return load_config(city).settings.model_copy(update={"needed": NEEDED, "fact_names": names})


def load(city: Path) -> Edition:
    return load_edition(city / "docs" / "editions", "2031", settings_of(city))


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_what_no_fact_meets_is_told_by_its_human_name(city: Path, file: Path) -> None:
    edition = load(city)
    assert unmet_needs(edition, NEEDED) == NEEDED
    found = list(undecided_needs(edition, settings_of(city), file))
    assert [one.code for one in found] == ["release/needed"] * 2
    assert [one.values["about"] for one in found] == ["login", "contact"]
    fact = found[0].values["fact"]
    assert isinstance(fact, InLanguages)
    assert fact.texts == {"ja": "入口のアドレス", "en": "address of the door"}


def test_one_fact_of_several_is_enough(city: Path, file: Path) -> None:
    add(file, '\n[contact]\nmail = "office@yamabe.example"\n')
    assert list(unmet_needs(load(city), NEEDED)) == ["login"]


def test_an_address_without_a_value_is_a_fact_that_nobody_knows(city: Path, file: Path) -> None:
    edit(file, "unconfirmed = [", 'unconfirmed = ["links.login", ')
    add(file, '\n[links.login]\nurl = ""\n')
    edition = load(city)
    assert edition.is_empty("links.login")
    assert "login" not in edition.links
    assert "login" in unmet_needs(edition, NEEDED)
    edit(file, 'url = ""', 'url = "https://yamabe.example/in"')
    assert "login" not in unmet_needs(load(city), NEEDED)


def test_a_decision_covers_what_it_is_about_and_nothing_else(city: Path, file: Path) -> None:
    add(file, DECIDED)
    edition = load(city)
    decision = decision_about(edition, "contact")
    assert decision is not None
    assert (decision.role, decision.reason) == ("係長", "準備中")
    left = [one.values["about"] for one in undecided_needs(edition, settings_of(city), file)]
    assert left == ["login"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (DECIDED.replace('"contact"', '"kontakt"'), "edition/decision"),
        (DECIDED.replace('role = "係長"\n', ""), "toml/missing"),
        (DECIDED.replace("2031-02-01", '"いつか"'), "toml/value"),
        (DECIDED.replace('"準備中"', '""'), "toml/empty"),
        (DECIDED.replace("準備中", "長" * 401), "toml/value"),
        (DECIDED.replace("2031-02-01", "1800-02-01"), "toml/value"),
        (DECIDED.replace("係長", "架空 花子様"), "edition/person"),
        ('\n[links.login]\nurl = " "\n', "toml/pattern"),
    ],
)
def test_a_slip_in_a_decision_is_told(city: Path, file: Path, text: str, code: str) -> None:
    add(file, text)
    with pytest.raises(TebikiError) as caught:
        load(city)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert all(problem.place is not None and problem.place.line for problem in caught.value.problems)


def test_a_decision_about_walking_names_a_manual(city: Path, file: Path) -> None:
    add(file, DECIDED.replace('"contact"', '"walked.tablet"'))
    assert decision_about(load(city), "walked.tablet") is not None


def test_facts_have_one_name_each(city: Path) -> None:
    edition, settings = load(city), settings_of(city)

    def name(key: str) -> str:
        return name_fact(edition, settings, key).texts["ja"]

    assert name("certificate.stored_name") == "端末に出る証明書の名前"
    assert name("links.login.target") == "入口のアドレス（短縮アドレスの行き先）"
    assert name("links.form") == "「form」のアドレス"
    assert name("manuals.tablet.tested").endswith("版の最後まで試したOSのバージョン")
    assert name("nothing.of_the_kind") == "「nothing.of_the_kind」"
    both = name_facts(edition, settings, ("contact.phone", "contact.mail"), "facts/or")
    assert both.texts["en"] == "telephone number of the office or mail address of the office"
