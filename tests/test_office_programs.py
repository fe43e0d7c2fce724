"""What Windows will run of the zip: libraries that are asked for, signatures, the hash of AppLocker."""

from __future__ import annotations

import pytest
from pe_samples import make_program, with_checksum

from office.programs import Program, check_libraries, find_programs, lacks_runtime
from tebiki.errors import TebikiError
from tebiki.messages import tell


def codes(files: dict[str, bytes]) -> list[tuple[str, str]]:
    found = check_libraries(find_programs(files), files)
    return [(str(problem.place), str(problem.values["name"])) for problem in found]


def test_a_library_is_asked_for_at_once_or_later() -> None:
    found = Program("a.pyd", make_program("KERNEL32.dll", "python313.dll", delayed=("Late.dll",)))
    assert found.wanted == {"kernel32.dll", "python313.dll", "late.dll"}
    assert Program("a.pyd", make_program()).wanted == set()


def test_what_neither_windows_nor_the_zip_has_is_told() -> None:
    asks = make_program(
        "KERNEL32.dll", "api-ms-win-crt-heap-l1-1-0.dll", "python313.dll", "helper.dll", "gone.dll"
    )
    files = {
        "packages/a/a.pyd": asks,
        "packages/a/helper.dll": make_program(),
        "python/python313.dll": make_program(),
        "git/bin/b.exe": make_program("of-its-makers.dll"),
    }
    assert codes(files) == [("packages/a/a.pyd", "gone.dll")]


def test_microsofts_library_of_c_is_asked_of_windows_or_stands_beside_the_python() -> None:
    files = {"packages/z.pyd": make_program("MSVCP140.dll")}
    assert codes(files) == []
    assert lacks_runtime(find_programs(files))
    elsewhere = files | {"packages/other.libs/msvcp140.dll": make_program()}
    assert lacks_runtime(find_programs(elsewhere))
    assert not lacks_runtime(find_programs(files | {"python/msvcp140.dll": make_program()}))
    assert not lacks_runtime(find_programs({"packages/y.pyd": make_program("KERNEL32.dll")}))


def test_only_programs_are_listed() -> None:
    files = {
        "b.EXE": make_program(),
        "a.dll": make_program(),
        "c.exe": b"#!/bin/sh\n",
        "d.py": make_program(),
    }
    assert [one.path for one in find_programs(files)] == ["a.dll", "b.EXE"]


def test_the_hash_of_applocker_leaves_out_checksum_and_signature() -> None:
    plain, signed = make_program("a.dll"), make_program("a.dll", signature=b"8 bytes!" * 2)
    assert not Program("a", plain).is_signed
    assert Program("a", signed).is_signed
    # Attaching a signature and writing a checksum change the file, and not what was signed.
    assert Program("a", signed).authenticode == Program("a", plain).authenticode
    assert Program("a", with_checksum(plain, 7)).authenticode == Program("a", plain).authenticode
    assert Program("a", signed).sha256 != Program("a", plain).sha256
    assert Program("a", make_program("b.dll")).authenticode != Program("a", plain).authenticode


@pytest.mark.parametrize("data", [b"MZ", b"MZ" + bytes(200), make_program("a.dll")[:1000]])
def test_a_program_that_cannot_be_read_is_told(data: bytes) -> None:
    with pytest.raises(TebikiError) as raised:
        find_programs({"packages/a.exe": data})
    [problem] = raised.value.problems
    assert (problem.code, str(problem.place)) == ("office/program", "packages/a.exe")
    assert tell(problem, "ja")
