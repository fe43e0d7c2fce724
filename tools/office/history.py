"""The project with its history, as files: what a clone on Windows would hold, the same bytes each time."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

from tebiki.errors import Place, fail

#: As `git init` on Windows would write it; the engine commits with LF whatever is set here.
_CONFIG: Final = """[core]
\trepositoryformatversion = 0
\tfilemode = false
\tbare = false
\tlogallrefupdates = true
\tsymlinks = false
\tignorecase = true
\tlongpaths = true
\tautocrlf = false
"""
#: A commit is a file or a program; links and other repositories lead out of the zip.
_FILES: Final = frozenset({"100644", "100755"})
_ALONE: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The last commit of a project. ``files``: path → bytes, ``.git`` included; ``made``: its own date."""

    commit: str
    branch: str
    made: datetime
    files: dict[str, bytes]


def take_snapshot(root: Path) -> Snapshot:
    """The project in ``root`` at its last commit, with all that led to it and the tags on the way.

    Raises `TebikiError`: ``office/no-git``, ``office/not-root``, ``office/uncommitted``,
    ``office/detached``, ``office/shallow``, ``office/link``.
    """
    source = _Repository(root)
    if Path(source.ask("rev-parse", "--show-toplevel")).resolve() != root.resolve():
        fail("office/not-root", Place.of(root))
    if changed := source.ask("status", "--porcelain", "--untracked-files=all"):
        fail("office/uncommitted", Place.of(root), files=_some(changed.splitlines()))
    if source.ask("rev-parse", "--is-shallow-repository") == "true":
        fail("office/shallow", Place.of(root))
    branch = source.ask("branch", "--show-current") or fail("office/detached", Place.of(root))
    if links := [line for line in source.ask("ls-tree", "-r", "HEAD").splitlines() if line[:6] not in _FILES]:
        fail("office/link", Place.of(root), files=_some(line.partition("\t")[2] for line in links))
    made = datetime.fromisoformat(source.ask("show", "--no-patch", "--format=%cI", "HEAD"))
    with TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        copy = Path(temporary) / "project"
        _clone(source, branch, copy)
        return Snapshot(source.ask("rev-parse", "HEAD"), branch, made, _read(copy))


def _some(lines: Iterable[str]) -> str:
    names = [line.strip() for line in lines]
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")


def _clone(source: _Repository, branch: str, copy: Path) -> None:
    """Make a repository of our own: git's own clone keeps times, names and where it came from."""
    inner = copy / ".git"
    (inner / "objects" / "pack").mkdir(parents=True)
    commit = source.ask("rev-parse", "HEAD")
    tags = source.ask("for-each-ref", "--merged=HEAD", "--format=%(objectname) %(refname)", "refs/tags")
    refs = sorted(tags.splitlines(), key=lambda line: line.split()[1])
    wanted = "".join(f"{line.split()[0]}\n" for line in (commit, *refs))
    # One thread, and no delta of an older pack: so the same history gives the same bytes.
    words = ("pack-objects", "--revs", "--quiet", "--threads=1", "--no-reuse-delta", "--no-reuse-object")
    source.ask(*words, "--delta-base-offset", str(inner / "objects" / "pack" / "pack"), given=wanted)
    for name, text in {
        "HEAD": f"ref: refs/heads/{branch}\n",
        "config": _CONFIG,
        # A file of its own: a zip holds no empty folders, and git knows no repository without this one.
        f"refs/heads/{branch}": f"{commit}\n",
        "packed-refs": "# pack-refs with: sorted \n" + "".join(f"{line}\n" for line in refs),
    }.items():
        path = inner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    target = _Repository(copy)
    target.ask("read-tree", "HEAD")
    target.ask("checkout-index", "--all")
    # An index without times and places of this machine: Windows' git looks at the files once.
    (inner / "index").unlink()
    target.ask("read-tree", "HEAD")


def _read(folder: Path) -> dict[str, bytes]:
    """All files of the copy; what git has beside them that no repository needs is left out."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


class _Repository:
    """Calls git in a folder, without the settings of whoever calls it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = shutil.which("git") or fail("office/no-git")

    def ask(self, *words: str, given: str = "") -> str:
        """What git answers, without the end of its last line. Raises ``office/git``."""
        kept = {name: value for name, value in os.environ.items() if name not in _ALONE}
        # As git knows it on Windows, too.
        nobody = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C"}
        settings = ("core.autocrlf=false", "core.quotePath=false", "safe.directory=*")
        line = [self.program, *(word for one in settings for word in ("-c", one)), *words]
        # Bytes: a pipe of text would end lines with CRLF on Windows.
        said = subprocess.run(  # noqa: S603 -- git, with words of ours
            line,
            cwd=self.folder,
            env={**kept, **nobody},
            input=given.encode(),
            capture_output=True,
            check=False,
        )
        if said.returncode:
            self._fail(words[0], said.stderr.decode("utf-8", "replace"))
        return said.stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def _fail(self, word: str, why: str) -> NoReturn:
        fail("office/git", Place.of(self.folder), word=word, why=why.strip())
