"""What the end of a link means: findings, each with what a person should do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from extras.playing_server import Server, playing

from tebiki.checks.registry import rules_in
from tebiki.checks.rule import apply
from tebiki.cli.dispatch import main
from tebiki.errors import Place, TebikiError
from tebiki.extras.online import link_cache, rules
from tebiki.extras.online.follow import Seen
from tebiki.extras.online.limits import Limits
from tebiki.extras.online.links import Link
from tebiki.extras.online.rules import Looked
from tebiki.extras.online.run import age, run
from tebiki.messages import Said, say, tell

START, FORM, TOP = "https://s.example/x", "https://forms.example/a?b=1", "https://www.example/top"
HOSTS = ("s.example", "forms.example", "www.example")


def found(seen: Seen, target: str | None = None, *, shortener: bool = False) -> list[str]:
    link = Link(seen.path[0], Place("docs/editions/2031.toml", 5), "form", target, shortener or bool(target))
    looked = Looked(link, seen, HOSTS, Said("online/age-now"), Said("online/why-dns"))
    problems = [finding.problem for finding in apply(rules_in([rules]), looked)]
    assert all("→" in tell(problem, to) for problem in problems for to in ("ja", "en"))
    return [problem.code.removeprefix("online/") for problem in problems]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (Seen("arrives", (TOP,), 200), []),
        (Seen("gone", (TOP,), 404), ["gone"]),
        (Seen("refused", (TOP,), 403), ["refused"]),
        (Seen("unclear", (TOP,), None, "dns"), ["unclear"]),
        (Seen("arrives", (TOP, "https://www.example/new"), 200), ["moved"]),
        (Seen("arrives", (TOP, FORM), 200), ["moved"]),
        (Seen("arrives", (TOP, "https://strange.example/"), 200), ["other-host"]),
        (Seen("gone", (TOP, "https://strange.example/"), 404), ["gone", "other-host"]),
        (Seen("arrives", (TOP, "http://www.example/"), 200), ["insecure"]),
        (Seen("unclear", (TOP, "https://www.example/new"), 302, "ring"), ["unclear"]),
    ],
)
def test_a_link(seen: Seen, expected: list[str]) -> None:
    assert found(seen) == expected


@pytest.mark.parametrize(
    ("seen", "target", "expected"),
    [
        (Seen("arrives", (START, FORM), 200), FORM, []),
        (Seen("arrives", (START, "https://FORMS.example/a?b=1#top"), 200), FORM, []),
        (Seen("arrives", (START, "https://forms.example/a?b=2"), 200), FORM, ["target"]),
        (Seen("arrives", (START, TOP), 200), FORM, ["target"]),
        (Seen("arrives", (START,), 200), FORM, ["target"]),
        (Seen("refused", (START, FORM), 401), FORM, ["refused"]),
        (Seen("gone", (START,), 404), FORM, ["gone"]),
        (Seen("unclear", (START,), None, "dns"), FORM, ["unclear"]),
        (Seen("arrives", (START, FORM, "https://login.example/"), 200), FORM, ["other-host"]),
        (Seen("arrives", (START, FORM), 200), None, ["target-unknown"]),
        (Seen("arrives", (START, "https://strange.example/"), 200), None, ["other-host", "target-unknown"]),
        (Seen("unclear", (START,), None, "time"), None, ["unclear"]),
    ],
)
def test_a_short_address(seen: Seen, target: str | None, expected: list[str]) -> None:
    assert found(seen, target, shortener=True) == expected


def test_an_unknown_target_says_what_was_found() -> None:
    link = Link(START, Place("docs/editions/2031.toml", 5), "form", None, shortener=True)
    seen = Seen("refused", (START, FORM, "https://login.example/"), 401)
    looked = Looked(link, seen, (*HOSTS, "login.example"), Said("online/age-now"))
    (problem,) = [f.problem for f in apply(rules_in([rules]), looked) if f.rule == "online/target-unknown"]
    assert f'target = "{FORM}"' in tell(problem)


@pytest.fixture
def server() -> Iterator[Server]:
    with playing() as playing_:
        yield playing_


@pytest.fixture
def linked(city: Path, server: Server) -> Path:
    """The invented city's project; one page of its site leads to the server that plays."""
    page = city / "build" / "site" / "ja" / "index.html"
    page.parent.mkdir(parents=True)
    gone, twice = server.at("/status/404"), server.at("/status/404#part")
    page.write_text(
        f'<a href="{gone}">一</a>\n<a href="{twice}">二</a>\n<a href="tel:1">三</a>', encoding="utf-8"
    )
    return city


