"""The repository's own content: no error, no warning, and what nobody has confirmed is a known list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conftest import REPOSITORY

from tebiki.guard.run import Asked, check
from tebiki.messages import tell


def test_the_content_and_its_site(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    report = check(Asked(REPOSITORY, site=site))
    # The tests build it elsewhere; a corrected sentence asks people for a look, and that is no fault.
    expected = {"site/unrecorded", "required/look-again", "required/not-looked"}
    wrong = [f for f in report.findings if f.severity != "unconfirmed" and f.rule not in expected]
    assert [tell(finding.problem) for finding in wrong] == []
    counts = Counter(finding.rule for finding in report.findings if finding.severity == "unconfirmed")
    assert counts == {
        "fact/unconfirmed": 11,
        "fact/unknown": 11,
        "fact/unreviewed": 5,
        "link/target": 1,
        "picture/unverified": 33,
    }
    assert report.looked["pdfs"] == 36
