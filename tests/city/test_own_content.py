"""The repository's own content and site, whatever its year: no error, no warning, nothing open unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REPOSITORY

from tebiki.audit.audit import Asked, check
from tebiki.checks.report import Report
from tebiki.content.catalogs.language_folder import SOURCE
from tebiki.content.edition import load_edition
from tebiki.content.project import Project
from tebiki.content.settings import load_config
from tebiki.messages import tell
from tebiki.translate.seen import unseen_translations

CONFIG = load_config(REPOSITORY)
EDITION = load_edition(REPOSITORY / "docs" / "editions", CONFIG.edition, CONFIG.settings)
#: The tests build the output elsewhere; a corrected sentence, and a translation in another order, ask people
#: for a look, and that is no fault. What is asked is held to its own list below.
NO_FAULT = {"site/unrecorded", "required/look-again", "required/not-looked", "catalog/order"}


@pytest.fixture(scope="module")
def report(site: Path) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(REPOSITORY)
        return check(Asked(REPOSITORY, site=site))


def test_nothing_is_wrong(report: Report) -> None:
    found = (f for f in report.findings if f.severity != "unconfirmed" and f.rule not in NO_FAULT)
    assert [tell(finding.problem) for finding in found] == []


def test_each_translation_in_another_order_is_offered_for_a_look(report: Report) -> None:
    """What `tebiki check` tells is what people can see and record, and nothing that the guard refuses."""
    project = Project(REPOSITORY)
    codes = (code for code in project.languages if code != SOURCE)
    offered = [p for code in codes for one in unseen_translations(project, code) for p in one.problems]
    told = [f.problem for f in report.findings if f.rule == "catalog/order"]
    assert sorted(map(tell, told)) == sorted(map(tell, offered))


def test_each_fact_that_nobody_has_confirmed_is_told(report: Report) -> None:
    found = [f.problem.place for f in report.findings if f.rule in {"fact/unconfirmed", "fact/unknown"}]
    assert sorted(str(place.key) for place in found if place is not None) == sorted(EDITION.unconfirmed)


def test_the_japanese_manuals_are_all_there(report: Report, site: Path) -> None:
    assert len(list(site.glob("ja/*.pdf"))) == 2 * len(EDITION.manuals)
    assert report.looked["pdfs"] == len(list(site.rglob("*.pdf")))


def test_the_sources_alone_keep_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings of やさしい日本語 and what nothing uses too, which no output shows."""
    monkeypatch.chdir(REPOSITORY)
    found = check(Asked(REPOSITORY, outputs=False)).findings
    wrong = [f for f in found if f.severity != "unconfirmed" and f.rule not in NO_FAULT]
    assert [tell(finding.problem) for finding in wrong] == []
