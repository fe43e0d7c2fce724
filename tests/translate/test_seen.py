"""Roles in another order ask for a look; a look is recorded until either text changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from catalogs import header, quoted, rules, write

from tebiki.audit.readable_content import ReadableContent
from tebiki.audit.sources import Sources
from tebiki.checks.rules.translations import order
from tebiki.checks.subjects.sources import CatalogFile
from tebiki.checks.translations.catalog import check_pair, look_at_pair
from tebiki.cli.dispatch import main
from tebiki.content.catalogs.seen import hash_of, load_seen
from tebiki.content.project import Project
from tebiki.messages import LANGUAGES, tell

ROOT = Path(__file__).resolve().parents[1] / "roots" / "shiomi"
MSGID = "{ui}`a`を{ui}`b`にします。[手順2へ](#step-2)"


def codes(msgstr: str, msgid: str = MSGID) -> list[str]:
    return [code for code, _ in look_at_pair(msgid, msgstr, "en")]


def test_two_exchanged_roles_are_told() -> None:
    assert codes("Set {ui}`b` to {ui}`a`. [Go to Step 2](#step-2)") == ["catalog/order"]
    assert codes("[Go to Step 2](#step-2): set {ui}`a` to {ui}`b`.") == ["catalog/order"]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        (MSGID, "Set {ui}`a` to {ui}`b`. [Go to Step 2](#step-2)"),
        ("{ui}`a`と{ui}`a`", "{ui}`a` and {ui}`a`"),
        ("{nobreak}`Android 9`で{ui}`a`", "{ui}`a` on {nobreak}`Android 9`"),
        ("{ui}`a`と{ui}`b`", "{ui}`b`"),  # an error of its own
    ],
)
def test_nothing_else_is(msgid: str, msgstr: str) -> None:
    assert codes(msgstr, msgid) == []


def test_marks_stored_apart_are_the_same_letters() -> None:
    for msgstr in ("Cho\u0323n bie\u0302\u0301n", "Ch\u1ecdn bi\u00ea\u0301n"):
        assert list(check_pair("選びます。", msgstr, "vi", rules())) == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose English catalogue has one translation in the order of the message, one in another."""
    root = shutil.copytree(ROOT, tmp_path / "shiomi", ignore=shutil.ignore_patterns("build"))
    text = header("en")
    for msgid, msgstr in (
        ("{ui}`a`を{ui}`b`へ", "To {ui}`b` {ui}`a`"),
        ("{ui}`a`、{ui}`b`", "{ui}`a`, {ui}`b`"),
    ):
        text += f"#: docs/x.md:1\nmsgid {quoted(msgid)}\nmsgstr {quoted(msgstr)}\n\n"
    write(root / "docs" / "locales", "en", text)
    return root


def warnings(root: Path) -> list[str]:
    sources = Sources.read(ReadableContent.read(Project(root)))
    files = [one for one in sources.subjects if isinstance(one, CatalogFile) and one.catalog.language == "en"]
    problems = [problem for file in files for problem in order.look(file)]
    assert all("→" in tell(problem, language) for problem in problems for language in LANGUAGES)
    return [problem.code for problem in problems]


def test_a_look_is_recorded_and_ends_the_warning(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert warnings(root) == ["catalog/order"]
    assert main(["translate", "seen", "en", f"--root={root}"]) == 0
    short = hash_of("{ui}`a`を{ui}`b`へ", "To {ui}`b` {ui}`a`")[:6]
    assert short in capsys.readouterr().out
    assert main(["translate", "seen", "en", short, "--by=受付", "--on=2031-05-01", f"--root={root}"]) == 0
    (record,) = load_seen(root / "docs/locales/en/LC_MESSAGES/manual.po").seen
    assert (record.role, record.about) == ("受付", ("catalog/order",))
    assert warnings(root) == []
    path = root / "docs/locales/en/LC_MESSAGES/manual.po"
    path.write_text(path.read_text(encoding="utf-8").replace("To {ui}`b`", "Into {ui}`b`"), encoding="utf-8")
    assert warnings(root) == ["catalog/order"]


@pytest.mark.parametrize(
    "wrong", [["abcdef", "--by=受付", "--on=2031-05-01"], ["abcdef"], ["abcdef", "--by=受付", "--on=soon"]]
)
def test_what_cannot_be_recorded_writes_nothing(root: Path, wrong: list[str]) -> None:
    assert main(["translate", "seen", "en", *wrong, f"--root={root}"]) == 2
    assert not (root / "docs/locales/en/seen.toml").exists()


def test_a_damaged_record_is_told(root: Path) -> None:
    (root / "docs/locales/en/seen.toml").write_text('format = 2\n[[seen]]\nhash = "x"\n', encoding="utf-8")
    content = ReadableContent.read(Project(root))
    Sources.read(content)
    places = [problem.place for problem in content.problems]
    assert any(place and place.file.endswith("docs/locales/en/seen.toml") for place in places)
