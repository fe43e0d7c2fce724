"""Faults planted in a table and in the text beside it: each is told by its own rule, in its place."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from planted import found, spoil
from web_gates import unmarked

from tebiki.audit.audit import Asked, check
from tebiki.checks.required_text import COVER
from tebiki.checks.rule import Finding
from tebiki.errors import Place
from tebiki.messages import tell

TABLE, TABLET, PHONE, END = "docs/required.toml", "docs/tablet.md", "docs/phone.md", "docs/parts/end.md"
STEP_1 = "(step-1)=\n### 申し込む\n"
WAITING = "\n(step-2)=\n### まつ\n\n:::{screen} tablet/wait\n:::\n"
TEXT_OF_A3 = "{ui}`tablet.ask.title`と出たら、ファイル{fact}`certificate.file`を入れます。"
MARKED_A3 = f"% A3\n{TEXT_OF_A3}"
WHOLE_STEP_2 = re.compile(r"(?s)\(step-2\)=.*?(?=```\{include\})")

#: Rule, file, what stands there, what is put there, line of the finding (None: where it was put).
Fault = tuple[str, str, str, str, tuple[str, int | None] | None]
FAULTS: list[Fault] = [
    ("required/gone", TABLET, "% A3\n", "", (TABLET, None)),
    ("required/gone", TABLET, "% A3\n", "% A2\n", (TABLET, None)),
    ("required/gone", TABLET, "(trouble)=", "% A5\n(trouble)=", (TABLET, 53)),
    ("required/bare", END, "作業は、これで終わりです。", "", (END, 4)),
    ("required/steps", TABLET, ":::{screen} tablet/ask", ":::{screen} tablet/other", (TABLET, 30)),
    ("required/steps", TABLET, STEP_1, STEP_1 + WAITING, (TABLET, 17)),
    ("required/missing", TABLET, "{fact}`certificate.file`", "申込書", (TABLET, 33)),
    ("required/missing", TABLET, "1. {ui}`tablet.ask.ok`を", "1. ボタンを", (TABLET, 33)),
    ("required/missing", TABLET, "(fact:form)", "(#step-2)", (TABLET, 17)),
    ("required/missing", TABLET, ":::{qr} form", ":::{info} 申込", (TABLET, 17)),
    ("required/missing", TABLET, ":::{screen} tablet/ask", ":::{info} 画面", (TABLET, 33)),
    ("required/folded", TABLET, MARKED_A3, f":::{{differs}}\n{MARKED_A3}\n:::", (TABLET, 34)),
    ("required/folded", TABLET, MARKED_A3, f"% A3\n:::{{differs}}\n{TEXT_OF_A3}\n:::", (TABLET, 33)),
    ("required/mark", TABLET, "% A1", "% A1 A77", (TABLET, 4)),
    ("required/mark-retired", END, "% A4", "% A4 B1", (END, 4)),
    ("required/manual", TABLE, "[manuals.phone]", "[manuals.phoan]", None),
    ("required/name", TABLE, 'facts = ["certificate.file"]', 'facts = ["certificate.flie"]', None),
    ("required/name", TABLE, 'links = ["form"]', 'links = ["from"]', None),
    ("required/name", TABLE, 'codes = ["form"]', 'codes = ["from"]', None),
    ("required/name", TABLE, '"tablet.ask.ok"]', '"tablet.ask.okay"]', None),
    ("required/unequal", TABLE, '"A3", "A4", "A5"]', '"A3", "A4"]', None),
    ("required/unequal", TABLE, 'rows = ["A1", "A2", "A4"]', 'rows = ["A1", "A2", "A4", "A9"]', None),
    ("required/looked", TABLE, 'row = "A5"', 'row = "A7"', None),
    ("required/looked", TABLE, '"A3"\nmanuals = ["tablet"]', '"A3"\nmanuals = ["tablet", "phone"]', None),
    ("toml/unknown", TABLE, "codes = [", "qrcodes = [", None),
    ("toml/unknown", TABLE, 'row = "A1"\n', 'row = "A1"\nname = "x"\n', None),
    ("toml/pattern", TABLE, "[rows.A5]", "[rows.a5]", None),
    ("format/newer", TABLE, "format = 2", "format = 3", None),
    ("required/looked-twice", TABLE, '["phone"]\nrole', '["phone", "tablet"]\nrole', None),
]  # fmt: skip


@pytest.fixture
def root(required_city: Path) -> Path:
    return required_city


@pytest.fixture(scope="session")
def built(built_required: Path) -> Path:
    return built_required


def folded(root: Path) -> list[tuple[str, int | None]]:
    return [(name, line) for code, name, line, _ in found(root, outputs=False) if code == "required/folded"]


def test_a_fact_that_has_moved_into_a_closed_box_is_told(root: Path) -> None:
    """The sentence alone, without its mark."""
    assert folded(root) == []
    spoil(root / TABLET, "ファイル{fact}`certificate.file`を入れます。", "入れます。")
    spoil(root / TABLET, "{step}`1`に戻るか、", "ファイルは{fact}`certificate.file`です。{step}`1`に戻るか、")
    assert folded(root) == [(TABLET, 33)]


def test_a_note_that_has_left_its_mark_behind_is_told(root: Path) -> None:
    """What follows the mark then is another thing's picture."""
    spoil(root / TABLE, 'screens = ["tablet/ask"]\n', "")
    assert folded(root) == []
    spoil(root / TABLET, f"{TEXT_OF_A3}\n", "")
    assert (TABLET, 33) in folded(root)


