"""April, whatever the year: the next one begins by one command, and nothing of the last stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from city.current import CONFIG, DOCS, HERE, LANGUAGES, MANUALS, SOURCE
from rehearse_facts import missing, with_value
from rehearse_year import next_id
from tebiki.cli.dispatch import main
from tebiki.content.edition import load_edition
from tebiki.content.project import Project
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.build import build
from tebiki.pipeline.extract_messages import extract
from tebiki.pipeline.request import Request

#: The newest edition: the current one, or one that has been begun.
LAST = load_edition(
    DOCS / "editions", max(path.stem for path in (DOCS / "editions").glob("*.toml")), CONFIG.settings
)
NEXT = LAST.year + 1
CERTIFICATE = next_id(LAST.certificate.id, CONFIG.settings.certificate_pattern, NEXT)


@pytest.fixture
def begun(content: Path, tmp_path: Path) -> Path:
    """A copy in which the next year has begun."""
    root = shutil.copytree(content, tmp_path / "content", ignore=shutil.ignore_patterns("build"))
    said = [f"--certificate={CERTIFICATE}", f"--published={NEXT}-04", "--yes", f"--root={root}"]
    assert main(["edition", "new", str(NEXT), *said]) == 0
    return root


@pytest.mark.parametrize("manual", MANUALS)
def test_a_new_year_is_a_draft_without_traces(begun: Path, tmp_path: Path, manual: str) -> None:
    """That the build ends without a problem is the proof that nothing stays."""
    here = HERE[SOURCE]
    site = tmp_path / "site"
    build(Request(begun, str(NEXT), (here.language,), (manual,), output=site), lambda _: None)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert text.count('"box stop draft-mark banner"') == 1, page.name
        assert "<title>【案】" in text
        assert text.count("noindex") == 1
    pdfs = sorted(site.rglob("*.pdf"))
    assert [re.sub(r".*?((-summary)?-draft\.pdf)$", r"\1", path.name) for path in pdfs] == [
        "-draft.pdf",
        "-summary-draft.pdf",
    ]
    for path in pdfs:
        content = read_pdf(path, scan="none")
        assert all("案" in page for page in content.texts), path.name
        assert content.metadata["Title"].startswith("【案】")
    whole = read_pdf(pdfs[0], scan="none")
    assert here.words.fiscal_year(NEXT) in whole.texts[0]
    text = "".join("".join(whole.texts).split())
    assert CERTIFICATE in text
    assert LAST.certificate.id in text  # the history, and what a renewal takes away


def test_the_next_years_facts_leave_no_message_stale(begun: Path, content: Path) -> None:
    """What was unknown is known, every address and every text of the year is another one."""
    path = begun / "docs" / "editions" / f"{NEXT}.toml"
    text = path.read_text(encoding="utf-8")
    for key in missing(text):
        text = with_value(text, key, list(LANGUAGES))
    text = re.sub(r'(?m)^(url = ".*)"$', rf'\g<1>{NEXT}"', text)
    extras = re.compile(r"(?m)(?<=^\[extra\.)[^\n]*\n(?:[^\[\n].*\n)*")
    text = extras.sub(lambda found: re.sub(r'(?m)(.)"$', r'\1 2"', found[0]), text)
    path.write_text(text, encoding="utf-8", newline="\n")
    conf = (begun / "conf.py").read_text(encoding="utf-8")
    now, then = (f'tebiki_edition = "{year}"' for year in (CONFIG.edition, NEXT))
    assert now in conf
    (begun / "conf.py").write_text(conf.replace(now, then), encoding="utf-8", newline="\n")
    assert extract(Project(begun)) == extract(Project(content))
