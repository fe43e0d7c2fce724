"""Subjects of every medium yield texts with their places; a rule over texts is written once for all."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from tebiki.audit.readable_content import ReadableContent
from tebiki.checks import refusals, subjects
from tebiki.checks.city import City
from tebiki.checks.registry import rules, rules_of
from tebiki.checks.rule import Check, apply, rule
from tebiki.checks.subjects import site
from tebiki.checks.subjects.prose import of_markdown
from tebiki.checks.subjects.site import Site, SitePage, SitePdf
from tebiki.checks.subjects.sources import CaptureFile, DeclaredScreen, Prose, SourceText
from tebiki.content.pdf_info import PdfContent
from tebiki.content.project import Project
from tebiki.content.screens import Capture, CaptureMark, ScreenFile, Slot
from tebiki.errors import Place, Problem
from tebiki.output.document import Document
from tebiki.output.pdf_page import Tag

TESTS = Path(__file__).parent.parent
#: What a rule over texts looks at, by the name of the medium: each holds one text in its second line or page.
Medium = Callable[[City, str], object]


@pytest.fixture
def known(city: Path) -> City:
    """The invented city."""
    found = ReadableContent.read(Project(city)).city
    assert found is not None
    return found


def source(city: City, text: str) -> SourceText:
    return SourceText(city.root / "docs" / "tablet.md", f"# 題\n{text}", city, "ja")


def prose(city: City, text: str) -> Prose:
    _, found = of_markdown(city.root / "docs" / "tablet.md", f"# 題\n{text}", city)
    return found


def translation(city: City, text: str) -> Prose:
    return Prose(text, "en", lambda: Place("en.po", 2), city)


def page(city: City, text: str) -> SitePage:
    return SitePage("ja/tablet.html", f'<html lang="ja">\n<p>{text}</p>', Site(city.root, (), city))


def files(city: City, text: str) -> Site:
    return Site(city.root, (), city, texts={"ja/tebiki.css": f"p {{}}\n/* {text} */"})


def content(*texts: str) -> PdfContent:
    return PdfContent(texts, ((),) * len(texts), (), {})


def document(said: PdfContent, *tags: Tag, size: int = 1) -> Document:
    return Document(said, {}, True, "ja", tags, (), (), (), (), 0, size)


def pdf(city: City, text: str) -> SitePdf:
    tag = Tag("P", 2, (), text, "", "", "", leaf=True)
    return SitePdf("ja/a.pdf", document(content("題", text), tag), Site(city.root, (), city))


def screen(city: City, text: str) -> DeclaredScreen:
    spec = ScreenFile(verified=None, known=True, source="invented")
    return DeclaredScreen(f"tablet/{text}", city.root / "screenshots" / "tablet" / "a.toml", spec, city)


IN_ALL: tuple[Medium, ...] = (source, page, files, pdf)
#: A code, a fault, the media in which its one function finds it.
FAULTS: list[tuple[str, str, tuple[Medium, ...]]] = [
    ("private/mail", "taro@yamabe-city.jp", IN_ALL),
    ("private/secret", "パスワード: Kaigo2031!", IN_ALL),
    ("private/folder", "/ho" + "me/taro/tebiki", (source, page, pdf)),
    ("name/near", "YMB-2031-O228", (source, translation, page, pdf, screen)),
    ("name/earlier", "YMB-2030-0301.pfx", (page, pdf)),
    ("japanese/width", "１度", (prose, translation, page)),
    ("japanese/date", "2031/3/1", (prose, translation, page)),
    ("link/vague", "[こちら](fact:form)", (prose, translation)),
    ("link/vague", '<a href="a.html">こちら</a>', (page,)),
]
#: Line and key of a place that is no line.
ELSEWHERE: dict[Medium, tuple[int | None, str | None]] = {pdf: (None, "p. 2"), screen: (None, None)}
CASES = [
    pytest.param(code, fault, medium, id=f"{code}-{medium.__name__}")
    for code, fault, media in FAULTS
    for medium in media
]


@pytest.mark.parametrize(("code", "fault", "medium"), CASES)
def test_one_function_finds_a_fault_in_every_medium(
    known: City, code: str, fault: str, medium: Medium
) -> None:
    subject = medium(known, fault)
    (one,) = (each for each in rules_of(type(subject)) if each.code == code)
    (place,) = {finding.problem.place for finding in one.findings(subject)}
    assert place is not None
    assert (place.line, place.key) == ELSEWHERE.get(medium, (2, None))


def test_every_medium_is_planted_that_a_rule_over_texts_names(known: City) -> None:
    planted = {(code, type(medium(known, "a"))) for code, _, media in FAULTS for medium in media}
    named = {(one.code, kind) for one in rules() for kind in one.subjects if len(one.subjects) > 1}
    assert {pair for pair in named if pair[0] in {code for code, *_ in FAULTS}} == planted


def test_a_text_is_given_as_written_and_as_read(known: City) -> None:
    (line,) = prose(known, "**{fact}`title`** を[見る](fact:form)").shown_texts()
    assert (line.written, line.words) == ("**{fact}`title`** を[見る](fact:form)", "＊ を見る")
    *_, second = page(known, "a&#64;b").written_texts()
    assert (second.written, second.words, second.place.line) == ("<p>a&#64;b</p>", "<p>a@b</p>", 2)


def test_a_catalogues_texts_are_its_translations(known: City) -> None:
    catalog = SourceText(known.root / "docs" / "a.po", 'msgstr "YMB-2031-O228"', known)
    assert not list(catalog.shown_texts())
    assert [text.written for text in catalog.written_texts()] == ['msgstr "YMB-2031-O228"']


CAPTURE = Capture(
    sha256="0" * 64,
    device="板",
    os="あおぞらOS 9",
    on=date(2029, 3, 1),
    text_height=30,
    marks=(CaptureMark.model_construct(),),
)


def captured(city: City, **changes: object) -> CaptureFile:
    """A capture of the invented screen, taken as late and on what it may be, but for ``changes``."""
    capture = CAPTURE.model_copy(update=changes)
    return CaptureFile(screen(city, "ask"), Slot(), capture, city.root / "a.png", b"")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("picture/stale", {"on": date(2029, 2, 28)}),
        ("picture/system", {"os": "あおぞらOS 8"}),
        ("picture/unmeasured", {"text_height": None}),
    ],
)
def test_a_capture_that_is_old_of_another_system_or_unmeasured(
    known: City, code: str, changes: dict[str, object]
) -> None:
    manual = known.edition.manuals["tablet"].model_copy(update={"tested": ("あおぞらOS 9",)})
    edition = known.edition.model_copy(update={"manuals": {"tablet": manual}})
    city = replace(known, edition=edition)
    path = city.root / "screenshots" / "tablet" / "a.toml"
    path.write_text("[capture]\n", encoding="utf-8")
    rules_ = [one for one in rules_of(CaptureFile) if one.code != "picture/metadata"]
    assert list(apply(rules_, captured(city))) == []
    assert [one.rule for one in apply(rules_, captured(city, **changes))] == [code]


@pytest.mark.parametrize(("size", "found"), [(1_000_000, []), (1_000_001, ["document/size"])])
def test_a_pdf_of_more_than_a_megabyte(known: City, size: int, found: list[str]) -> None:
    whole = SitePdf("ja/a.pdf", document(content("題"), size=size), Site(known.root, (), known))
    sizes = [one for one in rules_of(SitePdf) if one.code == "document/size"]
    assert [one.rule for one in apply(sizes, whole)] == found


def test_each_rule_looks_at_subjects_that_there_are() -> None:
    """A rule over anything else would never be asked."""
    modules = [
        importlib.import_module(f"{subjects.__name__}.{one.name}")
        for one in pkgutil.iter_modules(subjects.__path__)
    ]
    there = {value for module in modules for value in vars(module).values() if is_dataclass(value)}
    for one in rules():
        assert one.subjects, one.code
        assert set(one.subjects) <= there, one.code


def test_each_check_looks_at_a_finished_site() -> None:
    """The registry gives checks to no other subjects: only these may read PDFs and pictures."""
    checks = [value for value in vars(refusals).values() if isinstance(value, Check)]
    assert len(checks) > 5
    for one in checks:
        assert {kind.__module__ for kind in one.subjects} == {site.__name__}, one.codes


def test_a_rule_that_does_not_say_what_it_looks_at_is_refused() -> None:
    @rule("link/empty", bad="a", good="b")
    def untold(page) -> Iterator[Problem]:  # type: ignore[no-untyped-def]
        yield Problem("link/empty", None, {"page": page})

    with pytest.raises(ValueError, match="not enough values"):
        assert untold.subjects


def test_a_fault_is_planted_for_each_rule() -> None:
    """Its code stands in a test as a constant; that it is found there, that test says."""
    texts = [path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")]
    constants = {
        node.value
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {one.code for one in rules()} - constants == set()
