"""What must hold of every file of the repository, whoever wrote it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import commands
import environment
from tebiki.content.known_keys import is_known
from tebiki.content.private_keys import is_secret

ROOT = Path(__file__).parent.parent
BINARY = {".png", ".jpg", ".ttf", ".otf", ".pdf", ".p12"}
FONTS = {".ttf", ".otf"}
#: As its maker's package has it, to the byte: tests/studio/test_vendored.py.
VENDORED = ROOT / "tools" / "tebiki" / "studio" / "static" / "htmx.min.js"
LARGEST = 500_000  # bytes
MADE = {".git", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
REQUIRED = (
    *(".ci/run", ".editorconfig", ".gitattributes", ".gitignore", ".pre-commit-config.yaml"),
    *(".github/workflows/ubuntu.yml", ".github/workflows/windows.yml"),
    *("LICENSE", "NOTICE", "README.md", "README.ja.md", "Makefile", "make.bat"),
    *("はじめる.bat", "hajimeru.sh"),
    *("conf.py", "docs/index.md", "pyproject.toml", "requirements.lock", "requirements-test.lock"),
    *("tools/bootstrap.py", "tools/tebiki/__init__.py"),
)

# Folders of somebody's own machine, and where packages come from (each has its own pip settings).
MACHINE = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|tmp)/\w|\b[A-Z]:\\+Users\\+\w")
REGISTRY = re.compile(r"\b(?:pypi|pythonhosted|npmjs|conda|anaconda)\.(?:org|com|io)\b|\bindex-url\s*=")
PRIVATE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY|-----BEGIN (?:X509 )?CERTIFICATE")
KEY_FILES = {".p12", ".pfx", ".key", ".pem", ".jks", ".keystore", ".mobileconfig"}


@cache
def files() -> tuple[Path, ...]:
    """All files that are or would be tracked; where git does not answer, all that nothing made."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return tuple(p for p in sorted(ROOT.rglob("*")) if p.is_file() and not _is_made(p))
    names = [os.fsdecode(name) for name in told.split(b"\0") if name]
    return tuple(ROOT / name for name in sorted(names) if (ROOT / name).is_file())


def _is_made(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    if parts[0] == "build":
        return True
    return any(part in MADE or part.startswith(".venv") or part.endswith(".egg-info") for part in parts)


def texts() -> list[Path]:
    return [path for path in files() if path.suffix not in BINARY]


def shown(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_the_files_that_people_look_for_are_there() -> None:
    assert not [name for name in REQUIRED if not (ROOT / name).is_file()]


@pytest.mark.parametrize("forbidden", [MACHINE, REGISTRY], ids=["path of a machine", "registry"])
def test_no_text_names(forbidden: re.Pattern[str]) -> None:
    lines = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not lines


def test_text_is_utf8_with_lf_and_a_last_newline() -> None:
    bad = []
    for path in texts():
        if path == VENDORED:
            continue
        content = path.read_bytes()
        end = b"\r\n" if path.suffix == ".bat" else b"\n"
        lines = content.replace(end, b"")
        ends = not content or content.endswith(end)
        if b"\r" in lines or (path.suffix == ".bat" and b"\n" in lines) or not ends:
            bad.append(path)
        assert not content.startswith(b"\xef\xbb\xbf"), path
        content.decode("utf-8")
    assert not shown(bad)


def test_no_certificate_and_no_key() -> None:
    kinds = [p for p in files() if p.suffix.lower() in KEY_FILES or PRIVATE.search(p.read_bytes())]
    assert not shown([p for p in kinds if not is_known(p.read_bytes())])
    assert {p.parent for p in kinds} <= {ROOT / "tests" / "p12"}
    assert not shown([p for p in files() if is_secret(p.name, p.read_bytes())])
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {f"*{suffix}" for suffix in KEY_FILES} <= set(ignored)


def test_no_large_file_but_fonts() -> None:
    assert not shown([p for p in files() if p.suffix not in FONTS and p.stat().st_size > LARGEST])


def test_names_survive_every_file_system() -> None:
    names = shown(list(files()))
    assert len({name.lower() for name in names}) == len(names)
    # People look for that one by its name; it is in no path that a program spells.
    others = [name for name in names if name != "はじめる.bat"]
    assert not [name for name in others if not re.fullmatch(r"[\w@.+/-]+", name, re.ASCII)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no executable bit")
def test_ci_can_be_called() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_make_and_make_bat_offer_the_same_commands() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets, _, rest = makefile.rpartition(":\n\t@$(PYTHON) -S tools/bootstrap.py $@ $(ARGS)\n")
    assert not rest
    assert set(targets.splitlines()[-1].split()) == set(commands.COMMANDS)
    assert r"%PYTHON% -S tools\bootstrap.py %*" in (ROOT / "make.bat").read_text(encoding="ascii")


def test_actions_are_pinned() -> None:
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        used = re.findall(r"uses: (\S+)", workflow.read_text(encoding="utf-8"))
        assert used
        assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)


def locked(name: str) -> dict[str, dict[str, str]]:
    """Package → marker (may be empty) → version."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        pinned, *hashes = line.split("--hash=")
        assert hashes, line
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest.strip()) for digest in hashes), line
        requirement = Requirement(pinned)
        (version,) = requirement.specifier
        assert version.operator == "==", line
        found.setdefault(canonicalize_name(requirement.name), {})[str(requirement.marker)] = version.version
    return found


def test_the_locks_agree_and_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    run, browser, office, test = map(locked, environment.LOCKS.values())
    assert run.items() <= browser.items() <= office.items() <= test.items()
    build = project["build-system"]["requires"]
    extras = project["project"]["optional-dependencies"]
    wanted = [(build, run), (project["project"]["dependencies"], run)]
    wanted += [(extras["browser"], browser), (extras["office"], office), (extras["test"], test)]
    for requirements, lock in wanted:
        for requirement in map(Requirement, requirements):
            versions = lock[canonicalize_name(requirement.name)].values()
            assert all(requirement.specifier.contains(version) for version in versions), requirement


def test_a_build_needs_no_heavy_package() -> None:
    assert not {"numpy", "onnxruntime", "pymupdf", "playwright"} & set(locked("requirements.lock"))


def test_locks_name_no_host_and_no_file() -> None:
    for name in environment.LOCKS.values():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "/" not in text
