"""The notice to offices: what is known stands in it, what nobody knows or vouches for does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tebiki.content.calendar import midnight
from tebiki.content.edition import Contact
from tebiki.content.notices import Notice, NoticePart
from tebiki.content.settings import Cms
from tebiki.content.words import languages, load_words
from tebiki.errors import TebikiError
from tebiki.handover.announce import announce
from tebiki.handover.bodies import addresses
from tebiki.handover.finished import Finished
from tebiki.output.pdf_document import read_document
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site
from tebiki.sphinxext.notice import notice_pdf

KNOWN: dict[str, Any] = {
    "extra": {"new_valid_from": {"ja": "令和13年3月1日", "en": "1 March 2031"}, "old_valid_until": None},
    "contact": Contact(phone="04-0000-0000"),
}


@pytest.fixture(scope="module")
def guide(built_bilingual: Path) -> Finished:
    read = Site.read(Request(built_bilingual))
    site = built_bilingual / "build" / "site"
    return Finished(site, read.settings, read.edition, read.publications)


def told(guide: Finished, language: str = "ja", **facts: Any) -> str:
    edition = guide.edition.model_copy(update=facts)
    here = next(each for each in guide.publications if each.language == language)
    return announce(replace(here, edition=edition), addresses(guide, Cms())).as_text()


def test_what_nobody_knows_leaves_its_sentence_out(guide: Finished) -> None:
    text = told(guide)
    assert "いつから" not in text
    assert "電話" not in text
    assert text.startswith("電子証明書がYMB-2031-0228に変わります\n") or "新しくなりました" in text
    assert "https://yamabe.example/tebiki/ja/index.html" in text
    assert "https://yamabe.example/f/9" in text
    assert "{" not in text


def test_what_is_known_stands_in_it_in_each_language(guide: Finished) -> None:
    assert "新しい電子証明書は、令和13年3月1日から使えます。" in told(guide, **KNOWN)
    assert "電話: 04-0000-0000" in told(guide, **KNOWN)
    english = told(guide, "en", **KNOWN)
    assert "You can use the new digital certificate from 1 March 2031." in english
    assert "until" not in english


def test_a_japanese_day_stands_in_no_other_language(guide: Finished) -> None:
    facts: dict[str, Any] = {"extra": {"new_valid_from": {"ja": "令和13年3月1日"}}}
    assert "令和13年" not in told(guide, "en", **facts)


def test_what_nobody_vouches_for_is_left_out(guide: Finished) -> None:
    doubted = ("extra.new_valid_from", "contact.phone", "links.form.url", "manuals.tablet.version")
    text = told(guide, unconfirmed=doubted, **KNOWN)
    for left_out in ("令和13年3月1日", "04-0000-0000", "/f/9", "Ver.12"):
        assert left_out not in text


def test_the_page_is_one_accessible_page_with_codes_that_open_its_addresses(
    guide: Finished, tmp_path: Path
) -> None:
    for here in guide.publications:
        notice = announce(here, addresses(guide, Cms()))
        path = tmp_path / f"{here.folder}.pdf"
        path.write_bytes(notice_pdf(notice, here, midnight(guide.first_day)).data)
        document = read_document(path)
        assert document.claims["ua/part"] == "1"
        assert document.lang == here.words.tag
        assert len(document.content.texts) == 1
        assert document.stray == ()
        assert document.misread == ()
        wanted = {part.address for part in notice.parts if part.address}
        assert {text for page in document.content.codes for text in page} == wanted
        assert set(document.content.links) == wanted
        assert wanted


def test_a_notice_of_a_little_more_than_a_page_is_set_smaller(guide: Finished, tmp_path: Path) -> None:
    """A year's facts, with readings, are more than a page of the usual size: no release ends so."""
    here = next(each for each in guide.publications if each.language == "ja")
    parts = tuple(NoticePart("章", ("文です。",) * 5, "https://yamabe.example/f/9") for _ in range(4))
    sizes = []
    for count in (1, 4):
        path = tmp_path / f"{count}.pdf"
        notice = Notice("題", (), parts[:count], "市")
        path.write_bytes(notice_pdf(notice, here, midnight(guide.first_day)).data)
        document = read_document(path)
        assert len(document.content.texts) == 1
        assert document.stray == ()
        sizes.append(min(heights(path)))
    assert 0.8 * sizes[0] <= sizes[1] < sizes[0]


def heights(path: Path) -> list[float]:
    """Of the letters of sentences, in points."""
    page = pypdfium2.PdfDocument(path)[0].get_textpage()
    text = page.get_text_range()
    boxes = (page.get_charbox(at) for at, letter in enumerate(text) if letter == "文")
    return [top - bottom for _, bottom, _, top in boxes]


def test_a_notice_of_two_pages_is_refused(guide: Finished) -> None:
    long = Notice("題", (), (NoticePart("章", ("文です。",) * 90),), "市")
    with pytest.raises(TebikiError) as caught:
        notice_pdf(long, guide.source, midnight(guide.first_day))
    assert caught.value.problems[0].code == "handover/notice"


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_words(language: str) -> None:
    own, japanese = load_words(language).table, load_words("ja").table
    keys = {key for key in japanese if key.startswith(("announce.", "stop."))}
    assert len(keys) > 25
    assert keys <= own.keys()
    same = [key for key in keys if language not in ("ja", "ja_simple") and own[key] == japanese[key]]
    assert [key for key in same if any("ぁ" <= letter <= "ん" for letter in own[key])] == []
