"""A source in reading order: the messages are those that Sphinx asks translators for, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOTS, table_city

from tebiki.content.directives import BARE, SHOWN, TITLED
from tebiki.content.passages import Passage, passages
from tebiki.content.project import Project
from tebiki.errors import Place
from tebiki.pipeline.extract_messages import extract
from tebiki.sphinxext.registry import DIRECTIVES


def written(docs: Path, text: str, **parts: str) -> tuple[Passage, ...]:
    (docs / "parts").mkdir(parents=True)
    for name, part in parts.items():
        (docs / "parts" / f"{name}.md").write_text(part, encoding="utf-8")
    (docs / "page.md").write_text(text, encoding="utf-8")
    return passages(docs, "page")


def kinds(found: tuple[Passage, ...]) -> list[tuple[str, str, int]]:
    return [(one.kind, one.text, one.line) for one in found]


#: Each directive that a manual may call and that holds words, with a title where it takes one.
EVERYTHING = """
(all)=
## すべて

:::{checklist}
- **紙** 印刷したもの
:::

:::{flow}
申請
: {step}`1`
: 送ります。
:::

:::{remedy} 音が出ない
:name: sound

1. 音量を上げます。

   続きです。
2. もう一度
   押します。
:::

:::{table} 台数

| 端末 | 数 |
|---|---|
| 電話 | 1 |
:::

::::{known} certificate.id
名前
: {fact}`certificate.id`

:::{unknown} mail_wait
聞いてください。
:::
::::
"""
BOXES = sorted(TITLED - {"history", "remedy", "table"})


def test_every_directive_is_known_here() -> None:
    """A new one says which it is, so that none of its words are lost."""
    assert set(DIRECTIVES) == TITLED | SHOWN.keys() | BARE


def test_messages_are_those_of_sphinx(tmp_path: Path) -> None:
    root = tmp_path / "yamabe"
    table_city(root)
    boxes = "".join(f"\n:::{{{name}}} {name}の題\n{name}の文\n:::\n" for name in BOXES)
    with (root / "docs" / "tablet.md").open("a", encoding="utf-8") as page_file:
        page_file.write(EVERYTHING + boxes)
    asked = extract(Project(root))
    for page in ("index", "tablet", "phone"):
        wanted = {message.msgid for message in asked if message.page == page}
        ours = {one.text for one in passages(root / "docs", page) if one.kind in ("message", "alt")}
        assert ours == wanted


def test_what_a_build_refuses_is_read_too(tmp_path: Path) -> None:
    found = written(tmp_path, "文です。\n\n> 引用です。\n")
    assert [one.text for one in found] == ["文です。", "引用です。"]


def test_a_page_and_its_chapters(tmp_path: Path) -> None:
    text = "% A1 B22\n(top)=\n# One\ntwo\nthree\n\n```{include} parts/x.md\n```\n\n- four\n"
    assert kinds(written(tmp_path, text, x="% C3\nfive\n")) == [
        ("mark", "A1 B22", 1),
        ("end", "top", 2),
        ("end", "#", 3),
        ("message", "One", 3),
        ("message", "two three", 4),
        ("mark", "C3", 1),
        ("message", "five", 2),
        ("message", "four", 10),
    ]


def test_directives(tmp_path: Path) -> None:
    text = (
        "(step-2)=\n:::{screen} a/b\n:alt: seen\n\n1. press\n:::\n\n"
        "::::{remedy} It is dark\n:name: dark\n\n% A1\n:::{known} mail_wait\nwait\n:::\n::::\n\n"
        ":::{qr} form\n:alt: code\n\ntitle\n:::\n"
    )
    assert kinds(written(tmp_path, text)) == [
        ("step", "step-2", 1),
        ("screen", "a/b", 2),
        ("alt", "seen", 3),
        ("message", "press", 5),
        ("end", "remedy", 8),
        ("message", "It is dark", 8),
        ("mark", "A1", 11),
        ("message", "wait", 13),
        ("end", "remedy", 8),
        ("qr", "form", 17),
        ("alt", "code", 18),
        ("message", "title", 20),
    ]


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("% A1", ["A1"]),
        ("% A1 B2", ["A1 B2"]),
        ("%A1", ["A1"]),
        ("% see A1", []),
        ("% A1, B2", []),
        ("% a1", []),
    ],
)
def test_a_mark_is_a_comment_of_ids_alone(tmp_path: Path, line: str, marks: list[str]) -> None:
    found = written(tmp_path, f"{line}\ntext\n")
    assert [one.text for one in found if one.kind == "mark"] == marks


def test_a_chapter_from_elsewhere_and_a_circle_are_left_out(tmp_path: Path) -> None:
    (tmp_path.parent / "secret.md").write_text("secret\n", encoding="utf-8")
    text = "```{include} ../secret.md\n```\n\n```{include} parts/x.md\n```\n"
    found = written(tmp_path / "docs", text, x="one\n\n```{include} parts/x.md\n```\n")
    assert [one.text for one in found] == ["one"]


def test_a_passage_knows_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    root = ROOTS / "yamabe_required"
    monkeypatch.chdir(root)
    (mark,) = [one for one in passages(root / "docs", "phone") if one.text == "A4"]
    assert mark.place == Place("docs/parts/end.md", 4)
    assert mark.ids == ("A4",)
