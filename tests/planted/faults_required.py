"""What the manuals must say: slips in the table, in the marks above the text, in the numbers of formats."""

from __future__ import annotations

from pathlib import Path

from faults import EDITION, LABELS, PAGE, SCREEN, At, Batch, Fault, Plant, at, edit, move, put, whole

TABLE, PHONE, END = "docs/required.toml", "docs/phone.md", "docs/parts/end.md"
PROJECT = "yamabe_required"
TEXT_OF_A3 = "{ui}`tablet.ask.title`と出たら、ファイル{fact}`certificate.file`を入れます。"
STEP_2 = ("(step-2)=", "```{include}")


def batch(name: str, *faults: Fault, consequences: tuple[str, ...] = ()) -> Batch:
    """Slips in sources; there is no output that could be older than they are."""
    return Batch(name, faults, site=False, consequences=consequences, of=PROJECT)


def changed(file: str, *pairs: tuple[str, str]) -> Plant:
    """Several places of a file; told where the first one stands."""

    def plant(root: Path) -> At:
        places = [edit(file, old, new)(root) for old, new in pairs]
        return places[0]

    return plant


def bytes_of(file: str, old: bytes, new: bytes) -> Plant:
    """A file saved by another program."""

    def plant(root: Path) -> At:
        path = root / file
        path.write_bytes(path.read_bytes().replace(old, new))
        return None

    return plant


def half(file: str) -> Plant:
    """A copy that broke off within the first record of a look."""

    def plant(root: Path) -> At:
        path = root / file
        text = path.read_text(encoding="utf-8")
        path.write_text(text[: text.index("みまもりネットに入る")], encoding="utf-8")
        return text[: text.index("みまもりネットに入る")].count("\n") + 1

    return plant


def step_moved(root: Path) -> At:
    """The step now stands in the chapter that both manuals share."""
    path, end = root / PAGE, root / END
    text = path.read_text(encoding="utf-8")
    start, stop = (text.index(sign) for sign in STEP_2)
    path.write_text(text[:start] + text[stop:], encoding="utf-8")
    before = end.read_text(encoding="utf-8")
    end.write_text(f"{before}\n{text[start:stop]}", encoding="utf-8")
    return before.count("\n") + 2


def marks(root: Path) -> At:
    """The marks of two rows have changed places."""
    changed(PAGE, ("% A2", "% "), ("% A3", "% A2"))(root)
    return edit(PAGE, "% \n", "% A3\n")(root)


def pasted_look(root: Path) -> At:
    """The last record once more at the end."""
    path = root / TABLE
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n{text[text.rindex('[[looked]]') :]}", encoding="utf-8")
    return text.count("\n") + 2


def lost_looks(root: Path) -> At:
    """The file ends before the records; the first mark is asked for."""
    path = root / TABLE
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[[looked]]")], encoding="utf-8")
    return 4


def number_last(root: Path) -> At:
    """The number has moved to the end of the file, where it is one of the last record."""
    edit(TABLE, "format = 2\n", "")(root)
    text = (root / TABLE).read_text(encoding="utf-8")
    (root / TABLE).write_text(f"{text}format = 2\n", encoding="utf-8")
    return text.count("\n") + 1


def slip(name: str, new: str, rule: str = "required/mark-like", also: tuple[str, ...] = ()) -> Batch:
    """The mark of the row A3, mistyped."""
    return batch(f"mark: {name}", Fault(name, rule, PAGE, edit(PAGE, "% A3", new), also))


