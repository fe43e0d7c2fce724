"""The state of a year: its whole life, a test a reason, what a release and the handbook share with it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from release_samples import write
from release_years import NEXT, YEAR, edit, next_year
from repositories import git
from year_life import (
    APPROVED_ON,
    EARLY,
    approve,
    begin_life,
    codes,
    detail,
    give_papers,
    state_of,
    states,
    tebiki,
)

from tebiki.content.project import Project
from tebiki.editions.content_stamp import content_stamp, is_made_of, note_made
from tebiki.editions.office_notes import (
    Approval,
    Handed,
    drop_approval,
    keep_approval,
    keep_handed,
    load_approval,
)
from tebiki.editions.release import release as steps
from tebiki.editions.release.options import Wish
from tebiki.editions.year_state import (
    Task,
    evidence,
    name_editions,
    release_blocks,
    year_to_begin,
    year_to_correct,
    year_to_discard,
)
from tebiki.editions.year_state import translations as counting
from tebiki.editions.year_state.arrange import RULES
from tebiki.editions.year_state.due_days import due_days
from tebiki.editions.year_state.model import TASKS
from tebiki.editions.year_state.translations import LanguageCount, Translations
from tebiki.errors import TebikiError
from tebiki.messages import LANGUAGES, say

FACTS = f"docs/editions/{YEAR}.toml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented city, in a repository; a release of it is made of a few files."""

    def make(_root: Path, wish: Wish, _folder: Path, _told: object) -> None:
        write(Path(wish.output), wish.commit)

    monkeypatch.setattr(steps, "made_by_commit", make)
    begin_life(tmp_path / "project")
    return tmp_path / "project"


def confirmed(root: Path) -> None:
    tebiki(root, "edition", "confirm", "links.form", "--edition", YEAR, "--by", "係", "--on", "2031-01-09")


def released(root: Path) -> None:
    confirmed(root)
    out(root)


def out(root: Path) -> None:
    give_papers(root)
    number = approve(root)
    words = ("--approved", APPROVED_ON.isoformat(), "--number", "福第12号", "--check-number", number)
    tebiki(root, "release", YEAR, *words)


def the_next(root: Path, year: str = YEAR) -> Task:
    found = state_of(root, year).next
    assert found is not None
    return found


def test_a_year_from_its_beginning_to_its_record(root: Path, tmp_path: Path) -> None:
    state = state_of(root)
    assert state.edition.kind == "unreleased"
    assert states(state) == {
        "certificate": "done",
        "facts": "next",
        "screens": "possible",
        "walks": "done",
        "translate": "done",
        "papers": "not_yet",
        "approval": "not_yet",
        "release": "not_yet",
        "handed": "not_yet",
        "sent": "not_yet",
    }
    confirmed(root)
    assert the_next(root).name == "papers"
    assert states(state_of(root))["facts"] == "done"
    give_papers(root)
    state = state_of(root)
    assert (states(state)["papers"], states(state)["approval"]) == ("done", "waiting")
    assert the_next(root).name == "approval"  # and not the pictures, which would make the papers old
    assert [one.who for one in state.waiting] == ["approver"]
    approve(root)
    state = state_of(root)
    assert (states(state)["approval"], states(state)["release"]) == ("done", "next")
    drop_approval(Project(root), YEAR)
    assert states(state_of(root))["approval"] == "waiting"
    out(root)
    state = state_of(root)
    assert state.edition.kind == "published"
    assert (states(state)["release"], states(state)["handed"], states(state)["sent"]) == (
        "done",
        "next",
        "waiting",
    )
    assert states(state)["screens"] == "done"  # what was left open went out as it was
    keep_handed(Project(root), YEAR, Handed(1, date(2031, 3, 1), "係"))
    state = state_of(root)
    assert (states(state)["handed"], the_next(root).name, detail(state, "sent")) == (
        "done",
        "sent",
        "sent-nowhere",
    )
    git(tmp_path, "init", "-q", "--bare", "office.git")
    git(root, "remote", "add", "office", str(tmp_path / "office.git"))
    assert detail(state_of(root), "sent") == "sent-waiting"
    git(root, "push", "-q", "office", "HEAD")
    state = state_of(root)
    assert (states(state)["sent"], state.next) == ("done", None)
    assert state.done == len(state.tasks)


