"""Wherever a value of last year could stay, the whole check finds it: planted one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tebiki.checks.stale_values import Stale, stale_values
from tebiki.content.edition import Link
from tebiki.content.pdf_info import PdfContent, PdfInfo
from tebiki.pipeline.job import Result
from tebiki.pipeline.record import files_of
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site

OLD_URL = "https://yamabe.example/f/8"
FILE = "guide-tablet-ver12-en.pdf"
#: What a language has when nothing is wrong with it.
RIGHT = PdfContent(("Ver.12",), ((),), (), {"Title": "Guide"})


@pytest.fixture
def site(bilingual: Path) -> Site:
    """The invented city's project, which had another form and another certificate the year before."""
    made = Site.read(Request(bilingual))
    words = [here.words for here in made.publications]
    form = {"form": Link(url=OLD_URL)}
    name = made.edition.certificate.model_copy(update={"stored_name": "yamabe-old"})
    before = made.edition.model_copy(update={"year": 2030, "links": form, "certificate": name})
    stale: tuple[Stale, ...] = stale_values([before], made.edition, made.settings, words)
    return replace(made, stale=stale)


def found(site: Site, result: Result, tmp_path: Path) -> set[tuple[str, str]]:
    """Which value of last year is told where, of an output that holds little else."""
    for here in site.publications:
        (tmp_path / here.folder).mkdir(exist_ok=True)
    for file in result.contents:
        (tmp_path / "en" / file).write_bytes(b"%PDF")  # what its worker has read in it is believed
    result = replace(result, looked=files_of(tmp_path / "en"))
    results = [result if here.language == "en" else Result() for here in site.publications]
    problems = site.check(tmp_path, results)
    return {
        (str(problem.place and problem.place.file), str(problem.values["key"]))
        for problem in problems
        if problem.code == "output/stale"
    }


def in_pdf(content: PdfContent) -> Result:
    return Result(pdf={"tablet": PdfInfo(FILE, 1, 1)}, contents={FILE: content}, printed={"tablet": ()})


@pytest.mark.parametrize(
    ("result", "where"),
    [
        (in_pdf(replace(RIGHT, texts=("Choose yamabe-old.",))), f"en/{FILE}"),
        (in_pdf(replace(RIGHT, metadata={"Title": "yamabe-old"})), f"en/{FILE}"),
        (Result(drawn={"ask.png": "yamabe-old"}), "en/_images/ask.png"),
    ],
)
def test_in_what_a_language_has_made(site: Site, tmp_path: Path, result: Result, where: str) -> None:
    assert found(site, in_pdf(RIGHT), tmp_path) == set()
    assert found(site, result, tmp_path) == {(where, "certificate.stored_name")}


def test_as_an_address_in_a_pdf(site: Site, tmp_path: Path) -> None:
    [(where, key)] = found(site, in_pdf(replace(RIGHT, links=(OLD_URL,))), tmp_path)
    assert (where, key.split(".")[:2]) == (f"en/{FILE}", ["links", "form"])


@pytest.mark.parametrize(
    "plant",
    [
        lambda folder: (folder / "page.html").write_text("<p>yamabe-<b>old</b></p>"),
        lambda folder: (folder / "tebiki.css").write_text("/* yamabe-old */"),
        lambda folder: (folder / "yamabe-old.png").write_bytes(b""),
    ],
)
def test_in_files_and_their_names(site: Site, tmp_path: Path, plant: Callable[[Path], object]) -> None:
    (tmp_path / "en").mkdir()
    plant(tmp_path / "en")
    [(where, key)] = found(site, Result(), tmp_path)
    assert (where.split("/")[0], key) == ("en", "certificate.stored_name")


def test_in_a_translation_that_no_page_shows(site: Site, tmp_path: Path) -> None:
    english = next(here for here in site.publications if here.translation)
    assert english.translation is not None
    texts = {**english.translation.texts, "古い文": "Choose yamabe-old."}
    spoilt = replace(english, translation=replace(english.translation, texts=texts))
    others = tuple(spoilt if here is english else here for here in site.publications)
    assert found(replace(site, publications=others), Result(), tmp_path) == {
        ("docs/locales/en", "certificate.stored_name")
    }
