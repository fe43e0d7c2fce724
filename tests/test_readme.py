"""What the READMEs and the architecture name exists; both READMEs say the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest
from test_architecture import FLOORS

from commands import COMMANDS
from tebiki.cli.dispatch import parser
from tebiki.errors import Place, Problem
from tebiki.messages import Language, say, tell
from tebiki.sphinxext.registry import DIRECTIVES, ROLES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tools" / "tebiki"
READMES: dict[Language, str] = {
    "en": (ROOT / "README.md").read_text(encoding="utf-8"),
    "ja": (ROOT / "README.ja.md").read_text(encoding="utf-8"),
}
TEXTS = {
    "README.md": READMES["en"],
    "README.ja.md": READMES["ja"],
    **{
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "dev").glob("*.md")))
    },
}
#: The first column of its tables holds names of the past.
NAMES = "docs/dev/names.md"
TEXTS[NAMES] = re.sub(r"(?m)^\|[^|]*\|", "|", TEXTS[NAMES])
#: The pages for developers besides CONTRIBUTING.md.
DEVELOPERS: Final = [name for name in TEXTS if name.startswith("docs/dev/")]
#: Anything with a slash, or a file of ours at the top; no placeholder, no pattern.
PATH = re.compile(
    r"[\w.-]+(?:/[\w.-]+)+/?|[\w.-]+\.(?:py|toml|md|bat|lock|typ)|LICENSE|NOTICE|Makefile", re.ASCII
)
#: Where commands put what they make; and what looks like a path, but is none.
MADE = re.compile(
    r"build/(?:log|site|part|draft|preview|compare|review|report|handover|office|sides|\.cache|\.released)\b|\.venv\b"
    r"|dist/\d{4}$|docs/releases\b|docs/editions/\d{4}\.toml$|docs/cms\.toml$"
)
#: What the recipes of CONTRIBUTING.md make.
INVENTED = {
    *(
        "pt.toml",
        "docs/languages/pt.toml",
        "docs/locales/pt",
        "docs/watch.md",
        "docs/labels/watch.toml",
        "screenshots/watch/start.typ",
    ),
    *(
        "language.toml",
        "screenshots/watch/start.toml",
        "lakeos.typ",
        "tools/tebiki/kit/tebiki/kit/1.0.0/lakeos.typ",
    ),
}
READMES_BY_NAME = ("README.md", "README.ja.md")
KIT = PACKAGE / "kit" / "tebiki" / "kit" / "1.0.0"
NO_PATHS = {"source/fact", "output/lost", "build/strange", "@tebiki/kit", "android/password", "source.toml"}
COMMAND = re.compile(r"(?:make|make\.bat|(?:\.venv/bin/)?tebiki|sphinx-build)(?: |$)")


def fenced(text: str) -> list[str]:
    """The content of each fenced block."""
    return re.findall(r"(?ms)^ *```\w*\n(.*?)^ *```$", text)


def prose(text: str) -> str:
    """The text without fenced blocks."""
    return re.sub(r"(?ms)^ *```\w*\n.*?^ *```$", "", text)


def spans(text: str) -> list[str]:
    """What stands in single backquotes."""
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"``.+?``", "", prose(text)))


def commands(text: str) -> list[str]:
    """Commands in their order; texts in quotes may differ between languages."""
    written = [*spans(text), *(line.strip() for block in fenced(text) for line in block.splitlines())]
    return [re.sub(r'"[^"]*"', '"…"', line) for line in written if COMMAND.match(line)]


@pytest.mark.parametrize("name", TEXTS)
def test_named_paths_exist(name: str) -> None:
    paths = [span for span in spans(TEXTS[name]) if PATH.fullmatch(span) and span not in NO_PATHS | INVENTED]
    # Nor does the engine have them. A city may: Portuguese, or a manual for a watch.
    assert not any((root / path).exists() for path in INVENTED for root in (PACKAGE, KIT))
    assert len(paths) > 10
    roots = [ROOT] if name in READMES_BY_NAME else [ROOT, PACKAGE, KIT]
    missing = [
        path for path in paths if not MADE.match(path) and not any((root / path).exists() for root in roots)
    ]
    assert missing == []


def test_both_readmes_name_the_same_commands() -> None:
    found = commands(READMES["en"])
    assert found == commands(READMES["ja"])
    assert {"make", "make test", "make.bat", "make.bat test"} <= set(found)
    targets = {line.split()[1] for line in found if re.match(r"make(\.bat)? \w", line)}
    assert targets <= COMMANDS.keys()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_commands_of_tebiki_are_ones(name: str) -> None:
    found = [line for line in commands(TEXTS[name]) if "tebiki " in line]
    assert found
    for line in found:
        parser().parse_args(shlex.split(line.partition(" > ")[0])[1:])


@pytest.mark.parametrize("name", DEVELOPERS)
def test_commands_that_are_only_named_exist(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for line in [line for line in commands(TEXTS[name]) if re.match(r"tebiki [a-z]", line)]:
        with pytest.raises(SystemExit) as ended:
            parser().parse_args([*shlex.split(line)[1:], "--help"])
        assert ended.value.code == 0
    capsys.readouterr()


@pytest.mark.parametrize("name", TEXTS)
def test_commands_of_make_are_ones(name: str) -> None:
    found = {line.split()[1] for line in commands(TEXTS[name]) if re.match(r"make(\.bat)? \w+( |$)", line)}
    assert {one for one in found if "=" not in one} <= COMMANDS.keys()


def test_tests_that_are_named_exist() -> None:
    for name in ("CONTRIBUTING.md", *DEVELOPERS):
        for path in re.findall(r"\btests/[\w/]+(?:\.py)?(?![\w<*])", TEXTS[name]):
            assert (ROOT / path).exists(), f"{name}: {path}"


def test_the_engine_knows_no_page_for_developers() -> None:
    """They change with the engine's insides, and staff have no use for them: no message leads there."""
    for path in [
        path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".ttf", ".pyc", ".png")
    ]:
        text = path.read_text(encoding="utf-8")
        for name in ("CONTRIBUTING", "docs/dev", *(Path(one).name for one in DEVELOPERS)):
            assert name not in text, path


