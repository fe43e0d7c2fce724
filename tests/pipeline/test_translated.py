"""The invented city in two languages: what is open is told, what is held back keeps its address."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from catalogs import quoted
from checks.test_mutations import CHANGES
from conftest import speak
from language_gates import unmarked
from web_gates import check_page, parsed, said

from tebiki.content.catalogs.catalog import read_catalog
from tebiki.errors import Problem, TebikiError
from tebiki.messages import LANGUAGES, tell
from tebiki.pipeline.build import build
from tebiki.pipeline.request import Request

pytestmark = pytest.mark.usefixtures("forked")
PO = "docs/locales/en/LC_MESSAGES/manual.po"
MUTATIONS = 30


def change(root: Path, old: str, new: str, file: str = PO) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def made(root: Path, *languages: str, formats: str = "html pdf") -> tuple[Path, tuple[str, ...]]:
    """The folder of the site, and what the build told."""
    wanted: dict[str, object] = {"languages": languages, "formats": tuple(formats.split())}
    outcome = build(Request(root, **wanted), lambda _: None)  # type: ignore[arg-type]
    return outcome.target, outcome.told


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def banners(text: str) -> list[str]:
    """What a page's top says of its translation; not that nobody has walked through the manual."""
    root, _ = parsed(text)
    found = [said(box) for box in root.iter("div") if "banner" in (box.get("class") or "")]
    return [words for words in found if not words.startswith(("Not yet tried", "まだ、実際の端末で"))]


def test_whoever_builds_pdfs_that_readers_get_wrong_is_told(bilingual: Path) -> None:
    """A language with known faults is not held to its letters: not in silence."""
    own = bilingual / "docs" / "languages" / "en.toml"
    own.parent.mkdir()
    own.write_text(
        'tag = "en"\n[[known_faults]]\nja = "字が抜けます。"\nen = "Letters are missing."\n', "utf-8"
    )
    assert [told for told in made(bilingual, "en", formats="html")[1] if "Not compared" in told] == []
    (told,) = (told for told in made(bilingual)[1] if "Not compared" in told)
    assert told.startswith("Not compared: PDFs in en are known")


def test_both_languages(built_bilingual: Path) -> None:
    site = built_bilingual / "build" / "site"
    text = (site / "en" / "tablet.html").read_text(encoding="utf-8")
    assert check_page(text) == []
    root, _ = parsed(text)
    # What stands in the head cannot be marked.
    assert [found for found in unmarked(root) if not found.startswith(("title", "content"))] == []
    assert [b.split(" Check")[0] for b in banners(text)] == ["This is a reference translation"]
    alternates = {e.get("hreflang"): e.get("href") for e in root.iter("link") if e.get("hreflang")}
    assert alternates == {
        "ja": "https://yamabe.example/tebiki/ja/tablet.html",
        "en": "https://yamabe.example/tebiki/en/tablet.html",
    }
    labels = [said(e) for e in root.iter("span") if e.get("class") == "ui"]
    assert labels == ["“[app]を入れますか” (Install [app]?)", "“Yes” (はい)"]
    assert [e.get("alt") for e in root.iter("img")][1] == "Screen with the button “Yes”"
    assert (site / "en" / "guide-tablet-ver12-en.pdf").is_file()
    assert b"lan@people" not in b"".join(files(site).values())


def test_facts_without_a_text_are_japanese_and_told(bilingual: Path) -> None:
    change(
        bilingual,
        '[extra.new_valid_from]\nja = ""',
        '[extra.new_valid_from]\nja = "3月1日"',
        "docs/editions/2031.toml",
    )
    site, told = made(bilingual, formats="html")
    root, _ = parsed((site / "en" / "tablet.html").read_text(encoding="utf-8"))
    shown = [said(e) for e in root.iter("span") if e.get("lang") == "ja"]
    assert {"3月1日", "はじめて出しました。"} <= set(shown)
    assert any("new_valid_from" in line and "en" in line for line in told)


