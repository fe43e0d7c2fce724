"""The release notes, a page in Japanese: what this edition is, for colleagues and for whoever comes after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..content.fact_names import name_fact
from ..content.words import load_words
from ..output.page_tree import Element
from .facts import changes, language_state, of_kind, pdf_facts, plain, year_text
from .finished import Finished
from .html import Node, element, html, page_html

#: Its own style: the page is opened from a folder, without any other file.
_STYLE: Final = """\
body{margin:0;background:#fff;color:#1a1a1a;line-height:1.7;
font-family:"Noto Sans JP","Yu Gothic UI","Hiragino Sans",sans-serif}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.4;margin:.25rem 0 1rem}
h2{font-size:1.25rem;line-height:1.4;margin:2.5rem 0 .5rem}
h2 span{float:right;font-size:1rem;font-weight:400;color:#4d5561}
p,ul{margin:.5rem 0}
a{color:#0017c1}
.publisher{color:#4d5561;margin:0}
.state{border:1px solid #197a4b;border-left-width:.4rem;background:#e6f5ec;
padding:.75rem 1rem;border-radius:.25rem}
.open{border-color:#7f8a9c;background:#f2f4f8}
.do{list-style:none;padding:0}
.do li{padding-left:2rem;text-indent:-2rem}
table{width:100%;border-collapse:collapse}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem .6rem 0;border-bottom:1px solid #c3cad5}
thead th{color:#12305f;background:#eef1f8;border-top:2px solid #12305f}
th:first-child,td:first-child{padding-left:.75rem}
.number{width:4rem;font-size:1.25rem;font-weight:700;text-align:right;padding-right:1rem}
.wide{overflow-x:auto}
@media print{main{max-width:none}a{color:inherit}}
"""


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """What only a release knows: its approval, and what changed against the edition before.

    ``changes``: how many places, and what; ``count``: all places; None: nothing was compared. ``comparison``:
    the PDF's path from the notes, empty without one, and its pages.
    """

    approved: date
    approval: str
    changes: tuple[tuple[int, str], ...] = ()
    count: int | None = None
    comparison: str = ""
    pages: int = 0


def notes(finished: Finished, released: ReleaseNote | None = None) -> str:
    """The page; ``released``: of a release, else it tells of a site that is handed over."""
    versions = "、".join(dict.fromkeys(manual.version for manual in finished.source.manuals))
    title = f"{plain(versions)}を発行しました" if released else f"{plain(versions)}の説明"
    body = html(_nodes(finished, released, title))
    return page_html(title, body, _STYLE)


def _nodes(finished: Finished, released: ReleaseNote | None, title: str) -> Iterator[Node]:
    here = finished.source
    yield element(
        "p", [f"{plain(here.publisher)}　{plain(here.title)}　{year_text(finished)}"], class_="publisher"
    )
    yield element("h1", [title])
    yield from _state(finished, released)
    yield from _next(finished)
    yield from _issued(finished)
    yield from _changed(finished, released)
    yield from _confirmed(finished)
    yield from _unconfirmed(finished)
    yield from _languages(finished)
    yield element("h2", ["訂正するとき"])
    yield element(
        "p",
        [
            "誤りが見つかったら、READMEの「公開したものの訂正」の手順で直します。版の名前に「訂正1」が付き、正誤表ができます。"
        ],
    )


def _state(finished: Finished, released: ReleaseNote | None) -> Iterator[Node]:
    month = finished.source.words.month(finished.updated)
    if released is None:
        yield element("p", [f"更新: {month}　承認の記録はありません"], class_="state open")
        return
    day = finished.source.words.day(released.approved)
    said: list[Node] = [element("b", [f"{day} 承認"]), f"　決裁番号 {released.approval}　更新: {month}"]
    yield element("p", said, class_="state")


def _next(finished: Finished) -> Iterator[Node]:
    yield element("h2", ["次にすること"])
    file = finished.source.certificate_file
    items: list[list[Node]] = [
        [
            "□　",
            element("a", ["市のホームページに載せる"], href="index.html"),
            "（手順と、渡すファイルの一覧）",
        ],
        ["□　証明書のメールに付けるファイルが ", element("b", [file]), " であることを見る"],
        ["□　事業所に知らせる"],
    ]
    yield element("ul", [element("li", item) for item in items], class_="do")


def _issued(finished: Finished) -> Iterator[Node]:
    yield element("h2", ["発行したもの"])
    facts = pdf_facts(finished)
    rows = []
    for name, manual in finished.edition.manuals.items():
        shown = finished.source.manual(name)
        sheet, wall = (of_kind(facts, name, "ja", kind) for kind in ("manual", "summary"))
        pdf = "、".join(text for text in (sheet and f"{sheet.pages}ページ", wall and "1枚版") if text)
        count = sum(
            of_kind(facts, name, here.language, "manual") is not None for here in finished.publications
        )
        before = f"Ver.{manual.history[1].number}" if len(manual.history) > 1 else "—"
        rows.append(
            [
                f"{plain(shown.platform)}版",
                f"{plain(shown.version)}（{plain(shown.published)}）",
                finished.edition.certificate.id,
                f"{count}言語",
                pdf or "—",
                before,
            ]
        )
    yield _table(["マニュアル", "版", "証明書", "言語", "PDF", "前の版"], rows)


def _changed(finished: Finished, released: ReleaseNote | None) -> Iterator[Node]:
    told = released is not None and released.count is not None
    heading: list[Node] = ["前の版から変わったこと"]
    if released is not None and told:
        heading.append(element("span", [f"{released.count}か所"]))
    yield element("h2", heading)
    if released is not None and told:
        rows = [
            element("tr", [element("td", [str(count)], class_="number"), element("td", [text])])
            for count, text in released.changes
        ]
        yield element("table", [element("tbody", rows)]) if rows else element("p", ["ありません。"])
    for name, version, text in changes(finished):
        yield element("p", [f"{name}版（{version}）の改訂履歴: {text or 'ありません。'}"])
    if released is not None and released.comparison:
        link = element("a", [f"対照表を開く（PDF、{released.pages}ページ）"], href=released.comparison)
        yield element("p", [link])


def _confirmed(finished: Finished) -> Iterator[Node]:
    count = len(finished.edition.confirmed)
    yield element("h2", ["確かめたこと", element("span", [f"事実 {count}件"])])
    yield element("p", ["だれが、いつ、何と見比べたかは、承認された確認表にあります。"])


def _unconfirmed(finished: Finished) -> Iterator[Node]:
    """Facts that nobody has confirmed, by their human names, with what is printed meanwhile."""
    keys = dict.fromkeys([*finished.edition.unconfirmed, "contact.phone", "contact.mail"])
    open_ = finished.edition.unconfirmed
    found = [key for key in keys if key in open_ or finished.edition.fact_at(key) is None]
    yield element("h2", ["まだ確かめていないこと", element("span", [f"事実 {len(found)}件"])])
    if not found:
        yield element("p", ["ありません。"])
        return
    names = ((key, name_fact(finished.edition, finished.settings, key).texts["ja"]) for key in found)
    yield _table(["事実", "今の書き方"], [[name, _value(finished, key)] for key, name in names])


def _value(finished: Finished, key: str) -> str:
    try:
        value = finished.edition.fact_at(key)
    except KeyError:
        return "書いていません"
    if isinstance(value, dict):
        value = value.get("ja") or value.get("*")
    if value is None or value == ():
        return "書いていません"
    if value is False:
        return "「ない」とわかっています（書いていません）"
    if key == "certificate.opened":
        opened = finished.edition.certificate.opened
        day = load_words("ja").day
        return "、".join(one.told(day) for one in opened) + "（書いていません）"
    value = _shown_of_manual(finished, key) or getattr(value, "text", value)
    return f"「{getattr(value, 'url', None) or plain(str(value))}」"


def _shown_of_manual(finished: Finished, key: str) -> str | None:
    """A fact of one manual as its pages print it: Ver.4, 令和7年4月."""
    area, _, rest = key.partition(".")
    manual, _, name = rest.partition(".")
    if area != "manuals" or manual not in finished.edition.manuals:
        return None
    fact = finished.source.facts(manual).get(name)
    return plain(fact.text) if fact is not None and fact.text else None


def _languages(finished: Finished) -> Iterator[Node]:
    yield element("h2", ["言語"])
    rows = [
        [plain(each.words("language.name")), language_state(finished, each)] for each in finished.publications
    ]
    yield _table(["言語", "翻訳"], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    heads = element("thead", [element("tr", [element("th", [text], scope="col") for text in head])])
    body = [
        element("tr", [element("th", [first], scope="row"), *(element("td", [text]) for text in rest)])
        for first, *rest in rows
    ]
    return element("div", [element("table", [heads, element("tbody", body)])], class_="wide")
