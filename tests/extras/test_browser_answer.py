"""``tebiki check --browser``: the report, the result for the public, and every wrong use."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from extras.told_criteria import FACTS, tell

from tebiki.checks.pages import check_pages
from tebiki.cli.dispatch import main
from tebiki.errors import TebikiError, UsageError
from tebiki.extras.browser import run as module
from tebiki.extras.browser.find import browser_path
from tebiki.extras.browser.observations import Fault, Seen
from tebiki.extras.browser.run import Asked, run
from tebiki.extras.browser.syntax import faults

#: What is told of one criterion, up to ``result``.
OF = 'edition = 2031\n[criteria."1.1.1"]\n'
WHO = 'by = "山田"\non = 2031-05-02\n'


@pytest.fixture
def project(city: Path) -> Path:
    """The invented city's project with two pages that stand for its site."""
    site = city / "build" / "site" / "ja"
    site.mkdir(parents=True)
    for name in ("index", "tablet"):
        (site / f"{name}.html").write_text("<!DOCTYPE html><title>題</title>", encoding="utf-8")
    return city


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that finds nothing."""
    see(monkeypatch)


def see(monkeypatch: pytest.MonkeyPatch, *found: Fault) -> None:
    def seen(_asked: Asked, pages: Sequence[str], *_: object) -> list[Seen]:
        return [Seen(page, list(found), dict(FACTS), whole=True) for page in pages]

    monkeypatch.setattr(module, "_seen", seen)


def asked(root: Path, **more: object) -> Asked:
    return Asked(root / "build" / "site", **more)  # type: ignore[arg-type]


def codes(error: pytest.ExceptionInfo[TebikiError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.usefixtures("sound")
def test_the_report_claims_nothing_that_nobody_looked_at(project: Path) -> None:
    answer = run(project, asked(project))
    assert answer.findings == []
    text = (project / "build" / "report" / "accessibility.html").read_text(encoding="utf-8")
    assert "適合: 7、不適合: 0、適用なし: 14、要確認: 17" in text
    assert "人が確かめていない項目があります" in text
    assert not (project / "build" / "report" / "result.html").exists()


@pytest.mark.usefixtures("sound")
def test_pages_of_the_report_are_sound_themselves(project: Path) -> None:
    tell(project)
    run(project, asked(project, publish=True))
    folder = project / "build" / "report"
    assert [fault for name in ("accessibility", "result") for fault in faults(folder / f"{name}.html")] == []
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}
    assert list(check_pages(texts, [path.name for path in folder.iterdir()], ("yamabe.example",))) == []


@pytest.mark.usefixtures("sound")
def test_same_pages_same_bytes(project: Path) -> None:
    def made() -> bytes:
        run(project, asked(project))
        return (project / "build" / "report" / "accessibility.html").read_bytes()

    assert made() == made()


@pytest.mark.usefixtures("sound")
def test_a_result_is_made_when_everything_is_told(project: Path) -> None:
    tell(project)
    answer = run(project, asked(project, publish=True))
    assert answer.problems == []
    text = (project / "build" / "report" / "result.html").read_text(encoding="utf-8")
    assert "レベルAAに準拠" in text
    assert "2031年5月10日" in text
    assert "要確認" not in text
    assert "山田" not in text
    assert "noindex" not in text


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ({"leave": "1.1.1"}, ["browser/publish-open"]),
        ({"tested": ""}, ["browser/publish-no-test"]),
        ({"edition": 2030}, ["browser/publish-no-test", "browser/publish-open"]),
    ],
)
def test_no_result_while_anything_is_open(
    project: Path, file: dict[str, object], expected: list[str]
) -> None:
    tell(project)
    run(project, asked(project, publish=True))
    tell(project, **file)  # type: ignore[arg-type]
    answer = run(project, asked(project, publish=True))
    assert [problem.code for problem in answer.problems] == expected
    assert (project / "build" / "report" / "accessibility.html").exists()
    assert not (project / "build" / "report" / "result.html").exists()


def test_a_result_with_a_failure_says_what_will_be_done(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(project)
    see(monkeypatch, Fault("reflow", "#a"), Fault("keyboard", "#b"))
    problems = run(project, asked(project, publish=True)).problems
    assert {problem.code for problem in problems} == {"browser/publish-no-note"}
    failed = [str(problem.values["number"]) for problem in problems]
    assert failed == ["2.1.1", "2.1.2", "2.4.7", "3.2.1"]
    rows = (
        f'[criteria."{n}"]\nresult = "fail"\nby = "山田"\non = 2031-05-02\nnote = "秋に直します。"\n'
        for n in failed
    )
    tell(project, more="".join(rows))
    assert run(project, asked(project, publish=True)).problems == []
    text = (project / "build" / "report" / "result.html").read_text(encoding="utf-8")
    assert "一部準拠" in text
    assert "秋に直します。" in text


@pytest.mark.usefixtures("sound")
def test_text_of_the_file_is_data(project: Path) -> None:
    row = '[criteria."1.1.1"]\nresult = "pass"\nby = "<b>{0.__class__}</b>"\non = 2031-05-02\n'
    (project / "docs" / "accessibility.toml").write_text("edition = 2031\n" + row, encoding="utf-8")
    run(project, asked(project))
    text = (project / "build" / "report" / "accessibility.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;{0.__class__}&lt;/b&gt;" in text


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('edition = "2031"\n', "toml/integer"),
        ("edition = 2031\nscope = 1\n", "toml/unknown"),
        ("", "toml/missing"),
        ("edition = \n", "toml/syntax"),
        (
            f'{OF}result = "pass"\n{WHO}'.replace("1.1.1", "1.9.9"),
            "toml/no-criterion",
        ),
        (f'{OF}result = "ok"\n{WHO}', "toml/value"),
        ('edition = 2031\n[criteria."1.1.1"]\nresult = "pass"\nby = ""\non = 2031-05-02\n', "toml/empty"),
        ('edition = 2031\n[criteria."1.1.1"]\nresult = "pass"\nby = "山田"\n', "toml/missing"),
        (f'{OF}result = "fail"\n{WHO}', "toml/value"),
        (
            "edition = 2031\n[tested]\nfirst = 2031-05-02\nlast = 2031-05-01\ndeclared = 2031-05-10\n",
            "toml/value",
        ),
    ],
)
def test_a_wrong_file_is_refused(project: Path, text: str, code: str) -> None:
    (project / "docs" / "accessibility.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TebikiError) as error:
        run(project, asked(project))
    assert codes(error) == [code]
    assert error.value.problems[0].place
    assert not (project / "build" / "report").exists()


@pytest.mark.usefixtures("sound")
def test_some_pages_make_no_report(project: Path) -> None:
    answer = run(project, asked(project, pages=("ja/index.html",)))
    assert "No report" in answer.lines[-1]
    assert not (project / "build" / "report").exists()


def test_an_output_without_pages(city: Path) -> None:
    with pytest.raises(TebikiError) as error:
        run(city, asked(city))
    assert codes(error) == ["output/no-site"]
    (city / "build" / "site").mkdir(parents=True)
    with pytest.raises(TebikiError) as error:
        run(city, asked(city))
    assert codes(error) == ["output/no-site"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"pages": ("ja/nothing.html",)}, "browser/no-page"),
        ({"pages": ("ja/index.html",), "publish": True}, "browser/publish-part"),
        ({"program": Path("/nowhere/browser")}, "browser/no-program"),
    ],
)
def test_a_wrong_use(project: Path, more: dict[str, object], code: str) -> None:
    with pytest.raises(UsageError) as error:
        run(project, asked(project, **more))
    assert codes(error) == [code]


def test_no_browser_and_nothing_that_drives_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr("tebiki.extras.browser.find._usual", lambda _: iter(()))
    with pytest.raises(TebikiError) as error:
        browser_path()
    assert codes(error) == ["browser/no-browser"]
    monkeypatch.setattr("tebiki.extras.browser.find.find_spec", lambda _: None)
    with pytest.raises(TebikiError) as error:
        browser_path()
    assert codes(error) == ["browser/no-driver"]


def test_where_windows_has_its_browsers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tebiki.extras.browser.find import _usual  # noqa: PLC0415

    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    paths = list(_usual("win32"))
    assert paths[0] == tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    assert any(path.name == "chrome.exe" for path in paths)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--publish"],
        ["--page", "ja/index.html"],
        ["--browser-path", "x"],
        ["--anew"],
        ["--browser", "--changed"],
        ["--online", "docs/tablet.md"],
    ],
)
def test_options_that_need_another(
    project: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(project), *arguments]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.browser
def test_the_command_with_a_real_browser(built_city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("playwright")
    main(["check", "--root", str(built_city), "--browser", "--page", "ja/index.html"])
    told = capsys.readouterr()
    assert "[browser/" not in told.err
    assert "Looked at 1 page in the browser." in told.out
