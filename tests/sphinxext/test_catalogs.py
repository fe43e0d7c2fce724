"""What the guard has passed is recognised in every process, whatever the order of its sets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tebiki.checks.translations.catalog import PAIR
from tebiki.errors import TebikiError
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site

CODE = """\
from pathlib import Path
from tebiki.pipeline.build import Request
from tebiki.pipeline.site import Site
site = Site.open(Request(Path(), languages=("ja", "en")))
print([read.case for read in site.unguarded], site.passed)
"""


def test_a_case_is_the_same_for_every_hash_seed(shiomi: Path) -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=shiomi,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "set()" in told.pop()  # `open` guards nothing


def catalogs_passed(site: Site) -> set[str]:
    """The catalogues that passed as a whole; single translations of others may have, and the sources."""
    whole = {case for case in site.passed if not case.startswith(PAIR)}
    return whole - {site.texts.case(site.publications[0])}


def test_only_what_is_named_as_passed_is_not_looked_at(shiomi: Path) -> None:
    """Of this build alone: no other in the process knows of it."""
    request = Request(shiomi, languages=("ja", "en"))
    catalog = shiomi / "docs" / "locales" / "en" / "LC_MESSAGES" / "manual.po"
    text = catalog.read_text(encoding="utf-8")
    site = Site.open(request)
    [good] = [read.case for read in site.unguarded]
    site.verify()
    assert catalogs_passed(site) == {good}
    assert Site.open(request).passed == set()

    planted = re.sub(r'(?m)^(msgstr ")(?=[A-Z])', r"\g<1>04-7150-6531 ", text, count=3)
    assert planted != text
    catalog.write_text(planted, encoding="utf-8", newline="\n")
    for passed in ((), (good,)):
        site = Site.open(request, passed)
        with pytest.raises(TebikiError):
            site.verify()
        assert catalogs_passed(site) == set(passed)
    [bad] = [read.case for read in site.unguarded]
    Site.open(request, (bad,)).verify()
