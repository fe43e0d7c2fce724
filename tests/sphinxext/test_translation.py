"""The second line, on the tree: what a catalogue that got past the guard would do is a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from html_sample import paragraph, publication, section

from tebiki.content.catalogs.translation import Message, Tally, Translation
from tebiki.content.labels import Label
from tebiki.content.language_owner import Care
from tebiki.content.languages import load_language
from tebiki.content.publication import Publication
from tebiki.content.words import load_words
from tebiki.sphinxext.directives.box import box
from tebiki.sphinxext.directives.screen import screen
from tebiki.sphinxext.foreign_words import pattern, pieces
from tebiki.sphinxext.roles.fact import fact
from tebiki.sphinxext.roles.ui import label_node, label_text, ui_label
from tebiki.sphinxext.state import Findings
from tebiki.sphinxext.translation import HeldBack, Tokens, Translated, tokens
from tebiki.sphinxext.translation_status import instead_of, standings

MSGID = "{fact}`version`を押します。"


def english(texts: dict[str, str] | None = None, **care: Any) -> Publication:
    """The invented city's, in English with these translations; the site has Japanese in both forms too."""
    words = [load_words(code) for code in ("ja", "ja_simple", "en")]
    known = Translation(texts or {}, frozenset(), date(2031, 2, 3), Care.model_validate(care))
    return replace(publication(), words=words[2], languages=tuple(words), translation=known)


def read(here: Publication, *found: tuple[nodes.Element, str, Tokens], page: str = "tablet") -> Any:
    """A document as `Translated` meets it: its messages are noted, Sphinx has done its part."""
    document: Any = new_document("docs/tablet.md")
    document += section("top", "題", *(node for node, _, _ in found))
    config = SimpleNamespace(
        tebiki_publication=here, tebiki_stage=here.stage, tebiki_pdf={}, tebiki_summaries={}
    )
    env = SimpleNamespace(config=config, docname=page, tebiki_findings=Findings())
    env.tebiki_findings.messages += [Message(page, m, ("docs/tablet.md", 3), "text") for _, m, _ in found]
    document.settings.env = env
    document.tebiki_messages = list(found)
    return document


def codes(document: Any) -> list[str]:
    Translated(document).apply()
    return [problem.code for problem in document.settings.env.tebiki_findings.problems]


def a_fact(name: str = "version") -> fact:
    return fact("", "", nodes.Text("4"), name=name, kind="phrase")


def link(uri: str = "https://a.example/") -> nodes.reference:
    return nodes.reference("", "form", refuri=uri)


SOURCE = tokens(paragraph(a_fact(), "を押します。"))


def test_a_translation_that_sphinx_drops_is_told() -> None:
    document = read(english({MSGID: "Press {fact}`version`."}), (paragraph(a_fact()), MSGID, SOURCE))
    assert codes(document) == ["translation/dropped"]


@pytest.mark.parametrize(
    "children",
    [
        (),
        (a_fact("certificate.id"),),
        (a_fact(), a_fact()),
        (a_fact(), link()),
        (a_fact(), nodes.strong("", "now")),
        (a_fact(), ui_label("", "OK", key="tablet.ask.ok")),
    ],
)
def test_a_translation_that_changes_more_than_words_is_told(children: Iterable[nodes.Node]) -> None:
    node = paragraph(*children, "Press.")
    node["translated"] = True
    document = read(english({MSGID: "Press."}), (node, MSGID, SOURCE))
    assert codes(document) == ["translation/changed"]
    (problem,) = document.settings.env.tebiki_findings.problems
    assert problem.values["gone"] != problem.values["new"]


def test_a_translation_of_words_passes() -> None:
    node = paragraph("Press ", a_fact(), ".")
    node["translated"] = True
    document = read(english({MSGID: "Press {fact}`version`."}), (node, MSGID, SOURCE))
    assert codes(document) == []
    tally = document.settings.env.tebiki_findings.tallies["tablet"]
    assert (tally.open, tally.share) == (0, 100)


def test_what_is_not_translated_is_marked_and_counted() -> None:
    node, alone = paragraph(a_fact(), "を押します。"), paragraph(a_fact())
    alt = screen("", alt="画面", rawalt="画面", name="tablet/ask")
    found: list[tuple[nodes.Element, str, Tokens]] = [
        (node, MSGID, SOURCE),
        (alone, "{fact}`version`", tokens(alone)),
        (alt, "画面", tokens(alt)),
    ]
    document = read(english(), *found)
    assert codes(document) == []
    assert [part["lang"] for part in node.findall(nodes.inline) if "lang" in part] == ["ja"]
    assert not [
        part for part in alone.findall(nodes.inline) if "lang" in part
    ]  # a fact is in the page's language
    assert alt["foreign"] == "ja"
    assert document.settings.env.tebiki_findings.tallies["tablet"].open == 2


