"""The pages of a release as data: read back they are the pages; what is damaged or newer is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tebiki.editions.compare.blocks import Block, Page
from tebiki.editions.compare.changes import compare_pages
from tebiki.editions.compare.page_record import (
    FORMAT,
    PICTURES,
    UPGRADES,
    PageRecord,
    pictures_of,
    read_pages,
    read_record,
    write_record,
)
from tebiki.editions.compare.released import publications_of
from tebiki.editions.compare.sides import recorded_side
from tebiki.errors import TebikiError
from tebiki.pipeline.record import files_of

YEAR = "2031"


@pytest.fixture
def recorded(built_bilingual: Path, tmp_path: Path) -> PageRecord:
    own = tmp_path / "record"
    site = built_bilingual / "build" / "site"
    write_record(site, publications_of(built_bilingual, YEAR), files_of(site), own)
    return read_record(own, own / PICTURES)


def without_paths(pages: Mapping[str, Page]) -> dict[str, Page]:
    """The same pages but for where the files of their pictures lie."""

    def moved(block: Block) -> Block:
        return replace(block, picture=block.picture and replace(block.picture, path=Path()))

    return {
        name: replace(
            page, sections=tuple(replace(s, blocks=tuple(map(moved, s.blocks))) for s in page.sections)
        )
        for name, page in pages.items()
    }


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_recorded_is_what_the_pages_say(
    recorded: PageRecord, built_bilingual: Path, language: str
) -> None:
    here = next(p for p in publications_of(built_bilingual, YEAR) if p.language == language)
    pages = read_pages(built_bilingual / "build" / "site", here)
    again = recorded.read_pages(language)
    assert list(again) == list(pages)
    assert without_paths(again) == without_paths(pages)
    assert not any(compare_pages(again[name], pages[name]).changes for name in pages)
    kinds = {block.kind for page in again.values() for section in page.sections for block in section.blocks}
    assert {"paragraph", "item", "legend", "row", "picture", "qr", "print"} <= kinds


def test_what_was_released_is_told(recorded: PageRecord, built_bilingual: Path) -> None:
    assert (recorded.year, recorded.certificate, recorded.languages) == (2031, "YMB-2031-0228", ("ja", "en"))
    manual = recorded.manuals["tablet"]
    assert (manual.number, manual.names["en"].version) == ("12", "Ver.12")
    assert recorded.files == files_of(built_bilingual / "build" / "site")


def test_each_picture_is_kept_once(recorded: PageRecord) -> None:
    pages = [page for language in recorded.languages for page in recorded.read_pages(language).values()]
    shown = [path.name for page in pages for path in pictures_of(page)]
    kept = sorted(path.name for path in (recorded.folder / PICTURES).iterdir())
    assert kept == sorted(set(shown))
    assert len(kept) < len(shown)


def test_the_same_site_gives_the_same_bytes(
    recorded: PageRecord, built_bilingual: Path, tmp_path: Path
) -> None:
    site = built_bilingual / "build" / "site"
    write_record(site, publications_of(built_bilingual, YEAR), files_of(site), tmp_path / "again")
    assert files_of(tmp_path / "again") == files_of(recorded.folder)


def changed(**values: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        return json.dumps({**json.loads(data), **values}).encode()

    return change


@pytest.mark.parametrize("name", ["edition.json", "ja/tablet.json"])
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (changed(format=FORMAT + 1), "compare/record-newer"),
        (changed(format="1"), "compare/record"),
        (changed(format=0), "compare/record"),
        (changed(format=True), "compare/record"),
        (lambda data: data[:-9], "compare/record"),
        (lambda _: b"[]", "compare/record"),
        (lambda _: b"\xff", "compare/record"),
        (lambda _: b"[" * 100_000, "compare/record"),
        (changed(sections=[{}], manuals={"tablet": {}}), "compare/record"),
        (changed(sections=None, manuals=None), "compare/record"),
    ],
)
def test_what_is_no_record_is_told(
    recorded: PageRecord, name: str, change: Callable[[bytes], bytes], code: str
) -> None:
    path = recorded.folder / name
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(TebikiError) as error:
        read_record(recorded.folder, recorded.pictures).read_pages("ja")
    [problem] = error.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.file.endswith(name)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"other")])
def test_a_picture_that_is_another_is_told(recorded: PageRecord, spoil: Callable[[Path], object]) -> None:
    spoil(next(iter(pictures_of(recorded.read_pages("ja")["tablet"]))))
    with pytest.raises(TebikiError, match="compare/record"):
        recorded.read_pages("ja")


def nodes(table: Any, *keys: str | int) -> Iterator[tuple[str | int, ...]]:
    """The way to each value below ``table``."""
    pairs = table.items() if isinstance(table, dict) else enumerate(table) if isinstance(table, list) else ()
    for key, value in pairs:
        yield (*keys, key)
        yield from nodes(value, *keys, key)


def spoilt(table: Any, keys: tuple[str | int, ...], value: object) -> bytes:
    """A copy of ``table`` with another value there."""
    copy = here = json.loads(json.dumps(table))
    for key in keys[:-1]:
        here = here[key]
    here[keys[-1]] = value
    return json.dumps(copy).encode()


@pytest.mark.parametrize("name", ["edition.json", "ja/tablet.json"])
def test_no_value_of_another_type_is_believed(recorded: PageRecord, name: str) -> None:
    path = recorded.folder / name
    data = path.read_bytes()
    table = json.loads(data)
    for keys in nodes(table):
        path.write_bytes(spoilt(table, keys, [{}]))
        with pytest.raises(TebikiError, match="compare/record"):
            read_record(recorded.folder, recorded.pictures).read_pages("ja")
    path.write_bytes(data)
    assert read_record(recorded.folder, recorded.pictures).read_pages("ja")


def test_a_page_that_is_gone_or_of_another_release_is_told(recorded: PageRecord) -> None:
    path = recorded.folder / "ja" / "tablet.json"
    data = path.read_bytes()
    path.unlink()
    with pytest.raises(TebikiError, match=r"tablet\.json: compare/record"):
        recorded.read_pages("ja")
    path.write_bytes((path.parent / "index.json").read_bytes())
    with pytest.raises(TebikiError, match=r"tablet\.json: compare/record"):
        recorded.read_pages("ja")
    path.write_bytes(data)
    path.with_name("phone.json").write_bytes(data)
    with pytest.raises(TebikiError, match=r"phone\.json: compare/record"):
        recorded.read_pages("ja")


def test_a_record_without_japanese_is_told(recorded: PageRecord) -> None:
    path = recorded.folder / "edition.json"
    table = json.loads(path.read_bytes())
    table["languages"].remove("ja")
    path.write_text(json.dumps(table))
    with pytest.raises(TebikiError, match="compare/record"):
        read_record(recorded.folder, recorded.pictures)
    for manual in table["manuals"].values():
        del manual["names"]["ja"]
    path.write_text(json.dumps(table))
    with pytest.raises(TebikiError, match="compare/record"):
        recorded_side(read_record(recorded.folder, recorded.pictures), "")


def test_there_is_an_upgrade_from_every_older_format() -> None:
    assert sorted(UPGRADES) == list(range(1, FORMAT))
