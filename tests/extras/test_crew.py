"""Pages with planted faults in a real browser: each is found by its own rule, at its own element."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from extras.faulty_pages import plant

from tebiki.errors import TebikiError
from tebiki.extras.browser.find import browser_path
from tebiki.extras.browser.observations import Seen
from tebiki.extras.browser.rules import findings
from tebiki.extras.browser.syntax import faults
from tebiki.messages import tell
from tebiki.output.server import serve_folder

pytest.importorskip("playwright")


def program() -> Path | None:
    try:
        return browser_path()
    except TebikiError:
        return None


pytestmark = [pytest.mark.browser, pytest.mark.skipif(program() is None, reason="no browser")]
PAGES = ("bad.html", "good.html", "leap.html", "trap.html")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    from tebiki.extras.browser.crew import Crew  # noqa: PLC0415 -- only where there is a browser

    site = tmp_path_factory.mktemp("planted")
    plant(site)
    path = program()
    assert path is not None
    with serve_folder(site) as address:
        found = Crew(path, address, 2, widths=(360, 1280)).see(PAGES)
    for page in found:
        page.faults.extend(faults(site / page.page))
    return {page.page: page for page in found}


def at(seen: Seen) -> set[tuple[str, str | None]]:
    """Each finding as its rule and the element."""
    return {(f.rule, f.problem.place.key if f.problem.place else None) for f in findings(seen)}


def test_nothing_is_found_where_nothing_is(seen: dict[str, Seen]) -> None:
    assert [tell(finding.problem) for finding in findings(seen["good.html"])] == []
    assert seen["good.html"].whole
    assert seen["good.html"].facts["scripts"] == 0


@pytest.mark.parametrize(
    ("rule", "element"),
    [
        ("axe", "#no-alt"),
        ("axe", "#pale"),
        ("axe-practice", "#skipped"),
        ("reflow", "#wide"),
        ("zoom", "#wide"),
        ("text-size", "#cut"),
        ("text-size", "#under"),
        ("text-spacing", "#tight"),
        ("focus-order", "#unseen"),
        ("focus-unseen", "#unseen"),
        ("focus-hidden", "#address"),
        ("print-navigation", "body > nav"),
        ("print-address", "#address"),
        ("print-hidden", "#inside"),
        ("policy", None),
        ("outside", None),
        ("failed", None),
        ("picture", "#broken"),
        ("syntax", None),
    ],
)
def test_a_planted_fault_is_found(seen: dict[str, Seen], rule: str, element: str | None) -> None:
    found = at(seen["bad.html"])
    expected = element and element.removeprefix("body > ")
    assert (f"browser/{rule}", expected) in found, sorted(map(str, found))


def test_a_trap_and_what_is_behind_it(seen: dict[str, Seen]) -> None:
    found = at(seen["trap.html"])
    assert {("browser/keyboard-trap", "#trap"), ("browser/keyboard", "#behind")} <= found
    assert seen["trap.html"].facts["fields"] == 1
    assert seen["trap.html"].facts["scripts"] == 1


def test_a_page_that_leaves_when_something_has_the_focus(seen: dict[str, Seen]) -> None:
    assert ("browser/focus-change", None) in at(seen["leap.html"])


def test_one_element_is_told_once_with_all_windows(seen: dict[str, Seen]) -> None:
    (pale,) = [
        f.problem
        for f in findings(seen["bad.html"])
        if f.problem.values.get("criteria", "-") != "-" and f.problem.place and f.problem.place.key == "#pale"
    ]
    assert pale.values["where"] == "360 light, 360 dark, 1280 light, 1280 dark"
    assert "1.4.3 コントラスト（最低限レベル）" in tell(pale)


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_a_page_that_never_loads(silent: str) -> None:
    from tebiki.extras.browser.crew import Crew  # noqa: PLC0415

    path = program()
    assert path is not None
    (found,) = Crew(path, silent, widths=(360,), loading=0.5).see(["x.html"])
    assert at(found) == {("browser/hung", None)}
    assert not found.whole


def test_a_browser_that_dies_on_a_page() -> None:
    from tebiki.extras.browser.crew import Crew  # noqa: PLC0415

    path = program()
    assert path is not None
    (found,) = Crew(path, "chrome://", widths=(360,), loading=5).see(["crash"])
    assert at(found) == {("browser/died", None)}


def test_a_crew_that_says_nothing_is_given_up(silent: str) -> None:
    from tebiki.extras.browser.crew import Crew  # noqa: PLC0415

    path = program()
    assert path is not None
    (found,) = Crew(path, silent, widths=(360,), loading=2, silence=0.1).see(["x.html"])
    assert at(found) == {("browser/hung", None)}


def test_a_program_that_is_no_browser(tmp_path: Path) -> None:
    from tebiki.extras.browser.crew import Crew  # noqa: PLC0415

    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(TebikiError) as error:
        Crew(program, "http://127.0.0.1:9/").see(["x.html"])
    assert [problem.code for problem in error.value.problems] == ["browser/launch"]