MARKS = (
    slip("a full-width %", "％ A3", also=("required/look-again", "source/comment-line")),
    slip("full-width letters and digits", "% Ａ３", also=("source/mark-line",)),
    slip("a full-width digit", "% A３", also=("source/mark-line",)),
    slip("lower case", "% a3", also=("source/mark-line",)),
    slip("a remark behind it", "% A3（ファイルの名前）"),
    slip("two ids with a comma", "% A3、A5", also=("source/mark-line",)),
    slip("two percent signs", "%% A3"),
    slip("a sign that nobody sees", "% A\u200b3", also=("source/unseen",)),
    slip("another comment", "<!-- % A3 -->", also=("source/html",)),
    slip("a nought too many", "% A03", "required/mark", also=("required/gone",)),
    batch(
        "mark: pasted twice",
        Fault("pasted twice", "required/gone", PAGE, at(34, edit(PAGE, "% A3", "% A3\n% A3"))),
    ),
)
TEXTS = (
    batch(
        "marks that changed places",
        Fault("marks that changed places", "required/order", PAGE, marks),
        consequences=("required/missing", "required/look-again"),
    ),
    batch(
        "a mark behind its sentence",
        Fault(
            "a mark behind its sentence",
            "required/missing",
            PAGE,
            lambda root: (edit(PAGE, f"% A3\n{TEXT_OF_A3}\n", f"{TEXT_OF_A3}\n\n% A3\n")(root), 35)[1],
        ),
        consequences=("required/look-again",),
    ),
    batch(
        "a mark above its heading",
        Fault(
            "a mark above its heading",
            "required/bare",
            PAGE,
            edit(PAGE, "### 入れる\n\n% A3\n", "% A3\n\n### 入れる\n\n"),
        ),
    ),
    batch(
        "a note in a closed box",
        Fault(
            "a note in a closed box",
            "required/folded",
            PAGE,
            at(34, edit(PAGE, f"% A3\n{TEXT_OF_A3}\n", f":::{{differs}}\n% A3\n{TEXT_OF_A3}\n:::\n")),
        ),
    ),
    batch(
        "a mark behind the title of a remedy",
        Fault(
            "a mark behind the title of a remedy",
            "required/mark-like",
            PAGE,
            edit(PAGE, "% A5\n:::{remedy} 何も起きない", ":::{remedy} 何も起きない % A5"),
        ),
        consequences=("required/look-again",),
    ),
    batch(
        "a step in a shared chapter",
        Fault("a step in a shared chapter", "required/steps", END, step_moved),
        consequences=("required/order", "source/step", "source/link", "source/remedy"),
    ),
    batch(
        "a shared chapter twice",
        Fault(
            "a shared chapter twice",
            "required/gone",
            END,
            at(4, edit(PAGE, "```{include} parts/end.md\n```", "```{include} parts/end.md\n```\n" * 2)),
        ),
        consequences=("required/look-again",),
    ),
    batch(
        "a shared chapter is left out",
        Fault(
            "a shared chapter is left out",
            "required/gone",
            PHONE,
            whole(edit(PHONE, "```{include} parts/end.md\n```\n", "")),
        ),
    ),
    batch(
        "full-width braces",
        Fault(
            "full-width braces",
            "required/missing",
            PAGE,
            lambda root: (edit(PAGE, "1. {ui}`tablet.ask.ok`を", "1. ｛ui｝`tablet.ask.ok`を")(root), 33)[1],
        ),
        consequences=("required/look-again", "source/role-line"),
    ),
    batch(
        "a code as a picture",
        Fault(
            "a code as a picture", "required/missing", PHONE, at(17, edit(PHONE, ":::{qr} form", ":::{info}"))
        ),
        consequences=("required/look-again", "source/option-none"),
    ),
    batch(
        "a corrected sentence",
        Fault("a corrected sentence", "required/look-again", END, edit(END, "これで終わり", "以上で終わり")),
    ),
    batch(
        "a sentence within an alt",
        Fault("an alt", "required/look-again", PAGE, edit(PAGE, ":alt: {ui}`tablet.ask.ok`の", ":alt: 青い")),
    ),
)
TABLES = (
    batch(
        "names",
        Fault(
            "a manual called given up",
            "required/manual-retired",
            TABLE,
            lambda root: (
                edit(TABLE, "[manuals.phone]", '[manuals.phone]\nretired = "やめる予定"')(root),
                12,
            )[1],
        ),
        Fault(
            "a role for a name",
            "required/name",
            TABLE,
            edit(TABLE, 'facts = ["certificate.file"]', 'facts = ["{fact}`certificate.file`"]'),
        ),
        Fault(
            "a picture's file for its name",
            "required/name",
            TABLE,
            edit(TABLE, 'screens = ["tablet/ask"]', 'screens = ["tablet/ask.toml"]'),
        ),
        Fault(
            "a link without its name",
            "required/name",
            TABLE,
            edit(TABLE, 'links = ["form"]', 'links = ["f"]'),
        ),
        Fault(
            "a manual's file for its name",
            "required/unequal",
            TABLE,
            edit(
                TABLE,
                'manuals = ["tablet", "phone"]\n\n[rows.A5]',
                'manuals = ["tablet", "phone.md"]\n\n[rows.A5]',
            ),
        ),
        consequences=("required/missing", "required/looked"),
    ),
    batch(
        "a fact renamed in the edition",
        Fault(
            "a word on a screen renamed",
            "required/name",
            TABLE,
            at("rows.A3.labels", edit(LABELS, "[ask.title]", "[ask.heading]")),
        ),
        Fault(
            "a link renamed",
            "required/name",
            TABLE,
            at("rows.A2.codes", edit(EDITION, "[links.form]", "[links.f]")),
        ),
        consequences=(
            "source/link",
            "source/label",
            "labels/unknown",
            "screens/label",
            "document/alone",
            "required/name",
        ),
    ),
    batch(
        "rows that changed places",
        Fault(
            "rows that changed places",
            "required/order",
            PAGE,
            at(17, edit(TABLE, '"A2", "A3", "A4", "A5"', '"A3", "A2", "A4", "A5"')),
        ),
    ),
    batch(
        "a row renamed in the table alone",
        Fault("its mark", "required/mark", PAGE, at(33, edit(TABLE, "[rows.A3]", "[rows.A33]"))),
        Fault("its record", "required/looked", TABLE, at("looked.3", lambda _: None)),
        Fault("its place in the order", "required/unequal", TABLE, at("rows.A33.manuals", lambda _: None)),
        consequences=("required/unequal",),  # the order still has the old name
    ),
    batch(
        "a row twice in the order",
        Fault(
            "a row twice",
            "required/gone",
            PAGE,
            at(33, edit(TABLE, '"A3", "A4", "A5"]', '"A3", "A3", "A4", "A5"]')),
        ),
    ),
    batch("a record pasted twice", Fault("a record twice", "required/looked-twice", TABLE, pasted_look)),
    batch(
        "the records are lost",
        Fault("the records are lost", "required/not-looked", PAGE, lost_looks),
        consequences=("required/not-looked",),
    ),
    batch(
        "a full-width digit in the order",
        Fault(
            "a full-width digit",
            "toml/pattern",
            TABLE,
            edit(TABLE, 'rows = ["A1", "A2", "A4"]', 'rows = ["A1", "A2", "A４"]'),
        ),
    ),
    batch(
        "no list",
        Fault(
            "a name without brackets",
            "toml/list",
            TABLE,
            edit(TABLE, 'facts = ["certificate.file"]', 'facts = "certificate.file"'),
        ),
        Fault("a day in quotes", "toml/value", TABLE, edit(TABLE, "on = 2031-03-02", 'on = "2031-03-02"')),
        Fault(
            "an empty reason",
            "toml/empty",
            TABLE,
            edit(TABLE, 'retired = "手引は、紙で配らないため"', 'retired = "　"'),
        ),
    ),
    *(
        batch(name, Fault(name, "toml/syntax", TABLE, edit(TABLE, old, new)))
        for name, old, new in (
            ("a full-width comma", '["tablet.ask.title", "', '["tablet.ask.title"、"'),
            ("full-width quotes", 'says = "終わりを知らせる"', "says = “終わりを知らせる”"),
            ("a full-width equals sign", 'says = "終わり', 'says ＝ "終わり'),
            ("a row pasted twice", "[rows.A5]", '[rows.A4]\nsays = "x"'),
            ("what git leaves in a conflict", "[rows.A5]", "<<<<<<< HEAD\n[rows.A5]"),
        )
    ),
    batch(
        "a day that is none",
        Fault("a day that is none", "date/day", TABLE, edit(TABLE, "on = 2031-03-02", "on = 2031-02-30")),
    ),
    batch("half a file", Fault("half a file", "toml/syntax", TABLE, half(TABLE))),
    batch(
        "a file with another ending",
        Fault("another ending", "required/no-table", PAGE, at(4, move(TABLE, f"{TABLE}.txt"))),
    ),
)
FORMATS = (
    batch(
        "numbers of formats",
        Fault("in quotes", "format/number", TABLE, edit(TABLE, "format = 2", 'format = "2"')),
        Fault("with a point", "format/number", SCREEN, edit(SCREEN, "format = 2", "format = 2.0")),
        Fault(
            "of a colleague's newer engine", "format/newer", LABELS, edit(LABELS, "format = 2", "format = 3")
        ),
        consequences=("screens/unknown", "source/label", "labels/unknown", "document/alone"),
    ),
    batch(
        "a full-width number",
        Fault("a full-width number", "toml/syntax", TABLE, edit(TABLE, "format = 2", "format = ２")),
    ),
    batch("a number at the end", Fault("a number at the end", "format/place", TABLE, number_last)),
    batch(
        "a file that Excel has saved",
        Fault(
            "Shift_JIS",
            "text/encoding",
            TABLE,
            lambda root: (
                put(TABLE, (root / TABLE).read_text(encoding="utf-8").encode("cp932"))(root),
                16,
            )[1],
        ),
    ),
    batch(
        "an older file among new ones",
        Fault("no number", "format/older", SCREEN, whole(edit(SCREEN, "format = 2\n", ""))),
    ),
)
BATCHES = (*MARKS, *TEXTS, *TABLES, *FORMATS)
