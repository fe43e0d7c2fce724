"""Rules about what the manuals must say: the table ``docs/required.toml`` and the text beside it.

Names, links, codes and the order are held to the table. Of sentences only that is told: somebody
should look whether a changed one still says what it must.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...content.facts import Fact, facts_of
from ...content.passages import Passage, passages
from ...content.required import NAME as REQUIRED
from ...content.ruby import RUBY_LANGUAGE, plain
from ...content.screen_files import list_screens, split_name
from ...errors import Problem
from ..city import City
from ..required_looks import Look, looks
from ..required_text import COVER, USED, asked_of, differing, mistyped, moved, shown, steps_of
from ..rule import rule
from ..subjects import EditionFacts, RequiredManual, RequiredTable, RequiredTexts, SitePage, SitePdf

if TYPE_CHECKING:  # PDFium: a check of sources needs none
    from ...output.pdf_document import Document

_NOTHING = "―"


def _listed(names: Collection[str]) -> str:
    return ", ".join(names) or _NOTHING


@rule(
    "required/manual",
    bad="[manuals.andoroid]",
    good="[manuals.android]",
    fixed=True,
)
def manual(table: RequiredTable) -> Iterator[Problem]:
    """Each manual of the table is one of the edition; one that the city gave up says so."""
    required, known = table.required, table.city.edition.manuals
    for name, order in required.manuals.items():
        if order.retired is None and name not in known:
            values = {"manual": name, "known": _listed(known)}
            yield Problem("required/manual", table.place("manuals", name), values)


@rule(
    "required/not-listed",
    bad="# [manuals.windows]",
    good='[manuals.windows]\nrows = ["F01", "F02"]',
    severity="warning",
)
def not_listed(table: RequiredTable) -> Iterator[Problem]:
    """Each manual of the edition stands in the table."""
    for name in table.city.edition.manuals:
        if name not in table.required.manuals:
            yield Problem("required/not-listed", table.place(), {"manual": name})


@rule(
    "required/manual-retired",
    bad='[manuals.windows]\nretired = "Windowsをやめたため"（この年度に、まだある）',
    good='[manuals.windows]\nrows = ["F01", "F02"]',
    severity="warning",
)
def manual_retired(table: RequiredTable) -> Iterator[Problem]:
    """No manual that the table calls given up is one of the edition."""
    for name, order in table.required.manuals.items():
        if order.retired is not None and name in table.city.edition.manuals:
            values = {"manual": name, "why": order.retired}
            yield Problem("required/manual-retired", table.place("manuals", name, "retired"), values)


@rule(
    "required/no-table",
    bad="% F07（docs/required.toml が、docs/required.toml.txt という名前になっている）",
    good="docs/required.toml",
    severity="warning",
)
def no_table(facts: EditionFacts) -> Iterator[Problem]:
    """Where a text has marks, the table that they are of is there."""
    docs = facts.city.root / "docs"
    if not (docs / REQUIRED).is_file():
        pages = [name for name in facts.city.edition.manuals if (docs / f"{name}.md").is_file()]
        marks = [one for name in pages for one in passages(docs, name) if one.kind == "mark"]
        if marks:
            yield Problem("required/no-table", marks[0].place, {"mark": marks[0].text})


@rule(
    "required/name",
    bad='[rows.F15]\nfacts = ["certificate.flie"]',
    good='[rows.F15]\nfacts = ["certificate.file"]',
    fixed=True,
)
def name(table: RequiredTable) -> Iterator[Problem]:
    """Each fact, link, code, picture and word on a screen that a row names is there."""
    known = _known(table.city)
    for key, row in table.required.rows.items():
        for kind, asked in asked_of(row):
            whole = split_name(asked)[0] if kind == "screens" else asked  # a variant is of a screen
            if row.retired is None and kind in known and whole not in known[kind]:
                values = {"row": key, "kind": kind, "name": asked, "known": _listed(known[kind])}
                yield Problem("required/name", table.place("rows", key, kind), values)


def _known(city: City) -> Mapping[str, Collection[str]]:
    """What rows may name, by kind."""
    words = next(iter(city.languages.values()))
    facts = [facts_of(city.edition, city.settings, words, name) for name in city.edition.manuals]
    links = city.edition.links
    names = dict.fromkeys(name for one in facts for name in one)
    screens = list_screens(city.root / "screenshots")
    found: dict[str, Collection[str]] = {"facts": names, "links": links, "codes": links, "screens": screens}
    if city.labels:  # else their file could not be read, and that is told
        found["labels"] = city.labels
    return found


@rule(
    "required/unequal",
    bad='[manuals.android]\nrows = ["F01"]\n\n[rows.F02]\nmanuals = ["android"]',
    good='[manuals.android]\nrows = ["F01", "F02"]\n\n[rows.F02]\nmanuals = ["android"]',
    fixed=True,
)
def unequal(table: RequiredTable) -> Iterator[Problem]:
    """A row names the manuals whose order names the row, and no other."""
    rows, manuals = table.required.rows, table.required.manuals
    listed = {(row, name) for name, order in manuals.items() for row in order.rows}
    meant = {(key, name) for key, row in rows.items() for name in row.manuals if row.retired is None}
    retired = {(key, name) for key, row in rows.items() for name in row.manuals if row.retired is not None}
    for row, name in sorted(meant ^ (listed - retired)):
        place = table.place("rows", row, "manuals") if row in rows else table.place("manuals", name, "rows")
        yield Problem("required/unequal", place, {"row": row, "manual": name})


@rule(
    "required/looked",
    bad='[[looked]]\nrow = "F77"（表にない行の記録）',
    good='[[looked]]\nrow = "F07"',
    fixed=True,
)
def looked(table: RequiredTable) -> Iterator[Problem]:
    """Each look is at a row of the table, in manuals of the row; such records are never deleted either."""
    rows = table.required.rows
    for index, look in enumerate(table.required.looked):
        for name in look.manuals:
            if look.row not in rows or name not in rows[look.row].manuals:
                values = {"row": look.row, "manual": name}
                yield Problem("required/looked", table.place("looked", index), values)


@rule(
    "required/looked-twice",
    bad='[[looked]]\nrow = "F07"\n…\n\n[[looked]]\nrow = "F07"（同じ行の記録が、もう1つある）',
    good='[[looked]]\nrow = "F07"',
    fixed=True,
)
def looked_twice(table: RequiredTable) -> Iterator[Problem]:
    """Of a row in a manual there is one record of a look, the last: else nobody knows which one holds."""
    seen: set[tuple[str, str]] = set()
    for index, look in enumerate(table.required.looked):
        for name in look.manuals:
            if (look.row, name) in seen:
                values = {"row": look.row, "manual": name}
                yield Problem("required/looked-twice", table.place("looked", index), values)
            seen.add((look.row, name))


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
    return _NOTHING if screens is None else f"[{', '.join(screens)}]"


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
            sentences = {"then": then or _NOTHING, "now": now or _NOTHING}
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


@dataclass(frozen=True, slots=True)
class _Value:
    """What must stand in an output: the row that asks for it, its name there, what a reader sees."""

    row: str
    kind: str
    name: str
    value: str

    def within(self, text: str) -> bool:
        """Whether a text, without blanks, holds it; words on a screen may hold what others fill."""
        return all(_squeezed(part) in text for part in re.split(r"\{\w+\}", self.value))


def _values(city: City, name: str, language: str) -> Iterator[_Value]:
    """All values of a manual in a language that its rows ask for; what nobody knows is not printed."""
    facts = facts_of(city.edition, city.settings, city.languages[language], name)
    for row, one in city.required.of(name) if city.required else ():
        for kind, asked in asked_of(one):
            if value := _value(city, facts, kind, asked, language):
                yield _Value(row, kind, asked, value)


def _value(city: City, facts: Mapping[str, Fact], kind: str, asked: str, language: str) -> str | None:
    """What a reader sees of a thing; None where it is not known, not there, or told by other rules."""
    if kind == "facts" and asked in facts:
        return plain(facts[asked].text or "") or None
    if kind in ("links", "codes") and asked in city.edition.links:
        return city.edition.links[asked].url
    if kind == "labels" and asked in city.labels:
        return city.labels[asked].text(language)
    return None


def _squeezed(text: str) -> str:
    """Text without blanks and signs that nobody sees, in one form: outputs break their lines elsewhere."""
    bare = re.sub(r"[\s\u200b\u2060\u00ad]", "", unicodedata.normalize("NFKC", text))
    return bare.replace("\u2011", "-").replace("\u2010", "-")


def _language(page: SitePage) -> str | None:
    """The language that a manual's page is held to; None for other pages and for one held back."""
    language, required = page.city.code_of(page.lang), page.city.required
    if required is None or page.manual not in required.manuals or language is None:
        return None
    source = language == page.city.settings.languages[0]
    return language if source or any("step" in one.classes for one in page.root.iter("section")) else None