#: No name leads anywhere in a test, but to this machine.
HERE = Limits(request=1, total=10, pauses=(), allowed=lambda address: address == "127.0.0.1")


def test_links_of_edition_and_pages(linked: Path, server: Server) -> None:
    told: list[str] = []
    answer = run(linked, linked / "build" / "site", told.append, limits=HERE)
    (gone,) = [finding.problem for finding in answer.findings if finding.rule == "online/gone"]
    assert gone.place == Place("ja/index.html", 1)
    assert server.asked["/status/404"] == 1
    assert any("404" in line and "just now" in line for line in answer.lines)
    others = [f.problem for f in answer.findings if f.rule != "online/gone"]
    assert all(p.place and p.place.file.endswith("2031.toml") and p.place.key for p in others)
    assert len(told) == len(answer.lines)


def test_a_page_that_nests_too_deep_is_told_and_the_others_are_looked_at(
    linked: Path, server: Server
) -> None:
    site = linked / "build" / "site"
    (site / "ja" / "deep.html").write_text("\n" + "<div>" * 1000, encoding="utf-8")
    findings = run(linked, site, limits=HERE).findings
    (deep,) = [finding for finding in findings if finding.rule == "site/page-deep"]
    assert (deep.problem.place, deep.severity) == (Place("ja/deep.html", 2), "error")
    assert "online/gone" in [finding.rule for finding in findings]
    assert server.asked["/status/404"] == 1


def test_what_was_seen_is_believed_for_a_week(linked: Path, server: Server) -> None:
    site, cache = linked / "build" / "site", linked / "build" / ".cache"
    run(linked, site, limits=HERE)
    looks = link_cache.load(cache)
    days = timedelta(days=3)
    link_cache.keep(cache, {url: link_cache.Look(look.seen, look.on - days) for url, look in looks.items()})
    answer = run(linked, site, limits=HERE)
    assert server.asked["/status/404"] == 1
    assert any("3 days ago" in line for line in answer.lines)
    run(linked, site, limits=HERE, anew=True)
    assert server.asked["/status/404"] == 2


ENTRY = '{"x": {"state": "fine", "path": ["x"], "status": 200, "why": null, "on": "2031-01-01"}}'


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 1}', '{"x": {"state": "arrives"}}', ENTRY])
def test_a_damaged_cache_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "online.json").write_text(text, encoding="utf-8")
    assert link_cache.load(tmp_path) == {}


def test_an_output_without_pages(city: Path) -> None:
    with pytest.raises(TebikiError) as error:
        run(city, city / "build" / "site", limits=HERE)
    assert [problem.code for problem in error.value.problems] == ["output/no-site"]


def test_the_command_says_it_in_both_languages(
    linked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of servers elsewhere, the command's own limits apply: this machine is no server of the internet."""
    monkeypatch.setattr("tebiki.extras.online.run.Limits", lambda: HERE)
    assert main(["check", "--root", str(linked), "--online", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    [gone] = [finding for finding in told["findings"] if finding["rule"] == "online/gone"]
    assert "The page is gone" in gone["message"]["en"]
    assert "たった今確認" in gone["message"]["ja"]


@pytest.mark.parametrize(
    ("passed", "words"),
    [(5, "just now"), (180, "3 minutes ago"), (7300, "2 hours ago"), (260000, "3 days ago")],
)
def test_age(passed: int, words: str) -> None:
    now = datetime(2031, 4, 1, tzinfo=UTC)
    told = age(now - timedelta(seconds=passed), now)
    assert say(told.code, "en", **told.values) == words
