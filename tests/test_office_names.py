"""Paths that Windows cannot hold, wherever the zip is unpacked."""

from __future__ import annotations

import pytest

from office.names import BASE, LONGEST_FILE, LONGEST_FOLDER, check_names, units


def codes(*paths: str, base: int = BASE) -> list[str]:
    return [problem.code for problem in check_names(paths, base)]


@pytest.mark.parametrize(
    "path",
    [
        *("a/con", "a/CON.txt", "aux.py", "nul", "prn.tar.gz", "com1/a", "LPT9.txt", "com\u00b9", "conin$"),
        *(
            "a/b:c",
            "a<b",
            "a>b",
            'a"b',
            "a|b",
            "a?b",
            "a*b",
            "a\\b",
            "a\nb",
            "a\tb",
            "a.",
            "a ",
            "a./b",
            "../a",
        ),
    ],
)
def test_names_that_windows_has_not(path: str) -> None:
    assert codes(path) == ["office/name"]


@pytest.mark.parametrize(
    "path", ["a/console", "auxiliary.py", "com10", "com", "null", ".git/config", "はじめる.bat", "a b/c.d.e"]
)
def test_names_that_only_look_like_it(path: str) -> None:
    assert codes(path) == []


def test_names_that_differ_in_capitals_only() -> None:
    assert codes("a/Read.txt", "a/read.txt", "b/read.txt") == ["office/name-twice"]


def test_the_longest_path_is_the_longest() -> None:
    longest = "a" * 100 + "/" + "b" * (LONGEST_FILE - BASE - 101)
    assert len(longest) + BASE == LONGEST_FILE
    assert codes(longest) == []
    assert codes(longest + "b") == ["office/path-long"]
    assert codes(longest, base=BASE + 1) == ["office/path-long"]


def test_folders_have_a_shorter_end() -> None:
    folder = "a" * (LONGEST_FOLDER - BASE)
    assert codes(folder + "/b") == []
    assert codes("a" + folder + "/b") == ["office/path-long"]


def test_characters_count_as_windows_counts_them() -> None:
    assert units("はじめる.bat") == 8
    assert units("𠮷") == 2