def test_a_correction_is_a_life_of_its_own(root: Path) -> None:
    released(root)
    words = ("--manual", "tablet", "--reason", "誤字を直しました。", "--on", "2031-03-09", "--yes")
    tebiki(root, "edition", "revise", YEAR, *words)
    state = state_of(root)
    assert (state.edition.kind, state.edition.correction) == ("correction", 1)
    assert say(state.edition.state.code, "ja", **state.edition.state.values) == "訂正1の案"
    assert states(state)["release"] == "not_yet"
    assert states(state)["compare"] == "next"  # with what was published
    task = state.task("compare")
    assert task is not None
    assert task.title.code == "todo/title-compare-correction"
    assert task.command == f"tebiki edition compare {YEAR}"
    assert detail(state, "papers") == "papers-old"  # those of the release
    assert codes(state, "papers") == ["release/other-review"]
    assert state.publication is None  # a correction goes out as soon as it is approved
    assert all(group.due is None for group in state.groups)
    keep_handed(Project(root), YEAR, Handed(1, date(2031, 3, 1), "係"))
    out(root)
    state = state_of(root)
    assert state.edition.kind == "published"
    assert states(state)["handed"] == "next"  # what was handed over before is another release


def test_the_next_year_beside_the_one_that_is_out(root: Path) -> None:
    released(root)
    next_year(root)
    state = state_of(root, NEXT)
    assert (state.edition.kind, [one.kind for one in state.others]) == ("draft", ["published"])
    assert state.task("compare") is not None
    assert state.publication == date(2032, 3, 1)
    assert [one.kind for one in state_of(root, YEAR).others] == ["draft"]
    assert detail(state_of(root, YEAR), "approval") == "approved"  # not waited for any more


def test_what_may_be_begun_corrected_given_up(root: Path) -> None:
    state = state_of(root)
    assert (state.may_begin, state.may_correct) == ("2032", "")
    released(root)
    assert (state_of(root).may_begin, state_of(root).may_correct) == (NEXT, YEAR)
    next_year(root)
    names = name_editions(Project(root))
    assert (year_to_begin(names), year_to_correct(names), year_to_discard(names)) == ("", YEAR, NEXT)


def test_exactly_one_task_is_next_while_anything_can_be_done(root: Path) -> None:
    for step in (lambda _: None, confirmed, give_papers, approve):
        step(root)
        state = state_of(root)
        marked = [task for task in state.tasks if task.state == "next"]
        awaited = [state.next] if state.next and state.next.state == "waiting" else []
        assert len(marked) + len(awaited) == 1
        assert [state.next] == marked + awaited
        assert all(one.reason is not None for one in marked + awaited)


def test_sums_agree(root: Path) -> None:
    state = state_of(root)
    assert [group.number for group in state.groups] == [1, 2, 3, 4]
    assert state.done == sum(task.state == "done" for group in state.groups for task in group.tasks)
    task = state.task("facts")
    assert task is not None
    assert (task.done, task.total, task.left) == (0, 1, 1)
    assert task.detail.values["without"] == 1  # mail_wait has no value: nothing to confirm, nothing printed


def test_a_fact_that_nobody_has_confirmed_blocks(root: Path) -> None:
    assert codes(state_of(root), "facts") == ["release/unconfirmed"]
    confirmed(root)
    assert codes(state_of(root), "facts") == []


def needs_telephone(root: Path) -> None:
    edit(root / "conf.py", '"needed": {}', '"needed": {"contact": ["contact.phone", "contact.mail"]}')