def test_both_readmes_lead_developers_on() -> None:
    for text in READMES.values():
        assert "](CONTRIBUTING.md)" in text
    for name in DEVELOPERS:
        assert f"`{name}`" in TEXTS["CONTRIBUTING.md"]


def test_each_old_name_stands_once_and_in_order() -> None:
    table = (ROOT / NAMES).read_text(encoding="utf-8").partition("## Modules")[2]
    old = re.findall(r"(?m)^\| `([\w/]+\.py)` \|", table)
    assert len(old) > 200
    assert old == sorted(set(old))


def test_the_names_of_today_cover_the_package() -> None:
    """Each module is where an old one went, or was where it is: what is neither has come since."""
    table = (ROOT / NAMES).read_text(encoding="utf-8").partition("## Modules")[2]
    for new in re.findall(r"`([\w/]+\.py)`", re.sub(r"(?m)^\|[^|]*\|", "|", table)):
        assert (PACKAGE / new).is_file(), new


def test_both_readmes_have_the_same_chapters_files_and_links() -> None:
    shapes = [
        (
            re.findall(r"(?m)^#+(?= )", prose(text)),
            [span for span in spans(text) if PATH.fullmatch(span)],
            re.findall(r"(?m)^\| `+(\W+\w+)", text),
            [re.findall(r"(?m)^ *(\[.*\]|\w+)(?= =|$)", block) for block in fenced(text) if " = " in block],
            len(fenced(text)),
        )
        for text in READMES.values()
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("text", READMES.values(), ids=READMES)
def test_directives_and_roles_are_those_of_the_engine(text: str) -> None:
    assert set(re.findall(r":{3,}\{([\w-]+)\}", text)) == {*DIRECTIVES, "include"}
    assert set(re.findall(r"(?<!:)\{([\w-]+)\}`", text)) == ROLES.keys()
    table = re.findall(r"(?m)^\| `:::\{([\w-]+)\}", text)
    assert sorted(table) == sorted([*DIRECTIVES, "include"])


@pytest.mark.parametrize("text", READMES.values(), ids=READMES)
def test_pictures_are_there_and_described(text: str) -> None:
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", text)
    assert {path for _, path in pictures} == {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "readme").iterdir()
    }
    for alt, path in pictures:
        assert len(alt) > 20
        data = (ROOT / path).read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(data) <= 150_000


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)(?!`)", prose(TEXTS[name]))
    gone = [
        link
        for link in links
        if "://" not in link and not ((ROOT / name).parent / link.split("#")[0]).exists()
    ]
    assert gone == []


@pytest.mark.parametrize("to", READMES)
def test_the_example_of_an_error_is_what_a_build_says(to: Language) -> None:
    role = "{fact}`certificate.id` / {fact}`certificate.file`"
    problem = Problem(
        "source/typed-fact", Place("docs/android.md", 84), {"text": "KNPKI250301", "role": role}
    )
    told = f"{tell(problem, to)}\n{say('build/failed', to, count=1)}\n"
    assert told in fenced(READMES[to])


def test_architecture_is_short_and_names_every_layer() -> None:
    text = TEXTS["docs/dev/architecture.md"]
    assert len(text.splitlines()) <= 250
    layers = {path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    rows = re.findall(r"(?m)^\| (`.*?) \|", text)
    assert layers <= {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def test_architecture_tells_each_rooms_floor() -> None:
    [picture] = fenced(TEXTS["docs/dev/architecture.md"].partition("## The floors")[2].partition("\n## ")[0])
    rows = [(int(line[:2]), tuple(line[2:50].split()), line[50:]) for line in picture.splitlines()]
    assert [number for number, _, _ in rows] == list(range(len(FLOORS), 0, -1))
    assert [rooms for _, rooms, _ in rows] == [*reversed(FLOORS)]
    assert all(about and not about[0].isspace() for _, _, about in rows)
