"""Slips in what releases have recorded: told at their file, never read as something else."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tebiki.content.releases import load_releases, load_review
from tebiki.editions.compare.released import find_record
from tebiki.editions.compare.sides import recorded_side
from tebiki.editions.engine import CONTRACT
from tebiki.editions.release.archive import obtain_archive
from tebiki.editions.release.options import Wish
from tebiki.errors import Problem, TebikiError

RECORDS = Path(__file__).with_name("records") / "2"
YEAR = "2032"
RECORD, REVIEW = f"{YEAR}.toml", f"review-{YEAR}.toml"
INDEX, TABLET, EDITION = (f"{YEAR}-1/{name}.json" for name in ("ja/index", "ja/tablet", "edition"))
Slip = Callable[[Path], object]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """The records of two releases of a year, to be spoilt."""
    folder = tmp_path / "docs" / "releases"
    shutil.copytree(RECORDS, folder)
    return folder


def put(file: str, old: bytes, new: bytes) -> Slip:
    def slip(folder: Path) -> None:
        data = (folder / file).read_bytes()
        assert old in data
        (folder / file).write_bytes(data.replace(old, new, 1))

    return slip


def saved(file: str, change: Callable[[bytes], bytes]) -> Slip:
    return lambda folder: (folder / file).write_bytes(change((folder / file).read_bytes()))


def half(file: str) -> Slip:
    return saved(file, lambda data: data[: len(data) // 2])


def pasted(folder: Path) -> None:
    """The first release once more behind the second."""
    head, first, _ = (folder / RECORD).read_bytes().split(b"[[release]]")
    (folder / RECORD).write_bytes((folder / RECORD).read_bytes() + b"\n[[release]]" + first)
    assert head


def one_picture_for_another(folder: Path) -> None:
    one, other, *_ = sorted((folder / "pictures").iterdir())
    shutil.copy(one, other)


def read(folder: Path) -> None:
    """All that a comparison and a review read."""
    root = folder.parent.parent
    load_review(folder.parent, YEAR)
    for release in load_releases(folder.parent, YEAR):
        record = find_record(root, YEAR, release)
        assert record is not None
        recorded_side(record, "")


PICTURE = "pictures"
#: What was done, the code that tells of it, and its file.
SLIPS: dict[str, tuple[Slip, str, str]] = {
    "half a record": (half(RECORD), "toml/syntax", RECORD),
    "half a review": (half(REVIEW), "toml/syntax", REVIEW),
    "a number in quotes": (put(RECORD, b"format = 2", b'format = "2"'), "format/number", RECORD),
    "a colleague's newer engine": (put(RECORD, b"format = 2", b"format = 3"), "format/newer", RECORD),
    "a review of a newer engine": (put(REVIEW, b"format = 2", b"format = 3"), "format/newer", REVIEW),
    "a release pasted twice": (pasted, "edition/releases", RECORD),
    "a day in quotes": (put(RECORD, b"approved = 20", b'approved = "20" # '), "toml/value", RECORD),
    "a key of one's own": (put(RECORD, b"approval = ", b'note = "x"\napproval = '), "toml/unknown", RECORD),
    "what git leaves in a conflict": (
        put(RECORD, b"approval", b"<<<<<<< HEAD\napproval"),
        "toml/syntax",
        RECORD,
    ),
    "a page is gone": (lambda folder: (folder / TABLET).unlink(), "compare/record", TABLET),
    "half a page": (half(TABLET), "compare/record", TABLET),
    "an empty page": (saved(TABLET, lambda _: b""), "compare/record", TABLET),
    "a page for another": (lambda f: shutil.copy(f / INDEX, f / TABLET), "compare/record", TABLET),
    "a page of another language": (
        put(TABLET, b'"language": "ja"', b'"language": "en"'),
        "compare/record",
        TABLET,
    ),
    "a page of a newer engine": (put(TABLET, b'"format": 1', b'"format": 2'), "compare/record-newer", TABLET),
    "a conflict in a page": (put(TABLET, b"{", b"<<<<<<< HEAD\n{"), "compare/record", TABLET),
    "half an edition": (half(EDITION), "compare/record", EDITION),
    "an edition of another encoding": (
        saved(EDITION, lambda data: data.decode().encode("cp932")),
        "compare/record",
        EDITION,
    ),
    "pictures are gone": (lambda folder: shutil.rmtree(folder / "pictures"), "compare/record", PICTURE),
    "a picture for another": (one_picture_for_another, "compare/record", PICTURE),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_at_its_file(releases: Path, name: str) -> None:
    slip, code, file = SLIPS[name]
    slip(releases)
    with pytest.raises(TebikiError) as raised:
        read(releases)
    found: list[Problem] = list(raised.value.problems)
    assert {problem.code for problem in found} == {code}
    places = {Path(problem.place.file).name for problem in found if problem.place}
    if file == PICTURE:  # named by its content
        assert {Path(place).suffix for place in places} == {".png"}
    else:
        assert places <= {Path(file).name, Path(TABLET).name}


#: What programs do with text and nobody means.
HONEST: dict[str, Slip] = {
    "nothing": lambda _: None,
    "line ends of Windows": lambda folder: [
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        for path in folder.rglob("*")
        if path.suffix in (".toml", ".json")
    ],
    "byte order marks": lambda folder: [
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
        for path in folder.rglob("*")
        if path.suffix in (".toml", ".json")
    ],
    "a blank line at the end": saved(RECORD, lambda data: data + b"\n"),
    "files of others": lambda folder: (folder / "thumbs.db").write_bytes(b"x"),
}


@pytest.mark.parametrize("name", HONEST)
def test_what_is_right_is_read(releases: Path, name: str) -> None:
    HONEST[name](releases)
    read(releases)


#: What is done to the form for the archive, or to the hashes of the release.
ARCHIVES: dict[str, tuple[Slip, str]] = {
    "dist was deleted": (shutil.rmtree, "release/archive-gone"),
    "half a file": (half("archive.zip"), "release/archive-gone"),
    "the browser's name for a second download": (
        lambda dist: (dist / "archive.zip").rename(dist / "archive (1).zip"),
        "release/archive-gone",
    ),
    "unpacked and packed again": (saved("archive.zip", lambda data: data + b"\0"), "release/archive-gone"),
    "the site for it": (
        lambda dist: shutil.copy(dist / "site.zip", dist / "archive.zip"),
        "release/archive-gone",
    ),
    "hashes without it": (
        put(f"../../docs/releases/{YEAR}-2.sha256", b"archive.zip", b"archive.rar"),
        "release/sums",
    ),
    "no hashes": (lambda dist: (dist / f"../../docs/releases/{YEAR}-2.sha256").unlink(), "release/sums"),
}


@pytest.mark.parametrize("name", ["nothing", *ARCHIVES])
def test_only_the_released_archive_is_used(releases: Path, tmp_path: Path, name: str) -> None:
    dist, sums = tmp_path / "dist" / YEAR, releases / f"{YEAR}-2.sha256"
    dist.mkdir(parents=True)
    with zipfile.ZipFile(dist / "archive.zip", "w") as archive:
        archive.writestr("index.html", "<p>")
    (dist / "site.zip").write_bytes(b"another")
    own = hashlib.sha256((dist / "archive.zip").read_bytes()).hexdigest()
    text = re.sub(r"(?m)^\w+(?=  archive\.zip$)", own, sums.read_text(encoding="utf-8"))
    assert own in text
    sums.write_text(text, encoding="utf-8", newline="\n")
    if name == "nothing":
        obtain_archive(tmp_path, YEAR, tmp_path / "out", lambda _: None)
        assert (tmp_path / "out" / "index.html").is_file()
        return
    slip, code = ARCHIVES[name]
    slip(dist)
    with pytest.raises(TebikiError, match=code):
        obtain_archive(tmp_path, YEAR, tmp_path / "out", lambda _: None)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("contract", [1, 3, 0, "2", None, True, 2.5])
def test_another_contract_is_refused(tmp_path: Path, contract: object) -> None:
    path = tmp_path / "wish.json"
    Wish(YEAR, 1, "2032-02-20", "1", "0" * 40).write(path)
    table = json.loads(path.read_text(encoding="utf-8"))
    assert Wish.read(path).contract == CONTRACT == 2
    path.write_text(json.dumps({**table, "contract": contract}), encoding="utf-8")
    with pytest.raises(TebikiError, match="history/contract"):
        Wish.read(path)
