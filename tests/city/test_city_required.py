"""What this city's manuals must say is in the table, stands in the text, and stands in what is built.

A corrected sentence fails nothing here: `tebiki check` asks for a look.
"""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pdf_gates
import pytest
from conftest import REPOSITORY

from city.written import DOCS, MANUALS, REQUIRED, SCREENS, SOURCE, page, pdf, squeeze
from tebiki.audit.audit import Asked, check
from tebiki.checks.required_text import steps_of
from tebiki.content.passages import Passage, passages
from tebiki.content.project import Project
from tebiki.content.screen_files import load_spec
from tebiki.messages import tell
from tebiki.output.page_tree import Element, read_tree
from tebiki.output.pdf_codes import read_pdf
from tebiki.pipeline.extract_messages import extract

#: What each of the city's facts is about (26 of Ver.4, 18 of iPhone and iPad, 15 of Windows).
FIRST = [*(f"F{n:02}" for n in range(1, 27)), *(f"I{n:02}" for n in range(1, 19))]
FIRST += [f"W{n:02}" for n in range(1, 16)]


def test_no_row_was_ever_deleted() -> None:
    """Rows are retired with a reason."""
    assert set(FIRST) <= REQUIRED.rows.keys()


def test_each_manual_has_rows_of_its_own_and_shared_ones() -> None:
    for manual in MANUALS:
        rows = dict(REQUIRED.of(manual))
        assert {row for row in rows if len(rows[row].manuals) == len(MANUALS)}
        assert {row for row in rows if rows[row].manuals == (manual,)}
        assert REQUIRED.manuals[manual].steps


