"""The day when a form is hijacked or a certificate leaks: one command, every language, whole or absent."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest
from conftest import ROOTS, speak

from tebiki.cli.dispatch import main
from tebiki.editions import stop as steps
from tebiki.errors import fail
from tebiki.output.page_tree import read_tree
from tebiki.output.pdf_document import read_document
from tebiki.pipeline.record import files_of

APPROVED = ("--approved", "2031-05-06", "--number", "福第99号")
FORM = "https://yamabe.example/f/9"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "yamabe"
    shutil.copytree(ROOTS / "yamabe", root)
    speak(root, "ja", "en")
    return root


def run(root: Path, *words: str) -> int:
    return main(["stop", *words, "--root", str(root)])


def folder(root: Path, what: str) -> Path:
    return root / "dist" / f"stop-{what}-2031-05-06"


def test_it_names_the_certificate_in_every_language(root: Path) -> None:
    assert run(root, "certificate", *APPROVED) == 0
    made = folder(root, "certificate")
    for name in ("stop.html", "body.html", "stop-ja.txt", "stop-en.txt"):
        text = (made / name).read_text(encoding="utf-8")
        assert "YMB-2031-0228" in text
        assert "YMB-2031-0228.pfx" in text
    page = (made / "stop.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert [e.attrs["lang"] for e in read_tree(page).iter("div")] == ["ja", "en"]
    assert "令和13年5月6日からのお知らせです。" in page
    assert "Do not use the digital certificate YMB-2031-0228" in page
    body = (made / "body.html").read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parseFragment(body)
    assert "<h1" not in body
    for language, tag in (("ja", "ja"), ("en", "en")):
        document = read_document(made / f"stop-{language}.pdf")
        assert (document.lang, document.claims["ua/part"]) == (tag, "1")
        assert len(document.content.texts) == 1
        assert "YMB-2031-0228" in document.content.text
    record = tomllib.loads((root / "docs/releases/stopped.toml").read_text(encoding="utf-8"))
    assert [(row["what"], row["name"], row["number"]) for row in record["stopped"]] == [
        ("certificate", "YMB-2031-0228", "福第99号")
    ]


def test_the_address_that_nobody_shall_open_is_a_link_nowhere(root: Path) -> None:
    assert run(root, "form", *APPROVED) == 0
    made = folder(root, "form")
    for name in ("stop.html", "body.html"):
        page = read_tree((made / name).read_text(encoding="utf-8"))
        assert FORM in page.text
        assert FORM not in {link.attrs.get("href") for link in page.iter("a")}
    for language in ("ja", "en"):
        mail = (made / f"stop-{language}.txt").read_text(encoding="utf-8")
        assert FORM not in mail
        assert "yamabe[.]example/f/9" in mail
        content = read_document(made / f"stop-{language}.pdf").content
        assert FORM in content.text
        assert content.links == ()
        assert {code for page in content.codes for code in page} == set()


def test_nothing_but_facts_is_needed(root: Path) -> None:
    """No manual can be built of this text, no translation read."""
    (root / "docs" / "tablet.md").write_text(":::{nonsense}\n", encoding="utf-8")
    (root / "docs" / "locales" / "en" / "LC_MESSAGES" / "tablet.po").write_text("msgid", encoding="utf-8")
    assert run(root, "certificate", *APPROVED) == 0


def test_again_gives_the_same_and_one_row(root: Path) -> None:
    assert run(root, "form", *APPROVED) == 0
    before = files_of(folder(root, "form"))
    record = (root / "docs/releases/stopped.toml").read_bytes()
    assert run(root, "form", *APPROVED) == 0
    assert files_of(folder(root, "form")) == before
    assert (root / "docs/releases/stopped.toml").read_bytes() == record


def test_what_somebody_has_changed_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "form", *APPROVED) == 0
    mail = folder(root, "form") / "stop-ja.txt"
    mail.write_text("書き換えた文", encoding="utf-8")
    assert run(root, "form", *APPROVED) == 1
    assert "stop-ja.txt" in capsys.readouterr().err
    assert mail.read_text(encoding="utf-8") == "書き換えた文"


@pytest.mark.parametrize(
    "words",
    [
        ("form",),
        ("form", "--approved", "2031-05-06"),
        ("form", "--number", "福第99号"),
        ("form", "--approved", "someday", "--number", "福第99号"),
        ("form", "--approved", "2031-05-06", "--number", "  "),
        ("form", "--approved", "2031-05-06", "--number", "福\u202e99号"),
        ("form", "--approved", "1800-01-01", "--number", "福第99号"),
        ("site", *APPROVED),
        ("form", "1999", *APPROVED),
    ],
)
def test_without_an_approval_nothing_is_made(root: Path, words: tuple[str, ...]) -> None:
    assert run(root, *words) == 2
    assert not (root / "dist").exists()
    assert not (root / "docs/releases/stopped.toml").exists()


def test_a_year_without_a_form_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "docs" / "editions" / "2031.toml"
    text = path.read_text(encoding="utf-8").replace("[links.form]", "[links.other]")
    path.write_text(text, encoding="utf-8")
    assert run(root, "form", *APPROVED) == 1
    assert "have no form" in capsys.readouterr().err
    assert not (root / "dist").exists()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"[[stopped]\n", None])
def test_a_record_that_cannot_be_read_stops_it_before_anything_is_made(
    root: Path, data: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "docs/releases/stopped.toml"
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if data is None else path.write_bytes(data)
    assert run(root, "form", *APPROVED) == 1
    assert "stopped.toml" in capsys.readouterr().err
    assert not (root / "dist").exists()


def test_whole_or_absent(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def second_fails(*_: object) -> object:
        calls.append("x")
        if len(calls) == 2:
            fail("pdf/typst", None, message="planted", hint="")
        return type("Made", (), {"data": b"%PDF"})()

    monkeypatch.setattr(steps, "notice_pdf", second_fails)
    assert run(root, "certificate", *APPROVED) == 1
    assert len(calls) == 2
    assert not [path for path in (root / "dist").rglob("*") if path.is_file()]
    assert not (root / "docs/releases/stopped.toml").exists()