def held_back(here: Publication, tally: Tally, page: str = "tablet") -> Any:
    document = read(here, (paragraph("文。"), "文。", tokens(paragraph("文。"))), page=page)
    document.settings.env.tebiki_findings.tallies[page] = tally
    HeldBack(document).apply()
    return document


DONE: Any = {"done": 9, "fuzzy": 0, "missing": 0}
OPEN: Any = {"done": 9, "fuzzy": 1, "missing": 0}


def test_below_the_bar_a_notice_leads_to_other_languages() -> None:
    document = held_back(english(), Tally(DONE, OPEN))
    assert document.settings.env.tebiki_findings.held == {"tablet"}
    (top,) = document.findall(nodes.section)
    assert [type(child) for child in top.children] == [nodes.title, box, nodes.bullet_list]
    links = [(ref["refuri"], ref.children[0]["lang"]) for ref in document.findall(nodes.reference)]
    assert links == [("../ja-simple/tablet.html", "ja-simple"), ("../ja/tablet.html", "ja")]
    assert "文。" not in document.astext()


@pytest.mark.parametrize(
    ("tally", "page", "bar"), [(Tally(DONE, OPEN), "tablet", 90), (Tally(DONE, OPEN), "index", 95)]
)
def test_what_reaches_the_bar_and_the_index_stay_whole(tally: Tally, page: str, bar: int) -> None:
    document = held_back(english(bar=bar), tally, page)
    assert document.settings.env.tebiki_findings.held == set()
    assert "文。" in document.astext()


def test_a_step_that_is_open_holds_back_whatever_the_bar() -> None:
    assert held_back(english(bar=0), Tally(OPEN, DONE)).settings.env.tebiki_findings.held == {"tablet"}


def test_what_a_page_says_of_itself() -> None:
    here = english()
    whole, partial = Tally(DONE, DONE), Tally(DONE, OPEN)
    assert [s.title for s in standings(here, whole)] == [here.words("banner.reference")]
    assert standings(here, partial)[1].text.startswith("Translation as of 3 February 2031.")
    reviewed = english(
        reviewed={"2031": {"by": "Lan", "on": "2031-02-01"}, "2030": {"by": "X", "on": "2030-02-01"}}
    )
    assert standings(reviewed, whole) == ()
    assert [s.title for s in standings(reviewed, partial)] == [here.words("partial.title")]
    undated = replace(reviewed, translation=replace(reviewed.translation, revised=None))  # type: ignore[type-var]
    assert standings(undated, partial)[0].text == here.words("partial.text_undated")
    assert standings(publication(), None) == ()
    assert instead_of(here) == ("ja_simple", "ja")
    assert instead_of(replace(here, words=load_words("ja_simple"))) == ("ja",)


OWN = Label("a.ok", {"ja": "はい", "en": "Yes"}, "s", verified=True)
MEANT = Label("a.ok", {"ja": "{name}を消す"}, "s", verified=True, meanings={"en": "Delete {name}"})
BARE = Label("a.ok", {"ja": "はい"}, "s", verified=True)


@pytest.mark.parametrize(
    ("label", "shown", "japanese", "alt"),
    [
        (OWN, "“Yes” (はい)", ["はい"], "“Yes”"),
        (MEANT, "“[name]を消す” (Delete [name])", ["[name]を消す"], "“Delete [name]”"),
        (BARE, "“はい”", ["はい"], "“はい”"),
        (Label("a.ok", {"ja": "OK", "en": "OK"}, "s", verified=True), "“OK”", [], "“OK”"),
    ],
    ids=["the device's", "meant", "Japanese only", "the same"],
)
def test_a_label_in_another_language(label: Label, shown: str, japanese: list[str], alt: str) -> None:
    env: Any = read(english()).settings.env
    node = label_node(env, label)
    assert node.astext() == shown
    assert [part.astext() for part in node.findall(nodes.inline) if part.get("lang") == "ja"] == japanese
    assert label_text(env, label) == alt


@pytest.mark.parametrize(
    ("language", "text", "japanese"),
    [
        ("en", "the “医療 システム” of 2023", ["医療 システム"]),
        ("vi", "Yahoo!メール, Outlook", ["メール"]),
        ("zh_CN", "厚生劳动省的《ガイドライン》、电子证书", ["ガイドライン"]),
        ("zh_CN", "电子证书", []),
        ("id", "sertifikat", []),
    ],
)
def test_japanese_within_a_translation(language: str, text: str, japanese: list[str]) -> None:
    found = pattern(load_language(language))
    assert found is not None
    cut = pieces(text, found)
    assert "".join(piece.astext() for piece in cut) == text
    assert [piece.astext() for piece in cut if isinstance(piece, nodes.inline)] == japanese


@pytest.mark.parametrize("language", ["ja", "ja_simple"])
def test_japanese_is_no_foreign_word_in_japanese(language: str) -> None:
    assert pattern(load_language(language)) is None