def test_a_way_that_readers_need_blocks_until_it_is_there_or_decided(root: Path) -> None:
    needs_telephone(root)
    confirmed(root)
    state = state_of(root)
    assert (states(state)["facts"], codes(state, "facts")) == ("next", ["release/needed"])
    assert the_next(root).heading.code == "todo/heading-facts-needed"
    decision = (
        '\n[[decisions]]\nabout = "contact"\nrole = "課長"\nday = 2031-01-09\nreason = "四月に決まる。"\n'
    )
    with (root / FACTS).open("a", encoding="utf-8", newline="\n") as file:
        file.write(decision)
    assert codes(state_of(root), "facts") == []


def test_a_manual_that_nobody_has_followed_blocks_until_somebody_decides(root: Path) -> None:
    edit(
        root / FACTS,
        '[[decisions]]\nabout = "walked.tablet"\nrole = "係長"\nday = 2031-02-01\n',
        "[[decisions_]]\n",
    )
    text = (root / FACTS).read_text(encoding="utf-8")
    (root / FACTS).write_text(text.partition("[[decisions_]]")[0], encoding="utf-8", newline="\n")
    state = state_of(root)
    assert (states(state)["walks"], codes(state, "walks")) == ("possible", ["release/unwalked"])
    confirmed(root)
    state = state_of(root)
    assert the_next(root).name == "walks"
    assert states(state)["papers"] == "not_yet"
    task = state.task("papers")
    assert task is not None
    assert task.needs == ("walks",)


def with_translations(monkeypatch: pytest.MonkeyPatch, found: Translations | None) -> None:
    monkeypatch.setattr(evidence, "known_translations", lambda _: found)


