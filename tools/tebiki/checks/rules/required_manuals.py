"""Rules about the manuals' text beside the table of what it must say, ``docs/required.toml``.

Marks, names, links, codes and the order are held to the table. Of sentences only that is told: somebody
should look whether a changed one still says what it must.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...content.passages import Passage
from ...errors import Problem
from ..required_looks import Look, looks
from ..required_text import (
    COVER,
    NOTHING,
    USED,
    asked_of,
    differing,
    folded,
    mistyped,
    moved,
    shown,
    steps_of,
)
from ..rule import rule
from ..subjects.required import RequiredManual, RequiredTexts


@rule(
    "required/mark",
    bad="% F77（表にない番号）",
    good="% F07",
    fixed=True,
)
def mark(manual: RequiredManual) -> Iterator[Problem]:
    """Each mark of the text is a row of the table, or of another manual that shares the chapter."""
    rows = manual.required.rows
    for row, there in manual.marked.items():
        for one in there.marks if row not in rows else ():
            yield Problem("required/mark", one.place, {"row": row})


@rule(
    "required/mark-like",
    bad="％ F07（％が全角）",
    good="% F07",
    fixed=True,
)
def mark_like(manual: RequiredManual) -> Iterator[Problem]:
    """What looks like the mark of a row that the text lacks is one: else a reader might get to read it."""
    for key, there in _mistyped(manual).items():
        for one in there if _lacks(manual, key) else ():
            text = f"% {one.text}" if one.kind == "note" else one.text
            values = {"row": key, "text": text[:40]}
            yield Problem("required/mark-like", one.place, values)


def _mistyped(manual: RequiredManual) -> Mapping[str, Sequence[Passage]]:
    """Rows of the manual, with what looks like their marks and is none."""
    found: dict[str, list[Passage]] = {}
    for row, one in mistyped(manual.passages):
        if row in manual.rows:
            found.setdefault(row, []).append(one)
    return found


def _lacks(manual: RequiredManual, row: str) -> int:
    """How many marks of a row are missing."""
    there = len(manual.marked[row].marks) if row in manual.marked else 0
    return max(manual.order.rows.count(row) - there, 0)


@rule(
    "required/mark-retired",
    bad='% F07\n\n[rows.F07]\nretired = "令和8年度から、BYODを認めないため"',
    good='[rows.F07]\nretired = "令和8年度から、BYODを認めないため"',
    severity="warning",
)
def mark_retired(manual: RequiredManual) -> Iterator[Problem]:
    """No mark names a row that need not be said any more."""
    for key, row in manual.required.rows.items():
        if row.retired is not None and key in manual.marked and manual.name in row.manuals:
            for one in manual.marked[key].marks:
                yield Problem("required/mark-retired", one.place, {"row": key, "why": row.retired})


@rule(
    "required/gone",
    bad="BYODは、個人が所有する端末を、仕事に使うことです。（上の % F07 を消した）",
    good="% F07\nBYODは、個人が所有する端末を、仕事に使うことです。",
    fixed=True,
)
def gone(manual: RequiredManual) -> Iterator[Problem]:
    """Each row of a manual is marked in its text, in as many places as the table says."""
    like = _mistyped(manual)
    for key, row in manual.rows.items():
        if (lacks := _lacks(manual, key)) and lacks == len(like.get(key, ())):
            continue  # each is told of where it stands
        marks = manual.marked[key].marks if key in manual.marked else ()
        wanted = manual.order.rows.count(key)
        if wanted and len(marks) != wanted:
            values: dict[str, object] = {"manual": manual.name, "row": key, "says": row.says}
            counts: dict[str, object] = {"there": len(marks), "wanted": wanted}
            yield Problem("required/gone", marks[-1].place if marks else manual.page, values | counts)


@rule(
    "required/bare",
    bad="% F07\n\n(next)=\n## 次の章（印の下に、何もない）",
    good="% F07\nBYODは、個人が所有する端末を、仕事に使うことです。",
    fixed=True,
)
def bare(manual: RequiredManual) -> Iterator[Problem]:
    """Something stands below the marks of each row."""
    for key, row in manual.rows.items():
        if key in manual.marked and not manual.marked[key].passages:
            values = {"manual": manual.name, "row": key, "says": row.says}
            yield Problem("required/bare", manual.marked[key].marks[0].place, values)


@rule(
    "required/order",
    bad='% F18\n…\n\n% F17\n…（表: rows = ["F17", "F18"]）',
    good='% F17\n…\n\n% F18\n…（表: rows = ["F17", "F18"]）',
    fixed=True,
)
def order(manual: RequiredManual) -> Iterator[Problem]:
    """The rows stand in the order of the table."""
    wanted = [row for row in manual.order.rows if row in manual.rows]
    for one in moved(wanted, manual.passages):
        values = {"manual": manual.name, "first": one.first, "second": one.second}
        yield Problem("required/order", one.at.place, values)


@rule(
    "required/steps",
    bad='(step-5)=\n### 証明書の種類を選ぶ（画面 android/name を出す。表: ["android/kind"]）',
    good='(step-5)=\n### 証明書の種類を選ぶ（画面 android/kind を出す。表: ["android/kind"]）',
    fixed=True,
)
def steps(manual: RequiredManual) -> Iterator[Problem]:
    """Each step stands where the table has it; a step is known by its pictures."""
    there, wanted = steps_of(manual.passages), manual.order.steps
    for now, then in differing([step.screens for step in there], wanted):
        number = (then if now is None else now) or 0
        values = {"manual": manual.name, "number": number + 1, "count": len(there), "asked": len(wanted)}
        values |= {"now": _step(there[now].screens if now is not None else None)}
        values |= {"then": _step(wanted[then] if then is not None else None)}
        at = there[now].passage.place if now is not None else manual.page
        yield Problem("required/steps", at, values)


def _step(screens: tuple[str, ...] | None) -> str:
    return NOTHING if screens is None else f"[{', '.join(screens)}]"


@rule(
    "required/missing",
    bad='% F15\nファイルを押します。\n\n[rows.F15]\nfacts = ["certificate.file"]',
    good='% F15\nファイル{fact}`certificate.file`を押します。\n\n[rows.F15]\nfacts = ["certificate.file"]',
    fixed=True,
)
def missing(manual: RequiredManual) -> Iterator[Problem]:
    """The text of a row uses the facts, links, words on screens, codes and pictures that it must."""
    for key, row in manual.rows.items():
        there = manual.marked.get(key)
        if there is None or not there.passages:
            continue  # it is told that the row is gone
        for kind, asked in asked_of(row):
            if not there.uses(kind, asked) and not (kind == "facts" and asked in COVER):
                values = {"manual": manual.name, "row": key, "says": row.says}
                sign = USED[kind][0].format(name=asked)
                yield Problem("required/missing", there.marks[0].place, values | {"sign": sign})


@rule(
    "required/folded",
    bad=":::{differs}\n% F21\nこの画面は、出ないことがあります。\n:::（表: open = true）",
    good="% F21\nこの画面は、出ないことがあります。\n\n:::{differs}\n…\n:::（表: open = true）",
    fixed=True,
)
def closed(manual: RequiredManual) -> Iterator[Problem]:
    """What a row calls open stands where a page shows it to who opens nothing."""
    for key, row in manual.rows.items():
        there = manual.marked.get(key)
        if row.open and there is not None and there.passages:
            for one, text in folded(row, there, manual.passages):
                values = {"manual": manual.name, "row": key, "says": row.says, "text": text[:40]}
                yield Problem("required/folded", one.place, values)


@rule(
    "required/look-again",
    bad="% F07\nBYODは、個人が所有する端末のことです。（見たときから、文が変わった）",
    good='tebiki required looked F07 --by "認証担当" --on 2026-03-05（見て、記録した）',
    severity="warning",
)
def look_again(texts: RequiredTexts) -> Iterator[Problem]:
    """The sentences of a row are those that somebody has read."""
    for look in looks(texts.manuals):
        if look.change is not None and look.last is not None:
            then, now = shown(look.change.then or "", look.change.now or "")
            values = {"role": look.last.role, "on": look.last.on}
            sentences = {"then": then or NOTHING, "now": now or NOTHING}
            yield Problem("required/look-again", look.place, _who(look) | values | sentences)


def _who(look: Look) -> dict[str, object]:
    """The rows of a look as people name them, and its manuals."""
    rows = ", ".join(f"{row} ({says})" for row, says in look.rows.items())
    return {"rows": rows, "ids": " ".join(look.rows), "manuals": ", ".join(look.manuals)}


@rule(
    "required/not-looked",
    bad='[rows.F27]\nsays = "端末を2台使うとき"（まだ誰も見ていない）',
    good='tebiki required looked F27 --by "認証担当" --on 2026-03-05（見て、記録した）',
    severity="warning",
)
def not_looked(texts: RequiredTexts) -> Iterator[Problem]:
    """Somebody has read the text of each row."""
    for look in looks(texts.manuals):
        if look.last is None:
            yield Problem("required/not-looked", look.place, _who(look))
