"""What a maintainer gives as files: the published hash decides, and nothing is taken on trust."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from office_samples import LIST, PARTS, Sample, codes, make_sample, write_archive

from fetch_office_parts import addresses
from office.parts import read_archive, read_parts, take_parts
from tebiki.errors import TebikiError

ROOT = Path(__file__).parent.parent
REAL = ROOT / "tools" / "office_parts.toml"


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return make_sample(tmp_path)


def test_parts_of_the_published_hash_are_taken_and_an_optional_one_may_be_missing(sample: Sample) -> None:
    given = sample.given_parts()
    assert set(given) == {"python", "git"}
    assert given["git"].files["cmd/git.exe"] == b"made up: cmd/git.exe\n"


def test_another_file_of_that_name_is_refused_and_both_hashes_are_told(sample: Sample) -> None:
    wanted = sample.parts()["git"].sha256
    found = write_archive(sample.given / "MinGit.zip", ("cmd/git.exe", "more.txt"))
    with pytest.raises(TebikiError) as raised:
        sample.given_parts()
    [problem] = raised.value.problems
    assert (problem.code, problem.values["wanted"], problem.values["found"]) == ("office/hash", wanted, found)


def test_an_optional_part_of_another_hash_is_refused_too(sample: Sample) -> None:
    write_archive(sample.given / "runtime.whl", ("runtime.data/data/msvcp140.dll",))
    assert codes(sample.given_parts) == ["office/hash"]


def test_all_missing_parts_are_told_at_once(sample: Sample) -> None:
    for file, _ in PARTS.values():
        (sample.given / file).unlink()
    assert codes(sample.given_parts) == ["office/part-missing"] * 2


def test_a_hash_that_is_still_to_be_filled_in_lets_no_file_pass(sample: Sample) -> None:
    text = sample.parts_file.read_text(encoding="utf-8")
    sample.parts_file.write_text(text.replace(sample.parts()["python"].sha256, ""), encoding="utf-8")
    assert codes(sample.given_parts) == ["office/hash-open"]


def test_another_kind_of_archive_is_refused(sample: Sample) -> None:
    digest = write_archive(sample.given / "MinGit.zip", ("bin/git.exe",))
    old = sample.parts()["git"].sha256
    text = sample.parts_file.read_text(encoding="utf-8").replace(old, digest)
    sample.parts_file.write_text(text, encoding="utf-8")
    assert codes(sample.given_parts) == ["office/part-lacks"]


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 and then nothing"])
def test_a_download_that_broke_off_is_told_as_one(data: bytes, sample: Sample) -> None:
    (sample.given / "MinGit.zip").write_bytes(data)
    old, new = sample.parts()["git"].sha256, hashlib.sha256(data).hexdigest()
    text = sample.parts_file.read_text(encoding="utf-8").replace(old, new)
    sample.parts_file.write_text(text, encoding="utf-8")
    assert codes(sample.given_parts) == ["office/archive"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("[git]", "[mercurial]"),
        lambda text: text.replace('licence = "PSF-2.0"\n', ""),
        lambda text: text.replace("licence = ", "lizenz = ", 1),
        lambda text: text.replace("[python]", "[python"),
        lambda _: "python = 1\ngit = 2\n",
    ],
)
def test_a_list_that_names_no_parts(change: Callable[[str], str], tmp_path: Path) -> None:
    path = tmp_path / "parts.toml"
    path.write_text(change(LIST), encoding="utf-8")
    assert codes(lambda: read_parts(path)) == ["office/parts"]


def test_the_projects_own_list_names_versions_and_whole_hashes() -> None:
    parts = read_parts(REAL)
    assert set(parts) == {"python", "git", "runtime"}
    for part in parts.values():
        assert part.version in part.file
        assert re.fullmatch(r"[0-9a-f]{64}", part.sha256), part.name
        assert part.source.startswith("https://")
        assert part.published
        assert part.needs
    assert not parts["python"].optional
    assert not parts["git"].optional
    assert len({part.sha256 for part in parts.values()}) == len(parts)


def test_nothing_of_the_projects_own_list_passes_for_it_by_its_name_alone(tmp_path: Path) -> None:
    for part in read_parts(REAL).values():
        write_archive(tmp_path / part.file, tuple(name for name in part.needs if name != "LICENSE.txt"))
    assert codes(lambda: take_parts(read_parts(REAL), tmp_path)) == ["office/hash"] * 3


def test_parts_are_fetched_by_https_from_their_makers_and_optional_ones_are_not() -> None:
    found = addresses(REAL)
    parts = read_parts(REAL)
    assert found == {parts[key].file: parts[key].download for key in ("python", "git")}
    assert all(address.endswith(file) for file, address in found.items())


def test_an_address_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "parts.toml"
    path.write_text('[git]\nfile = "a.zip"\ndownload = "http://git.example/a.zip"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"git\.example"):
        addresses(path)


def test_an_archive_whose_content_is_damaged_is_told(tmp_path: Path) -> None:
    """Its table of contents is whole; what one file is packed into is none of a packer's."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"lamp " * 50)
    data = bytearray(packed.getvalue())
    start = 30 + len("a.txt")
    data[start : start + 8] = b"\xff" * 8
    assert codes(lambda: read_archive(tmp_path / "a.zip", bytes(data))) == ["office/archive"]
