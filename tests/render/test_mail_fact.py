"""The contact's mail is a link in the page and in the PDF, and to that address alone."""

from __future__ import annotations

from pathlib import Path

import pdf_gates as gates
import pikepdf
import pytest
from web_gates import unmarked

from tebiki.audit.audit import Asked, check
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

MAIL = "toiawase-madoguchi@fukushi.yamabe.example.jp"
PART = "\n(contact)=\n## 問い合わせ\n\nメール\n: {fact}`contact.mail`\n"


@pytest.fixture
def with_mail(city: Path) -> Path:
    facts, page = city / "docs" / "editions" / "2031.toml", city / "docs" / "tablet.md"
    text = facts.read_text(encoding="utf-8").replace(
        "[links.form]", f'[contact]\nmail = "{MAIL}"\n\n[links.form]'
    )
    facts.write_text(text, encoding="utf-8", newline="\n")
    page.write_text(page.read_text(encoding="utf-8") + PART, encoding="utf-8", newline="\n")
    return city


@pytest.fixture
def built(with_mail: Path) -> Path:
    build(Request(with_mail), lambda _: None)
    return with_mail


def pdf_of(root: Path) -> Path:
    return root / "build" / "site" / "ja" / "guide-tablet-ver12-ja.pdf"


@pytest.mark.usefixtures("forked")
def test_it_can_be_written_to(built: Path) -> None:
    text = unmarked((built / "build" / "site" / "ja" / "tablet.html").read_text(encoding="utf-8"))
    assert f'href="mailto:{MAIL}">{MAIL}</a>' in text
    assert f"mailto:{MAIL}" in [url for page in gates.links(pdf_of(built)) for url in page]
    assert gates.conformance(pdf_of(built)) == []
    assert [f for f in check(Asked(built)).findings if f.severity == "error"] == []


@pytest.mark.usefixtures("forked")
def test_another_address_in_a_pdf_is_refused(built: Path) -> None:
    with pikepdf.open(pdf_of(built), allow_overwriting_input=True) as pdf:
        for note in (note for sheet in pdf.pages for note in sheet.get("/Annots", [])):
            if "/A" in note and str(note.A.get("/URI", "")).startswith("mailto:"):
                note.A.URI = pikepdf.String("mailto:someone@elsewhere.example")
        pdf.save()
    told = {finding.problem.code for finding in check(Asked(built)).findings if finding.severity == "error"}
    assert {"link/pdf", "link/pdf-host"} <= told