@rule(
    "required/value",
    bad="<p>添付ファイルを押します。</p>（行 F15 の事実 certificate.file の値が、ページのどこにもない）",
    good="<p>添付ファイル<code>ABC250301.p12</code>を押します。</p>",
    fixed=True,
)
def value_on_page(page: SitePage) -> Iterator[Problem]:
    """What the rows of a manual ask for stands on its page: values, links, codes with their address."""
    language, name = _language(page), page.manual
    if language is None or name is None:
        return
    text = _squeezed(page.root.text)
    links = {link.attrs["href"] for link in page.links()}
    pictures = " ".join(image.attrs.get("src", "") for image in page.root.iter("img"))
    for one in _values(page.city, name, language):
        if one.kind == "links":
            there = one.value in links
        elif one.kind == "codes":
            there = f"/qr-{one.name}.png" in pictures and one.within(text)
        else:
            there = one.within(text)
        if not there:
            yield Problem("required/value", page.place(), _told(one, name))


@rule(
    "required/value",
    bad="（行 F15 の事実 certificate.file の値が、PDFのどこにもない）",
    good="ABC250301.p12",
    fixed=True,
)
def value_in_pdf(pdf: SitePdf) -> Iterator[Problem]:
    """The same in its PDF, where links have their address beside them; the page for the wall has less."""
    page = pdf.page
    language = None if page is None else _language(page)
    if page is None or language is None or page.manual is None or pdf.summary:
        return
    content = pdf.document.content
    text, codes = _text(pdf.document), {code for codes in content.codes for code in codes}
    for one in _values(pdf.city, page.manual, language):
        if one.kind == "links":
            there = one.value in content.links and one.within(text)
        elif one.kind == "codes":
            there = one.value in codes and one.within(text)
        else:  # between the lines of a PDF readings stand within the text
            there = language == RUBY_LANGUAGE or one.within(text)
        if not there:
            yield Problem("required/value", pdf.place(), _told(one, page.manual))


def _text(document: Document) -> str:
    """All text of a PDF, as it stands on its pages and as its tags give it.

    On a page a caption may stand between two lines of a paragraph, and at a page's end the footer.
    """
    tags = document.tags
    leaves = "".join(tag.text for tag in tags if tag.leaf)
    return _squeezed("\0".join(("".join(document.content.texts), leaves, *(tag.text for tag in tags))))


def _told(one: _Value, manual: str) -> dict[str, object]:
    return {"row": one.row, "manual": manual, "name": one.name, "value": one.value}
