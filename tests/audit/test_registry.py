"""One list of everything that can be told; settings that change it; the page that is made of it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from planted import spoil

import tebiki
from tebiki.checks.registry import by_code, every_rule, known, rules
from tebiki.checks.rules_page import page
from tebiki.cli.dispatch import main
from tebiki.messages import LANGUAGES, area, rule_files, words_of

PACKAGE = Path(tebiki.__file__).parent
REPOSITORY = PACKAGE.parent.parent
#: Areas of what a command is asked or told, not of a content.
ASKED = {
    *("catalog-file", "check", "publish", "certificate", "migrate", "migrate-command", "rules"),
    *("facts", "phrases", "published", "set-facts", "walk"),
}


def codes_in(folder: Path) -> set[str]:
    """Every code of a problem that is spelt out in a layer's modules."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                where, _, name = node.value.partition("/")
                with suppress(FileNotFoundError):  # no area, and so no code
                    if name and re.fullmatch(r"[a-z-]+", where) and name in area(where):
                        found.add(node.value)
    return found


@pytest.mark.parametrize("room", ["checks", "content", "output"])
def test_every_code_of_a_check_is_known(room: str) -> None:
    codes = codes_in(PACKAGE / room)
    assert {code for code in codes if code.split("/")[0] not in ASKED} - known().keys() == set()
    assert room == "output" or len(codes) > 50


def test_every_rule_has_its_words() -> None:
    for code in known():
        words = words_of(code)
        assert all(words.get(language) for language in LANGUAGES), code
        assert ("do_ja" in words) == ("do_en" in words), code
    assert all(words_of(one.code).get("do_ja") for one in every_rule())


def test_each_topic_is_found_by_being_there() -> None:
    """No list names a module or a rule: whatever is a rule in a topic is one of the rules."""
    topics = {path.stem for path in (PACKAGE / "checks" / "rules").glob("[a-z]*.py")}
    assert {one.look.__module__.rpartition(".")[2] for one in rules()} == topics
    written = [
        node
        for path in [*PACKAGE.glob("checks/rules/*.py"), PACKAGE / "extras" / "online" / "rules.py"]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "rule"
    ]
    assert len(written) == sum(not one.code.startswith("browser/") for one in every_rule())


def test_the_words_of_a_rule_stand_beside_its_module_and_nowhere_else() -> None:
    beside = {
        code: Path(str(file)) for file in rule_files() for code in tomllib.loads(file.read_text("utf-8"))
    }
    assert len(beside) == sum(len(tomllib.loads(file.read_text("utf-8"))) for file in rule_files())
    rules = {one.code: PACKAGE.joinpath(*one.look.__module__.split(".")[1:]) for one in every_rule()}
    for code, file in beside.items():
        assert file == rules[code].with_suffix(".toml"), code
    # What a build tells in the same words has them where all words of a build are.
    assert rules.keys() - beside.keys() == {"source/link", "source/target"}
    for code in beside:
        where, _, name = code.partition("/")
        own = PACKAGE / "messages" / f"{where}.toml"
        assert not own.is_file() or name not in tomllib.loads(own.read_text(encoding="utf-8")), code


def test_a_code_has_one_rule() -> None:
    assert len({one.code for one in every_rule()}) == len(every_rule())
    one = rules()[0]
    with pytest.raises(ValueError, match=one.code):
        by_code([one, replace(one, severity="warning")])