def test_translations_that_nobody_has_counted_are_told_so(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_translations(monkeypatch, None)
    state = state_of(root)
    assert (state.pending, detail(state, "translate")) == (("translations",), "counting")
    assert states(state)["translate"] == "possible"
    confirmed(root)
    assert the_next(root).name == "papers"  # translations may be done: nobody is sent there for nothing


@pytest.mark.parametrize(
    ("found", "said", "code"),
    [
        (Translations((LanguageCount("en", 0, ()),), 0), ("done", "translate-done"), []),
        (Translations((LanguageCount("en", 3, ()),), 0), ("possible", "translate"), []),
        (
            Translations((LanguageCount("en", 3, ("tablet",)),), 0),
            ("possible", "translate-held"),
            ["release/held"],
        ),
        (Translations((LanguageCount("en", 0, ()),), 2), ("stopped", "translate-faults"), []),
    ],
)
def test_how_far_translations_are(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    found: Translations,
    said: tuple[str, str],
    code: list[str],
) -> None:
    with_translations(monkeypatch, found)
    state = state_of(root)
    assert (states(state)["translate"], detail(state, "translate")) == said
    assert codes(state, "translate") == code


def test_translators_are_waited_for_and_keep_nobody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language may go out as a notice: its translators do not keep the papers from being made."""
    with_translations(monkeypatch, Translations((LanguageCount("en", 3, ("tablet",)),), 0))
    monkeypatch.setattr(evidence, "sent_to_translators", lambda _: date(2031, 1, 7))
    confirmed(root)
    state = state_of(root)
    [waiting] = state.waiting
    assert (waiting.who, waiting.task, waiting.since) == ("translators", "translate", date(2031, 1, 7))
    assert the_next(root).name == "papers"


def test_a_package_is_waited_for_until_its_catalogue_is_newer(bilingual: Path) -> None:
    project = Project(bilingual)
    assert counting.sent_to_translators(project) is None
    package = bilingual / "build" / "translate" / "guide-en.zip"
    package.parent.mkdir(parents=True)
    package.write_bytes(b"PK")
    assert counting.sent_to_translators(project) is not None
    catalog = bilingual / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    later = package.stat().st_mtime + 60
    os.utime(catalog, (later, later))
    assert counting.sent_to_translators(project) is None


def test_translations_are_counted_once_a_content(bilingual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(bilingual)
    assert counting.known_translations(project) is None
    counted = counting.count_translations(project)
    assert [one.language for one in counted.languages] == ["en"]
    monkeypatch.setattr("tebiki.translate.status.status", None)  # it is not counted again
    assert counting.count_translations(Project(bilingual)) == counted
    edit(bilingual / "docs" / "tablet.md", "もう一度押します", "長く押します")
    assert counting.known_translations(Project(bilingual)) is None


def test_a_confirmation_changes_no_page_and_a_value_does(root: Path) -> None:
    before = content_stamp(Project(root), YEAR)
    confirmed(root)
    assert content_stamp(Project(root), YEAR) == before
    edit(root / FACTS, "yamabe-kaigo", "yamabe-2")
    assert content_stamp(Project(root), YEAR) != before


def test_papers_of_before_are_old(root: Path) -> None:
    confirmed(root)
    give_papers(root)
    approve(root)
    edit(root / "docs" / "tablet.md", "もう一度押します", "長く押します")
    state = state_of(root)
    assert (states(state)["papers"], detail(state, "papers")) == ("next", "papers-old")
    assert states(state)["release"] == "not_yet"


def test_papers_of_other_decisions_are_old(root: Path) -> None:
    confirmed(root)
    give_papers(root)
    edit(root / FACTS, 'role = "係長"', 'role = "部長"')
    assert codes(state_of(root), "papers") == ["release/other-decisions"]


def test_papers_of_another_machine_are_believed_and_said_to_be(root: Path) -> None:
    confirmed(root)
    give_papers(root)
    shutil.rmtree(root / "build")
    state = state_of(root)
    assert is_made_of(Project(root), YEAR, "papers", "x") is None
    assert (states(state)["papers"], detail(state, "papers")) == ("done", "papers-elsewhere")


def test_a_comparison_of_before_is_to_be_made_again(root: Path) -> None:
    released(root)
    next_year(root)
    project = Project(root)
    note_made(project, NEXT, "comparison", content_stamp(project, NEXT))
    assert states(state_of(root, NEXT))["compare"] == "done"
    edit(root / "docs" / "tablet.md", "もう一度押します", "長く押します")
    assert detail(state_of(root, NEXT), "compare") == "compared-before"


def test_an_approval_of_other_papers_stops(root: Path) -> None:
    confirmed(root)
    give_papers(root)
    approve(root)
    edit(root / FACTS, 'role = "係長"', 'role = "部長"')
    give_papers(root)
    state = state_of(root)
    assert (states(state)["approval"], detail(state, "approval")) == ("stopped", "approval-other")
    assert states(state)["release"] == "not_yet"


def test_an_approval_is_kept_only_for_the_papers_that_there_are(root: Path) -> None:
    project = Project(root)
    give_papers(root)
    with pytest.raises(TebikiError) as raised:
        keep_approval(project, YEAR, Approval(APPROVED_ON, "1", "0000-0000"))
    assert [one.code for one in raised.value.problems] == ["release/other-number"]
    assert load_approval(project, YEAR) is None
    approve(root)
    assert load_approval(project, YEAR) is not None
    (root / "build" / "notes" / f"{YEAR}.json").write_text(
        '{"approval": {"approved": "x"}}', encoding="utf-8"
    )
    assert load_approval(project, YEAR) is None  # damaged: it is typed again


def test_what_was_made_elsewhere_cannot_be_released(root: Path) -> None:
    edit(
        root / FACTS,
        'certificate = "YMB-2031-0228"\nchanges',
        'certificate = "YMB-2031-0228"\noutside = true\nchanges',
    )
    confirmed(root)
    state = state_of(root)
    assert (state.edition.kind, states(state)["release"]) == ("published", "stopped")
    assert codes(state, "release") == ["release/outside"]
    assert states(state)["papers"] == "not_yet"


def test_a_release_whose_files_are_gone_is_made_again(root: Path) -> None:
    released(root)
    shutil.rmtree(root / "dist")
    assert detail(state_of(root), "handed") == "dist-lost"


def test_a_copy_without_a_history_cannot_tell_what_was_sent(root: Path) -> None:
    released(root)
    shutil.rmtree(root / ".git")
    state = state_of(root)
    assert (states(state)["sent"], detail(state, "sent")) == ("stopped", "sent-unknown")


def test_a_file_that_cannot_be_read_hides_nothing_else(root: Path) -> None:
    path = root / "screenshots" / "tablet" / "ask.toml"
    path.write_text("broken", encoding="utf-8")
    state = state_of(root)
    assert state.problems
    assert states(state)["facts"] == "next"


def test_an_edition_that_cannot_be_read_is_listed_by_its_year(root: Path) -> None:
    (root / "docs" / "editions" / f"{NEXT}.toml").write_text("broken", encoding="utf-8")
    [other] = state_of(root).others
    assert (other.year, other.kind, other.readable) == (NEXT, "draft", False)


def test_days_are_worked_back_and_pass(root: Path) -> None:
    days = due_days(date(2026, 4, 1))
    assert (days.content, days.approval) == (date(2026, 3, 19), date(2026, 3, 25))
    by_number = {group.number: group for group in state_of(root).groups}
    assert (by_number[4].due, by_number[4].late) == (date(2031, 3, 1), False)
    due = by_number[3].due
    assert due is not None
    assert not any(group.late for group in state_of(root, today=due).groups if group.number == 3)
    late = {group.number: group.late for group in state_of(root, today=date(2031, 2, 25)).groups}
    assert late == {1: False, 2: True, 3: True, 4: False}


def test_release_refuses_for_what_the_state_tells(root: Path) -> None:
    """One list of reasons: what the state tells before, `tebiki release` says."""
    needs_telephone(root)
    give_papers(root)
    number = approve(root)
    edit(root / FACTS, 'role = "係長"', 'role = "部長"')
    (root / "strange.txt").write_text("x", encoding="utf-8")
    told = {one.code for one in release_blocks(Project(root), YEAR, EARLY)}
    assert {"release/needed", "release/other-decisions", "release/uncommitted"} <= told
    asked = steps.Asked(YEAR, APPROVED_ON, "1", number)
    with pytest.raises(TebikiError) as raised:
        steps.release(root, asked, lambda _: None)
    refused = {one.code for one in raised.value.problems}
    # A fact's confirmation is looked for among what is printed, once the pages are made.
    assert refused == told - {"release/unconfirmed"}


def test_blocks_of_a_folder_without_a_history_say_so(city: Path) -> None:
    assert "history/no-repository" in {one.code for one in release_blocks(Project(city), YEAR, EARLY)}


def test_each_sentence_of_a_state_can_be_told(root: Path) -> None:
    for step in (lambda _: None, confirmed, give_papers, approve):
        step(root)
        state = state_of(root)
        for to in LANGUAGES:
            for task in state.tasks:
                for said in filter(None, (task.title, task.heading, task.detail, task.reason)):
                    assert say(said.code, to, **said.values)
            for group in state.groups:
                assert say(group.title.code, to)
    for name in TASKS:
        for to in LANGUAGES:
            assert say(f"todo/reason-{name}", to)
            assert say(f"todo/name-{name}", to)


def test_a_fiscal_year_has_its_eras_name(root: Path) -> None:
    name = state_of(root).edition
    assert say(name.name.code, "ja", **name.name.values) == "令和13年度（2031）Ver.12"
    first = replace(name, year="2019", versions=())
    assert say(first.name.code, "ja", **first.name.values) == "令和元年度（2019）"


def test_each_task_has_its_rule_and_needs_only_what_comes_before() -> None:
    assert tuple(RULES) == TASKS
    for name, rule in RULES.items():
        assert all(TASKS.index(need) < TASKS.index(name) for need in rule.needs)
    groups = [rule.group for rule in RULES.values()]
    assert groups == sorted(groups)