def test_a_row_that_may_be_closed_is_not_told(root: Path) -> None:
    spoil(root / TABLE, "open = true\n", "")
    spoil(root / TABLET, MARKED_A3, f":::{{differs}}\n{MARKED_A3}\n:::")
    assert folded(root) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}-{fault[3][:20]}")
def test_a_planted_fault_is_told_in_its_place(root: Path, fault: Fault) -> None:
    rule, file, old, new, at = fault
    before = found(root, outputs=False)
    spoil(root / file, old, new)
    places = {(name, line) for code, name, line, _ in found(root, outputs=False) - before if code == rule}
    assert places, rule
    if at is not None:
        assert at in places
    assert {name for name, _ in places} <= {file, TABLE}


def test_what_is_right_is_not_spoken_of(root: Path) -> None:
    assert [code for code, *_ in found(root, outputs=False) if code.startswith(("required", "toml"))] == []


def told(root: Path) -> list[Finding]:
    findings = check(Asked(root, outputs=False)).findings
    return [finding for finding in findings if finding.rule.startswith("required/")]


def test_steps_that_are_gone_or_change_places(root: Path) -> None:
    page = root / TABLET
    text = page.read_text(encoding="utf-8")
    step = WHOLE_STEP_2.search(text)
    assert step is not None
    page.write_text(text.replace(step[0], ""), encoding="utf-8")
    assert {finding.rule for finding in told(root)} == {"required/gone", "required/steps"}
    swapped = step[0].replace("step-2", "step-1")
    first = text[text.index("(step-1)=") : text.index("(step-2)=")]
    page.write_text(
        text.replace(step[0], "").replace(first, swapped + first.replace("step-1", "step-2")),
        encoding="utf-8",
    )
    rules = [finding.rule for finding in told(root)]
    assert rules.count("required/steps") == 2
    assert rules.count("required/order") == 1
    assert len(rules) == 3  # of sentences none


def test_a_changed_sentence_is_a_question_and_no_error(root: Path) -> None:
    spoil(root / TABLET, "みまもりネットに入る手順です。", "みまもりネットに入る方法です。")
    (finding,) = told(root)
    assert (finding.rule, finding.severity) == ("required/look-again", "warning")
    assert finding.problem.place == Place(TABLET, 5)
    text = tell(finding.problem)
    assert "A1 (何の手引か)" in text
    assert "みまもり係" in text
    assert "2031-03-02" in text
    assert "みまもりネットに入る【手順】です。" in text
    assert "みまもりネットに入る【方法】です。" in text
    assert "tebiki required looked A1 --by" in text


def test_a_sentence_that_is_new_or_gone(root: Path) -> None:
    spoil(root / END, "作業は、これで終わりです。\n", "作業は、これで終わりです。\n\nお疲れさまでした。\n")
    (finding,) = told(root)
    assert (finding.problem.values["then"], finding.problem.values["now"]) == ("―", "【お疲れさまでした。】")
    assert finding.problem.place == Place(END, 7)
    spoil(root / END, "\n\nお疲れさまでした。\n", "\n")
    spoil(root / TABLET, "\n:::{actions}\n- [手順1から始める](#step-1)\n:::\n", "")
    (finding,) = told(root)
    assert finding.problem.values["now"] == "―"
    assert finding.problem.place == Place(TABLET, 4)


def test_a_sentence_that_manuals_share_is_told_once(root: Path) -> None:
    spoil(root / END, "これで終わり", "ここで終わり")
    (finding,) = told(root)
    assert finding.problem.values["manuals"] == "tablet, phone"


def test_other_values_of_a_year_change_nothing(root: Path) -> None:
    edition = root / "docs" / "editions" / "2031.toml"
    text = edition.read_text(encoding="utf-8")
    text = (
        text.replace("YMB-2031-0228", "YMB-2031-0301").replace("/f/9", "/f/10").replace("2031-03", "2031-04")
    )
    edition.write_text(text, encoding="utf-8")
    assert told(root) == []


def test_a_row_that_nobody_has_read(root: Path) -> None:
    table = (root / TABLE).read_text(encoding="utf-8")
    start = table.index('[[looked]]\nrow = "A4"')
    end = table.index("[[looked]]", start + 1)
    (root / TABLE).write_text(table[:start] + table[end:], encoding="utf-8")
    (finding,) = told(root)
    assert (finding.rule, finding.severity) == ("required/not-looked", "warning")
    assert finding.problem.values["manuals"] == "tablet, phone"


def test_a_retired_row_is_not_asked_for(root: Path) -> None:
    spoil(
        root / TABLE, 'says = "ファイルを入れる"\n', 'says = "ファイルを入れる"\nretired = "紙で配るため"\n'
    )
    spoil(root / TABLET, "% A3\n", "")
    spoil(root / TABLET, "{fact}`certificate.file`", "申込書")
    assert told(root) == []