def test_words_are_found_without_a_rule() -> None:
    """Whoever only tells what is wrong imports no rule, and nothing that reads PDFs or pictures."""
    program = (
        "import sys; from tebiki.messages import say; say('link/empty', 'ja', link='a');"
        "print([name for name in sys.modules if name.startswith(('tebiki.checks', 'pypdfium2', 'PIL'))])"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_rules_of_sources_need_neither_pdfs_nor_pictures() -> None:
    program = (
        "import sys; from tebiki.checks.registry import known, rules_of;"
        "from tebiki.checks.subjects.sources import Prose; assert rules_of(Prose) and known();"
        "print([name for name in sys.modules if name in ('pypdfium2', 'PIL', 'playwright')])"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_rules_is_in_step(language: str) -> None:
    path = REPOSITORY / "docs" / "rules" / f"{language}.md"
    assert path.read_text(encoding="utf-8") == page(language)  # type: ignore[arg-type]


def test_the_page_can_be_asked_for(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules", "--root", str(city)]) == 0
    assert "## name/near" in capsys.readouterr().out


ROUGH = "みまもりネットに入る。"
OFF = '\ntebiki_checks = {"japanese/polite": {"severity": "%s", "reason": "昔からの文"}}\n'


@pytest.fixture
def root(city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(city)
    spoil(city / "docs" / "tablet.md", "みまもりネットに入る手順です。", ROUGH)
    return city


def configured(root: Path, text: str) -> None:
    with (root / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(text)


def test_what_is_switched_off_is_told_in_each_run(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "[japanese/polite]" in capsys.readouterr().err
    configured(root, OFF % "off")
    assert main(["check"]) == 0
    told = capsys.readouterr()
    assert "[japanese/polite]" not in told.err
    assert "Switched off: japanese/polite (昔からの文); 1 finding is" in told.out


def test_a_warning_may_count_as_an_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configured(root, OFF % "error")
    assert main(["check"]) == 1
    assert "Errors: 1" in capsys.readouterr().out


WRONG = [
    ('tebiki_checks = "off"', "tebiki_checks is a table"),
    ('tebiki_checks = {"japanese/politte": {"severity": "off", "reason": "a"}}', "no rule named"),
    ('tebiki_checks = {"japanese/polite": {"severity": "off"}}', "severity (error"),
    ('tebiki_checks = {"japanese/polite": {"severity": "off", "reason": " "}}', "reason"),
    ('tebiki_checks = {"japanese/polite": {"severity": "none", "reason": "a"}}', "severity"),
    ('tebiki_checks = {"japanese/polite": {"severity": ["off"], "reason": "a"}}', "severity"),
    ('tebiki_checks = {"japanese/polite": "off"}', "severity"),
    ('tebiki_checks = {"name/near": {"severity": "off", "reason": "a"}}', "cannot be changed"),
    ('tebiki_checks = {"output/qr-pdf": {"severity": "warning", "reason": "a"}}', "cannot be changed"),
    ('tebiki_checks = {"private/secret": {"severity": "off", "reason": "a"}}', "cannot be changed"),
    ("tebiki_checks = {1: 2}", "no rule named 1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_wrong_settings_are_refused(
    root: Path, text: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(root, f"\n{text}\n")
    assert main(["check"]) == 1
    err = capsys.readouterr().err
    assert words in err
    assert "conf.py" in err


def git(root: Path, *words: str) -> None:
    names = ["-c", "user.name=a", "-c", "user.email=a@a.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *names, *words], check=True, capture_output=True)


def test_only_what_git_says_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    assert main(["check", "--changed"]) == 0
    assert "No file has changed" in capsys.readouterr().out
    spoil(root / "docs" / "index.md", "端末を選んでください。", "端末を選ぶ。")
    (root / "docs" / "parts").mkdir()
    (root / "docs" / "parts" / "new.md").write_text("Ａを押します。\n", encoding="utf-8")
    assert main(["check", "--changed"]) == 1
    told = capsys.readouterr()
    assert "docs/index.md:4" in told.err
    assert "docs/parts/new.md:1" in told.err
    assert "docs/tablet.md" not in told.err
    assert "build/site" not in told.err


def test_a_changed_fact_has_all_sources_looked_at(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    configured(root, "\n# a comment\n")
    assert main(["check", "--changed"]) == 0
    assert "docs/tablet.md:4" in capsys.readouterr().err


def test_changed_files_whatever_they_are_called(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A renamed page, staged chapters with odd names; a changed file elsewhere is no business of a check."""
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    parts = root / "docs" / "parts"
    parts.mkdir()
    for name in ("a b.md", "手引き.md", "it's.md"):
        (parts / name).write_text("Ａを押します。\n", encoding="utf-8")
    git(root, "add", "-A")
    git(root, "mv", "docs/tablet.md", "docs/parts/moved.md")
    (root / "notes.txt").write_text("Ａ", encoding="utf-8")
    assert main(["check", "--changed"]) == 1
    told = capsys.readouterr().err
    for name in ("a b.md", "手引き.md", "it's.md", "moved.md"):
        assert f"docs/parts/{name}:" in told
    assert "docs/tablet.md" not in told
    assert "notes.txt" not in told


@pytest.mark.usefixtures("root")
def test_without_git_people_are_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", "--changed"]) == 1
    told = capsys.readouterr().err
    assert "cannot be asked of git (fatal: not a git repository" in told
    assert "Install git" in told
    monkeypatch.setenv("PATH", "")
    assert main(["check", "--changed"]) == 1
    assert "cannot be asked of git ([Errno 2] No such file or directory: 'git')" in capsys.readouterr().err
