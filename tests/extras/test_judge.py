"""Results of criteria: nothing is claimed that nobody has looked at."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from tebiki.checks.rule import Rule
from tebiki.content.accessibility import Accessibility, Told, Trial
from tebiki.extras.browser.criteria import criteria, named
from tebiki.extras.browser.judge import judge, verdicts
from tebiki.extras.browser.observations import Fault, Seen
from tebiki.extras.browser.rules import RULES

FACTS = dict.fromkeys(("media", "fields", "scripts", "refresh", "moving", "accesskeys", "roles", "sticky"), 0)


def page(*faults: Fault, facts: dict[str, int] | None = None, whole: bool = True, **open_: int) -> Seen:
    marks = {key.removeprefix("c").replace("_", "."): count for key, count in open_.items()}
    return Seen("ja/a.html", list(faults), {**FACTS, **(facts or {})}, marks, whole)


def told(result: str, note: str | None = None) -> Told:
    return Told.model_validate({"result": result, "by": "山田", "on": date(2026, 3, 2), "note": note})


def state(number: str, *pages: Seen, by: Told | None = None) -> tuple[str, str]:
    verdict = judge(criteria()[number], pages, by)
    return verdict.state, verdict.why


def test_the_standard_has_38_criteria_and_wcag_22_adds_18() -> None:
    since = [criterion.since for criterion in criteria().values()]
    assert (since.count("2.0"), since.count("2.1"), since.count("2.2")) == (38, 12, 6)
    levels = [criterion.level for criterion in criteria().values() if criterion.since == "2.0"]
    assert (levels.count("A"), levels.count("AA")) == (25, 13)


def test_every_check_and_fact_of_a_criterion_exists() -> None:
    kinds = {rule.code.partition("/")[2] for rule in RULES}
    for criterion in criteria().values():
        assert set(criterion.checks) <= kinds, criterion.number
        assert {*criterion.absent, *criterion.needs} <= FACTS.keys(), criterion.number
        assert not (criterion.who == "person" and criterion.needs), criterion.number
        assert not (criterion.who == "machine" and criterion.absent), criterion.number


def test_rules_have_examples() -> None:
    assert all(isinstance(rule, Rule) and rule.bad != rule.good for rule in RULES)


def test_without_faults_a_machine_clears_only_what_it_covers() -> None:
    assert state("2.1.2", page()) == ("pass", "machine")
    assert state("1.1.1", page()) == ("open", "person")
    assert state("1.2.1", page()) == ("absent", "none")


def test_a_pass_of_axe_alone_is_no_result() -> None:
    """axe looks at 1.1.1, 1.3.1, 1.4.3, 2.4.4, 3.1.1 and covers none of them."""
    for number in ("1.1.1", "1.3.1", "1.4.3", "2.4.2", "2.4.4", "3.1.1", "3.1.2"):
        assert state(number, page())[0] == "open", number


@pytest.mark.parametrize(
    ("number", "pages", "expected"),
    [
        ("1.4.3", [page(Fault("axe", "#a", "", "", ("1.4.3",)))], ("fail", "faults")),
        ("1.4.10", [page(), page(Fault("reflow", "#a"))], ("fail", "faults")),
        ("2.4.7", [page(Fault("focus-unseen", "#a"))], ("fail", "faults")),
        ("1.2.1", [page(), page(facts={"media": 1})], ("open", "person")),
        ("2.1.1", [page(facts={"scripts": 1})], ("open", "needs")),
        ("2.1.2", [page(), page(whole=False)], ("open", "partly")),
        ("1.2.1", [Seen("x.html", whole=True)], ("open", "person")),
        ("2.5.8", [page(c2_5_8=3)], ("open", "unsure")),
        ("2.1.2", [], ("open", "partly")),
    ],
)
def test_what_was_seen_decides(number: str, pages: list[Seen], expected: tuple[str, str]) -> None:
    assert state(number, *pages) == expected


def test_a_person_decides_what_only_a_person_can() -> None:
    assert state("1.1.1", page(), by=told("pass")) == ("pass", "told")
    assert state("1.1.1", page(), by=told("fail", "直します")) == ("fail", "told")


def test_a_person_does_not_talk_a_fault_away() -> None:
    broken = page(Fault("axe", "#a", "", "", ("1.1.1",)))
    assert state("1.1.1", broken, by=told("pass")) == ("fail", "against")
    assert state("1.2.1", page(facts={"media": 1}), by=told("absent")) == ("open", "told-absent")


def test_what_was_told_of_another_edition_does_not_count() -> None:
    people = Accessibility(edition=2025, criteria={"1.1.1": told("pass")})
    now, later = (
        {v.criterion.number: v.state for v in verdicts([page()], people, year)} for year in (2025, 2026)
    )
    assert (now["1.1.1"], later["1.1.1"]) == ("pass", "open")


def test_a_failure_says_why_and_days_are_in_order() -> None:
    with pytest.raises(ValidationError):
        told("fail")
    with pytest.raises(ValidationError):
        Trial(first=date(2026, 3, 4), last=date(2026, 3, 2), declared=date(2026, 3, 10))


def test_criteria_are_named() -> None:
    assert named(("1.4.3", "9.9.9")) == "1.4.3 コントラスト（最低限レベル）、9.9.9"