def test_a_manual_that_the_table_lacks(root: Path) -> None:
    table = (root / TABLE).read_text(encoding="utf-8")
    table = table[: table.index("[manuals.phone]")] + table[table.index("[rows.A1]") :]
    table = table.replace(', "phone"]', "]").replace('["phone"]', '["tablet"]')
    cut = table.index('[[looked]]\nrow = "A1"', table.index('row = "A1"'))
    table = table[:cut] + table[table.index('[[looked]]\nrow = "A2"') :]
    (root / TABLE).write_text(table, encoding="utf-8")
    assert [(finding.rule, finding.severity) for finding in told(root)] == [
        ("required/not-listed", "warning")
    ]


def test_a_manual_that_the_city_gave_up(root: Path) -> None:
    spoil(root / TABLE, "[manuals.phone]\n", '[manuals.phone]\nretired = "電話では使えないため"\n')
    edition = root / "docs" / "editions" / "2031.toml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text[: text.index("[manuals.phone]")], encoding="utf-8")
    assert told(root) == []


def test_a_table_that_cannot_be_read_is_told_once(root: Path) -> None:
    """What depends on it is not told, too: it would hide what is wrong."""
    spoil(root / TABLE, 'says = "何の手引か"', "says = 3")
    findings = [f.rule for f in check(Asked(root, outputs=False)).findings if f.severity == "error"]
    assert findings == ["toml/string"]


def test_without_a_table_nothing_is_asked_but_where_the_marks_belong(root: Path) -> None:
    (root / TABLE).rename(root / "docs" / "required.toml.txt")
    spoil(root / TABLET, "% A3\n", "")
    (finding,) = told(root)
    assert (finding.rule, finding.severity) == ("required/no-table", "warning")
    assert finding.problem.place == Place(TABLET, 4)
    for file in (TABLET, PHONE, END):
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(re.sub(r"(?m)^% .*\n", "", text), encoding="utf-8")
    assert told(root) == []


@pytest.mark.parametrize(("file", "count"), [(TABLET, 1), (END, 1), (TABLE, 1), ("docs/index.md", 0)])
def test_files_that_are_asked_for_alone(root: Path, file: str, count: int) -> None:
    spoil(root / TABLET, "みまもりネットに入る手順です。", "みまもりネットに入る方法です。")
    findings = check(Asked(root, files=(root / file,), outputs=False)).findings
    assert len([finding for finding in findings if finding.rule == "required/look-again"]) == count


#: What stands in the built page, what is put there, the row and the name that are missed then.
LOST = [
    ("YMB-2031-0228.pfx", "YMB-2031-0228", "A3", "certificate.file"),
    ('href="https://yamabe.example/f/9"', 'href="https://yamabe.example/f/8"', "A2", "form"),
    ("/qr-form.png", "/form.png", "A2", "form"),
    ("を入れますか", "を入れる?", "A3", "tablet.ask.title"),
    ("Ver.12", "Ver.", "A1", "version"),
]


@pytest.mark.parametrize("lost", LOST, ids=lambda lost: lost[3])
def test_a_value_that_a_page_lacks(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: tuple[str, str, str, str]
) -> None:
    old, new, row, name = lost
    root = tmp_path / "yamabe"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    page = root / "build" / "site" / "ja" / "tablet.html"
    text = unmarked(page.read_text(encoding="utf-8"))
    assert old in text
    page.write_text(text.replace(old, new), encoding="utf-8")
    missed = [f.problem for f in check(Asked(root)).findings if f.rule == "required/value"]
    assert [(problem.values["row"], problem.values["name"]) for problem in missed] == [(row, name)]
    assert missed[0].place == Place("build/site/ja/tablet.html")


def test_a_value_that_a_pdf_lacks(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other manual's PDF in its place."""
    root = tmp_path / "yamabe"
    shutil.copytree(built, root)
    monkeypatch.chdir(root)
    site = root / "build" / "site" / "ja"
    shutil.copy(site / "guide-phone-ver3-ja.pdf", site / "guide-tablet-ver12-ja.pdf")
    missed = [f.problem for f in check(Asked(root)).findings if f.rule == "required/value"]
    assert {problem.values["name"] for problem in missed} == {
        "version", "certificate.file", "tablet.ask.title", "tablet.ask.ok",
    }  # fmt: skip
    assert {str(problem.place) for problem in missed} == {"build/site/ja/guide-tablet-ver12-ja.pdf"}


def test_the_engine_prints_what_a_row_need_not_name(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Facts of the cover stand in each page and PDF, though no text names them."""
    monkeypatch.chdir(built)
    table = built / "docs" / "required.toml"
    before = table.read_text(encoding="utf-8")
    facts = ", ".join(f'"{name}"' for name in sorted(COVER))
    try:
        table.write_text(
            before.replace('facts = ["title", "version"]', f"facts = [{facts}]"), encoding="utf-8"
        )
        assert [f for f in check(Asked(built)).findings if f.rule.startswith("required/")] == []
    finally:
        table.write_text(before, encoding="utf-8")
