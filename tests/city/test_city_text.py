"""The repository's own content: steps, remedies, screens, labels, files; in any year."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from web_gates import unmarked

from city.written import DOCS, EDITION, EVERY, MANUALS, SCREENS, SETTINGS, SOURCE, step_texts, whole
from tebiki.content.edition import load_edition
from tebiki.content.labels import load_labels
from tebiki.content.screen_files import list_screens
from tebiki.content.settings import in_language


@pytest.mark.parametrize("manual", MANUALS)
def test_every_step_ends_with_what_to_do_when_the_screen_differs(manual: str) -> None:
    steps = step_texts(manual)
    assert steps
    for step in steps:
        body, _, last = step.rpartition(":::{differs}")
        assert ":::{screen}" in body, step[:40]
        assert last.rstrip().endswith(":::"), step[:40]
        assert re.search(r"\{remedy\}|\(#", last), step[:40]


@pytest.mark.parametrize("manual", MANUALS)
def test_every_remedy_is_reached_from_a_step_or_found_by_its_symptom(manual: str) -> None:
    """A remedy that a step names exists; all lie in the chapter that a stuck reader opens."""
    text = whole(manual)
    before, _, after = text.partition("(trouble)=")
    assert ":::{remedy}" not in before
    names = set(re.findall(r"(?m)^:name: (\S+)$", after))
    assert set(re.findall(r"\{remedy\}`([^`]+)`", text)) <= names


def test_every_screen_is_shown_and_every_label_used() -> None:
    """A screen that nobody shows, or a label that nobody reads, goes stale unseen."""
    sources = [*DOCS.glob("*.md"), *(DOCS / "parts").glob("*.md")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    drawings = "\n".join(p.read_text(encoding="utf-8") for p in SCREENS.rglob("*.typ"))
    shown = set(re.findall(r"\{screen\} (\S+)", text))
    assert shown == set(list_screens(SCREENS))
    labels = load_labels(DOCS / "labels")
    unused = {key for key in labels if f"`{key}`" not in text and f'"{key}"' not in drawings}
    assert unused <= UNUSED


#: Kept for real captures: what stands on a screen for a moment, or not with every file.
#: ``ios.settings.trust``: named in the list so that nobody sends readers there.
UNUSED = {"android.password.extracting", "android.name9.ca", "ios.settings.trust"}


@pytest.mark.parametrize("manual", MANUALS)
def test_a_manual_shows_its_own_screens_only(manual: str) -> None:
    shown = {name.partition("/")[0] for name in re.findall(r"\{screen\} (\S+)", whole(manual))}
    assert shown == {manual, "shared"}
    labels = {key.partition(".")[0] for key in re.findall(r"\{ui\}`([^`]+)`", whole(manual))}
    assert labels == {manual, "service"}


def test_output_is_what_is_promised(site: Path, held: frozenset[tuple[str, str]]) -> None:
    """A manual that is held back in a language has no PDF there; a map of the site needs its address."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pictures = {name for name in names if "/_images/" in name}
    wanted = {"index.html", "404.html", "robots.txt"} | ({"sitemap.xml"} if SETTINGS.site else set())
    for here in EVERY:
        there = [manual for manual in MANUALS if (here.folder, manual) not in held]
        pdfs = {name(manual) for manual in there for name in (here.pdf_name, here.summary_name)}
        pages = {f"{name}.html" for name in ("index", *MANUALS)}
        wanted |= {f"{here.folder}/{name}" for name in (*pdfs, *pages, "tebiki.css", "favicon.svg")}
    assert names - pictures == wanted
    assert {Path(name).suffix for name in pictures} == {".png"}


def test_the_index_leads_to_every_manual(site: Path) -> None:
    text = unmarked((site / SOURCE.folder / "index.html").read_text(encoding="utf-8"))
    for manual, facts in EDITION.manuals.items():
        assert len(re.findall(rf'href="{manual}\.html"', text)) == 1  # its card
        # For who does not know, by name: a link would break when one manual is built alone.
        assert f"「{in_language(facts.platform, 'ja')}」" in text


def test_editions_of_the_repository_are_right() -> None:
    """The first one's facts stay; each loads, and has the manuals that there are."""
    years = sorted(path.stem for path in (DOCS / "editions").glob("[0-9]*.toml"))
    editions = {year: load_edition(DOCS / "editions", year, SETTINGS) for year in years}
    assert editions["2025"].certificate.id == "KNPKI250301"
    assert sorted(editions["2025"].manuals) == ["android", "ios", "windows"]
    ids = [edition.certificate.id for edition in editions.values()]
    assert len(ids) == len(set(ids))


def test_what_was_not_known_of_the_first_edition_is_open_or_confirmed() -> None:
    """Ver.4 is known of Android only."""
    first = load_edition(DOCS / "editions", "2025", SETTINGS)
    for manual in ("ios", "windows"):
        for key in ("version", "published", "os", "tested"):
            name = f"manuals.{manual}.{key}"
            assert name in first.unconfirmed or name in first.confirmed, name