def test_what_is_open_is_told_and_marked(bilingual: Path) -> None:
    change(bilingual, 'msgstr "Choose a device"', 'msgstr ""')
    change(bilingual, 'msgid "もう一度押します。"', '#, fuzzy\nmsgid "もう一度押します。"')
    (bilingual / "docs/locales/en/language.toml").write_text(
        'bar = 80\n[reviewed.2031]\nby = "Lan"\non = "2031-02-02"\n', encoding="utf-8"
    )
    site, told = made(bilingual, formats="html")
    text = (site / "en" / "tablet.html").read_text(encoding="utf-8")
    assert [b.split(". ")[0] for b in banners(text)] == [
        "Some parts are still in Japanese Translation as of 3 February 2031"
    ]
    assert '<p><span lang="ja">もう一度押します。</span></p>' in text
    assert "Some parts are still" in banners((site / "en" / "index.html").read_text(encoding="utf-8"))[0]
    assert banners((site / "ja" / "tablet.html").read_text(encoding="utf-8")) == []
    assert any("tablet" in line and "1" in line for line in told)
    assert not any("Unreviewed" in line for line in told)


def test_a_manual_below_the_bar_keeps_its_address(bilingual: Path) -> None:
    change(bilingual, 'msgstr "Press {ui}`tablet.ask.ok`."', 'msgstr ""')
    site, told = made(bilingual)
    root, mended = parsed((site / "en" / "tablet.html").read_text(encoding="utf-8"))
    assert mended == []
    assert root.get("lang") == "en"
    assert [m.get("content") for m in root.iter("meta") if m.get("name") == "robots"] == ["noindex"]
    links = [(a.get("href"), said(a)) for a in root.findall(".//main//a")]
    assert links == [("../ja/tablet.html", "日本語")]
    assert not list((site / "en").glob("*.pdf"))
    assert (site / "ja" / "guide-tablet-ver12-ja.pdf").is_file()
    index = (site / "en" / "index.html").read_text(encoding="utf-8")
    assert check_page(index) == []
    assert 'href="tablet.html"' in index
    assert any("tablet" in line for line in told if "en" in line)


def test_languages_in_any_order_or_alone_give_the_same(city: Path, built_bilingual: Path) -> None:
    """In another order the chooser differs, alone there is none: then all else is compared."""
    speak(city, "en", "ja")
    whole = files(built_bilingual / "build" / "site")
    other = files(made(city)[0])
    alone = files(made(city, "en")[0])
    for name, data in {**other, **alone}.items():
        if not name.endswith((".html", ".xml")):
            assert data == whole[name], name
    mains = [
        re.search(r"(?s)<h1.*</main>", found["en/tablet.html"].decode()) for found in (whole, other, alone)
    ]
    assert len({match[0] for match in mains if match}) == 1


def facts(site: Path) -> dict[str, Counter[str]]:
    """What no translation may change in a page: links, ids, pictures, labels, codes and phrases."""
    found = {}
    for path in sorted((site / "en").glob("*.html")):
        root, _ = parsed(path.read_text(encoding="utf-8"))
        main = next(root.iter("main"))
        held = [e.get(name) for e in main.iter() for name in ("href", "src", "id") if e.get(name)]
        held += [
            f"{e.tag} {said(e)}"
            for e in main.iter()
            if e.tag in ("code", "strong") or e.get("class") in ("ui", "nb")
        ]
        found[path.name] = Counter(map(str, held))
    return found


def problems_of(root: Path) -> tuple[Problem, ...]:
    """What a build of the pages finds."""
    try:
        made(root, "en", formats="html")
    except TebikiError as error:
        return tuple(error.problems)
    return ()


def test_random_changes_pass_unchanged_in_facts_or_are_refused_by_name(
    bilingual: Path,
) -> None:
    path = bilingual / PO
    right, entries = path.read_text(encoding="utf-8"), read_catalog(path).entries
    before = facts(made(bilingual, "en", formats="html")[0])
    rng = random.Random("build")  # noqa: S311 -- the same changes every time
    passed = refused = 0
    while passed + refused < MUTATIONS:
        entry = rng.choice(entries)
        changed = rng.choice(CHANGES)(entry.msgstr, rng)
        if changed == entry.msgstr:
            continue
        line = f"msgid {quoted(entry.msgid)}\nmsgstr "
        path.write_text(
            right.replace(line + quoted(entry.msgstr), line + quoted(changed)), encoding="utf-8", newline="\n"
        )
        problems = problems_of(bilingual)
        if not problems:
            passed += 1
            assert facts(bilingual / "build" / "part") == before, changed
            continue
        refused += 1
        assert all(problem.code.split("/")[0] in {"catalog", "translation"} for problem in problems)
        assert all(PO in str(problem.place) for problem in problems), changed
        assert all(tell(problem, language) for problem in problems for language in LANGUAGES)
    assert passed
    assert refused > passed