def test_text_and_outputs_carry_every_row(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every language: names, links, codes, words on screens, the order of rows and steps."""
    monkeypatch.chdir(REPOSITORY)
    report = check(Asked(REPOSITORY, site=site))
    wrong = [
        f for f in report.findings if f.severity == "error" and f.rule.startswith(("required/", "toml/"))
    ]
    assert [tell(finding.problem) for finding in wrong] == []
    assert report.looked["rows"] == sum(len(dict(REQUIRED.of(manual))) for manual in MANUALS)


def test_the_messages_of_the_table_are_those_that_translators_get(content: Path) -> None:
    asked = extract(Project(content))
    for name in ("index", *MANUALS):
        found = {one.text for one in passages(content / "docs", name) if one.kind in ("message", "alt")}
        assert found == {message.msgid for message in asked if message.page == name}


@pytest.mark.parametrize("manual", MANUALS)
def test_steps_stand_in_order(manual: str, site: Path) -> None:
    """In the page and in the PDF: each step's heading, one after the other."""
    there = passages(DOCS, manual)
    starts = [there.index(step.passage) for step in steps_of(there)]
    headings = [next(one.text for one in there[start:] if one.kind == "message") for start in starts]
    assert len(headings) == len(REQUIRED.manuals[manual].steps)
    main = next(read_tree(page(site, manual)).iter("main")).text
    printed = "".join(read_pdf(pdf(site, manual), scan="none").texts)
    for text in (squeeze(main), squeeze(printed)):
        at = 0
        for heading in headings:
            at = text.index(squeeze(heading), at) + 1


@pytest.mark.parametrize("row", ["F06", "F07", "F08", "F09", "F10"])
@pytest.mark.parametrize("manual", MANUALS)
def test_what_to_check_before_one_starts_is_printed_before_the_first_step(
    manual: str, row: str, site: Path
) -> None:
    """Start passwords, own devices, systems and browsers, as Ver.4 has it."""
    there = passages(DOCS, manual)
    first = there.index(steps_of(there)[0].passage)
    title = next(one.text for one in there[first:] if one.kind == "message")
    texts = [squeeze(text) for role, text in pdf_gates.reading(pdf(site, manual)) if role != "TOCI"]
    start = next(at for at, tag in enumerate(texts) if tag == squeeze(f"1{title}"))
    said = [part for text in before_next_mark(there, row) for part in spoken_parts(text)]
    # What hangs on a fact that nobody knows is not printed at all.
    printed = [part for part in said if part in "".join(texts)]
    assert printed
    assert [part for part in printed if part not in "".join(texts[:start])] == []


def before_next_mark(there: tuple[Passage, ...], row: str) -> list[str]:
    """What a row's marks stand before: its messages, up to the next mark or heading."""
    found: list[str] = []
    for at, passage in enumerate(there):
        if passage.kind == "mark" and row in passage.ids:
            rest = takewhile(lambda one: one.kind not in ("mark", "end", "step"), there[at + 1 :])
            found += [one.text for one in rest if one.kind == "message"]
    return found


def spoken_parts(message: str) -> list[str]:
    """What of a message is printed as it is spelt: what stands between roles and links."""
    parts = re.split(r"\{[\w-]+\}`[^`]*`|[\[\]*]|\(\S+?\)", message)
    return [squeeze(part) for part in parts if len(squeeze(part)) > 3]


def test_the_picture_of_two_factors_is_told_to_be_an_illustration(site: Path) -> None:
    """F04: it is no screen, and the engine says so below it, in the page and in the PDF."""
    for name in REQUIRED.rows["F04"].screens:
        assert load_spec(SCREENS, name)[1].kind == "illustration"
    word = squeeze(SOURCE.words("picture.illustration"))
    for manual in REQUIRED.rows["F04"].manuals:
        assert word in squeeze(read_tree(page(site, manual)).text)
        assert word in squeeze("".join(read_pdf(pdf(site, manual), scan="none").texts))


def as_seen(message: str) -> re.Pattern[str]:
    """A message of the sources as a page may show it: any words for each fact, label and reference."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", message).replace("**", "")
    shown = re.sub(r"\{nobreak\}`([^`]*)`", r"\1", plain)
    parts = re.split(r"\{\w+\}`[^`]*`", shown)
    return re.compile(".{1,60}?".join(re.escape(squeeze(part)) for part in parts))


def open_sentences(manual: str) -> list[Passage]:
    """The first sentence below each mark of a row that must stand open."""
    rows = {name for name, row in REQUIRED.of(manual) if row.open}
    there = passages(DOCS, manual)
    found = []
    for at, one in enumerate(there):
        if one.kind == "mark" and rows & {*one.ids}:
            below = next(each for each in there[at:] if each.kind not in ("mark", "note", "end", "step"))
            found += [below] if below.kind == "message" else []
    return found


def seen_without_opening(root: Element) -> str:
    """A page's words, less what it shows closed."""
    return squeeze(
        "".join(text for _, text in root.texts(frozenset({"details", "rt", "rp", "script", "style"})))
    )


@pytest.mark.parametrize("manual", MANUALS)
def test_notes_and_what_stops_a_wrong_act_are_seen_without_opening_anything(manual: str, site: Path) -> None:
    """On the page itself. What is printed only while a fact is not known is held by the sources' rule."""
    main = next(read_tree(page(site, manual)).iter("main"))
    seen, whole_page = seen_without_opening(main), squeeze(main.text)
    sentences = [one.text for one in open_sentences(manual)]
    printed = [text for text in sentences if as_seen(text).search(whole_page)]
    assert len(printed) > 20
    assert len(sentences) - len(printed) <= 2  # of a pair, one with and one without a fact
    assert [text for text in printed if not as_seen(text).search(seen)] == []


@pytest.mark.parametrize("manual", MANUALS)
def test_a_note_that_is_closed_would_be_told(manual: str, site: Path) -> None:
    """S01: the box about a file by another name, put into something closed."""
    text = page(site, manual)
    start = text.index('<div class="box caution">', text.index('id="step-3"'))
    end = text.index("</div>", start) + len("</div>")
    spoilt = f"{text[:start]}<details><summary>注意</summary>{text[start:end]}</details>{text[end:]}"
    seen = seen_without_opening(next(read_tree(spoilt).iter("main")))
    lost = [one.text for one in open_sentences(manual) if not as_seen(one.text).search(seen)]
    before = seen_without_opening(next(read_tree(text).iter("main")))
    assert [one for one in lost if as_seen(one).search(before)]
