"""The project's commits. The only part that calls git; staff never do."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from logging import DEBUG
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final, NoReturn

from ..errors import Place, Problem, TebikiError, fail, unavailable
from ..log import timed

#: Settings of a person's git that would change what is written here, or ask something. Lines that git
#: for Windows ended with CRLF are no change, and are committed with LF again.
_SETTINGS: Final = (
    "core.hooksPath=/dev/null",
    "core.autocrlf=input",
    "core.safecrlf=false",
    "core.quotePath=false",
    "commit.gpgSign=false",
    "tag.gpgSign=false",
    "color.ui=false",
)
#: Of the caller's surroundings: they would lead to another repository or another index.
_OTHERS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
#: Who commits where nobody has told git a name. The address leads nowhere.
_NOBODY: Final = ("user.name=tebiki", "user.email=tebiki@localhost")
_FILE, _PROGRAM = "100644", "100755"
#: Seconds after which a call is given up: one that waits for a disk that is gone would wait for ever.
_PATIENCE: Final = 600
#: Codes of a place without any repository, or without git.
ABSENT: Final = frozenset({"history/no-git", "history/no-repository"})
#: Code → what git says (in English, see `Repository._call`) where people can do something about it.
_KNOWN: Final = {
    "history/owner": r"dubious ownership|unsafe repository",
    "history/locked": r"\.lock': File exists|Another git process",
    "history/rights": r"[Pp]ermission denied|insufficient permission|not permitted|Read-only file system",
    "history/space": r"No space left on device|[Dd]isk quota exceeded",
    "history/damaged": r"object file .+ is empty|bad object|loose object|missing blob|index file corrupt"
    r"|index file smaller|bad config|unable to read tree|pack .+ is corrupt|inflate: data stream error",
}
_HASH: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a project lies in. ``root``: the project's folder, perhaps below git's own."""

    root: Path
    program: str

    @classmethod
    def of(cls, root: Path) -> Repository:
        """The repository around ``root``. Raises ``history/no-git``, ``history/no-repository``.

        Where there is one that git refuses: ``history/owner`` or what `_KNOWN` names. The value
        ``why`` of all is what the system or git says, for sentences of other commands.
        """
        program = shutil.which("git")
        if program is None:
            missing = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "git")
            fail("history/no-git", Place.of(root), why=str(missing))
        found = cls(root.resolve(), program)
        said = found._call("rev-parse", "--is-inside-work-tree")
        why = _reason(said.stderr)
        if said.returncode == 0 and said.stdout.strip() != b"true":  # within git's own folder
            fail("history/no-repository", Place.of(root), why="no work tree")
        if said.returncode and "not a git repository" in why:
            fail("history/no-repository", Place.of(root), why=why)
        if said.returncode:
            found._fail(("rev-parse",), why, said.stderr)
        return found

    def head(self) -> str:
        """The commit that the working copy stands on. Raises ``history/no-commit`` where there is none."""
        return self.resolve("HEAD") or fail("history/no-commit", Place.of(self.root))

    def branch(self) -> str | None:
        """The branch that the working copy is on; None where it stands on a commit alone (detached)."""
        return self._ask("symbolic-ref", "--quiet", "--short", "HEAD").strip() or None

    def resolve(self, name: str) -> str | None:
        """The commit that a hash, a branch or a tag names; None where there is none."""
        if not name or name.startswith("-"):
            return None
        found = self._ask(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        ).strip()
        return found if _HASH.fullmatch(found) else None

    def changed(self) -> list[str]:
        """Files that are not as in the last commit, from the project's folder, new ones too.

        A file outside that folder begins with ``../``.
        """
        said = self._run("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames")
        up = self._prefix()
        paths = [entry[3:] for entry in said.decode("utf-8", "surrogateescape").split("\0") if entry]
        return sorted(os.path.relpath(path, up or ".").replace(os.sep, "/") for path in paths)

    def changed_files(self) -> tuple[Path, ...]:
        """Those of them that lie in the project's folder and are there, relative to it; sorted."""
        own = (Path(name) for name in self.changed() if not name.startswith("../"))
        return tuple(sorted(path for path in own if (self.root / path).is_file()))

    def changed_since(self, commit: str, below: Collection[str]) -> list[str]:
        """Files below these names that are not as in a commit, new ones too; from the project's folder."""
        known = self._run("diff", "--name-only", "-z", "--relative", "--no-renames", commit, "--", *below)
        new = self._run("ls-files", "-z", "--others", "--exclude-standard", "--", *below)
        names = (known + new).decode("utf-8", "surrogateescape").split("\0")
        return sorted({name for name in names if name})

    def contents(self, commit: str, names: Collection[str]) -> dict[str, bytes]:
        """Those of these files that were in a commit, as they were committed."""
        wanted = {name: blob for _, blob, name in self._tree(commit) if name in names}
        return dict(zip(wanted, self._blobs([*wanted.values()]), strict=True))

    def first_with(self, name: str) -> str | None:
        """The commit that brought a file of the project; None where none has. The newest of several."""
        return self._ask("log", "-1", "--format=%H", "--diff-filter=A", "HEAD", "--", name).strip() or None

    def files(self, commit: str) -> Mapping[str, str]:
        """Every file of a commit below the project's folder, with the hash of its content."""
        return {path: blob for _, blob, path in self._tree(commit)}

    def read(self, commit: str, path: str) -> bytes | None:
        """A file as it was in a commit; None where it was not there."""
        blob = self.files(commit).get(path)
        return None if blob is None else self._run("cat-file", "blob", blob)

    def export(self, commit: str, folder: Path, *, below: Collection[str] = ()) -> None:
        """Write the files of a commit into ``folder``, byte for byte as they were committed.

        ``below``: only what these names begin (``docs/``); empty for all. Raises ``history/link``
        for a link or another repository within the commit: they lead elsewhere.
        """
        wanted = []
        for mode, blob, name in self._tree(commit):
            if below and not name.startswith(tuple(below)):
                continue
            within = PurePosixPath(name)
            if mode not in (_FILE, _PROGRAM) or within.is_absolute() or ".." in within.parts:
                fail("history/link", Place(name), commit=commit[:12])
            wanted.append((folder / within, blob))
        for path, data in zip((path for path, _ in wanted), self._blobs([b for _, b in wanted]), strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def prepare(
        self, paths: Collection[str], message: str, texts: Mapping[str, bytes] = MappingProxyType({})
    ) -> str:
        """A commit of what has changed in ``paths``, which no branch has yet: nobody sees it until `advance`.

        ``paths`` and the names of ``texts`` (files as they shall be, whatever the working copy
        holds) are below the project's folder. Gives the last commit where nothing has changed.
        """
        head, up = self.head(), self._prefix()
        there = [path for path in paths if (self.root / path).exists() or self._known(path)]
        with TemporaryDirectory(prefix="tebiki-") as folder:
            index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
            self._run("read-tree", head, more=index)
            if there:  # without a path git would take everything
                self._run("add", "--all", "--", *there, more=index)
            for name, data in texts.items():
                blob = self._run("hash-object", "-w", "--stdin", give=data).decode().strip()
                self._run("update-index", "--add", "--cacheinfo", f"{_FILE},{blob},{up}{name}", more=index)
            tree = self._run("write-tree", more=index).decode().strip()
        if tree == self._ask("rev-parse", "--verify", "--quiet", f"{head}^{{tree}}").strip():
            return head
        line = ("commit-tree", tree, "-p", head, "-m", message)
        return self._run(*self._as_somebody(), *line).decode().strip()

    def advance(self, commit: str) -> None:
        """Let the branch go on to a commit that `prepare` made; the working copy's files stay as they are."""
        head = self.head()
        if commit == head:
            return
        if self._call("merge-base", "--is-ancestor", head, commit).returncode:
            fail("history/moved", Place.of(self.root), commit=commit[:12])
        self._run("update-ref", "-m", "tebiki", "HEAD", commit, head)
        self._run("reset", "--quiet", "--mixed")

    def unstage(self, paths: Collection[str]) -> None:
        """Have git's index hold these files as the last commit does; the files themselves stay."""
        self._run("reset", "--quiet", "--", *paths)

    def commit(self, paths: Collection[str], message: str) -> str:
        """Commit what has changed in ``paths``, and nothing else; gives the commit."""
        made = self.prepare(paths, message)
        self.advance(made)
        return made

    def tag(self, name: str, commit: str, message: str) -> None:
        """Name a commit for good; a tag of that name on another commit is an error.

        Raises ``history/gone`` (exit code 3) where the commit is not there: a shallow clone.
        """
        there = self.resolve(f"refs/tags/{name}")
        if there == commit:
            return
        if there is not None:
            fail("history/tag", Place(name), commit=there[:12])
        if self.resolve(commit) is None:
            unavailable("history/gone", Place.of(self.root), commit=commit[:12])
        self._run(*self._as_somebody(), "tag", "--annotate", "-m", message, name, commit)

    def is_ancestor(self, commit: str) -> bool:
        """Whether the working copy's last commit stands on ``commit``."""
        return self._call("merge-base", "--is-ancestor", commit, "HEAD").returncode == 0

    def remotes(self) -> tuple[str, ...]:
        """Names of the places that commits are sent to; the branch's own first."""
        own = self._ask("config", "--get", f"branch.{self.branch() or ''}.remote").strip()
        names = sorted(self._ask("remote").split())
        return tuple(sorted(names, key=lambda name: name != own))

    def last_change(self, path: str) -> str | None:
        """The newest commit that changed a file of the project; None where none has."""
        return self._ask("rev-list", "-1", "HEAD", "--", path).strip() or None

    def is_at(self, remote: str, commit: str) -> bool:
        """Whether a branch of ``remote`` held the commit when git last heard from there; no network."""
        held = self._ask(
            "for-each-ref", "--format=%(refname)", "--contains", commit, f"refs/remotes/{remote}/"
        )
        return bool(held.strip())

    def _tree(self, commit: str) -> Iterator[tuple[str, str, str]]:
        """Mode, hash and name of each file, in order of the names."""
        said = self._run("ls-tree", "-r", "-z", commit)  # git gives what lies below the folder it runs in
        for entry in said.decode("utf-8", "surrogateescape").split("\0"):
            if entry:
                head, _, name = entry.partition("\t")
                mode, _, blob = head.split(" ")
                yield mode, blob, name

    def _blobs(self, hashes: list[str]) -> Iterator[bytes]:
        said = self._run("cat-file", "--batch", give="\n".join(hashes).encode() + b"\n") if hashes else b""
        at = 0
        for _ in hashes:
            end = said.index(b"\n", at)
            size = int(said[at:end].rsplit(b" ", 1)[1])
            yield said[end + 1 : end + 1 + size]
            at = end + size + 2

    def _prefix(self) -> str:
        """The project's folder from git's own, ending in ``/``; empty where they are one."""
        return self._ask("rev-parse", "--show-prefix").removesuffix("\n")

    def _known(self, path: str) -> bool:
        return bool(self._run("ls-files", "-z", "--", path))

    def _as_somebody(self) -> tuple[str, ...]:
        if self._call("var", "GIT_COMMITTER_IDENT").returncode == 0:
            return ()
        return tuple(part for setting in _NOBODY for part in ("-c", setting))

    def _ask(self, *words: str) -> str:
        """What git says, or nothing where it says no."""
        said = self._call(*words)
        return said.stdout.decode("utf-8", "surrogateescape") if said.returncode == 0 else ""

    def _run(self, *words: str, give: bytes = b"", more: Mapping[str, str] = MappingProxyType({})) -> bytes:
        said = self._call(*words, give=give, more=more)
        if said.returncode:
            why = said.stderr.decode("utf-8", "replace").strip() or f"exit {said.returncode}"
            self._fail(words, why, said.stderr)
        return said.stdout

    def _fail(self, words: tuple[str, ...], why: str, said: bytes = b"") -> NoReturn:
        """Tell why git failed; ``said``: all that it said, among it what it advises."""
        whole = said.decode("utf-8", "replace")
        safe = re.search(r"safe\.directory (.+)", whole)
        folder = safe[1].strip().strip("'\"") if safe else self.root.as_posix()
        code = next((code for code, form in _KNOWN.items() if re.search(form, whole or why)), "history/git")
        values = {"command": " ".join(words[:4]), "why": why, "folder": folder}
        raise TebikiError([Problem(code, Place.of(self.root), values)])

    def _call(
        self, *words: str, give: bytes = b"", more: Mapping[str, str] = MappingProxyType({})
    ) -> subprocess.CompletedProcess[bytes]:
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        around = {name: value for name, value in os.environ.items() if name not in _OTHERS}
        around |= {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": ":", "LC_ALL": "C", **more}
        line = [self.program, "--no-pager", *settings, *words]
        try:
            with timed("editions", "git %s", words[0], level=DEBUG):  # no more: names, messages
                return subprocess.run(  # noqa: S603 -- no shell, git's full path
                    line,
                    cwd=self.root,
                    env=around,
                    input=give,
                    capture_output=True,
                    check=False,
                    timeout=_PATIENCE,
                )
        except (OSError, subprocess.TimeoutExpired) as error:
            self._fail(words, str(error))


def _reason(said: bytes) -> str:
    """Why git failed, as it says itself, on one line: from ``fatal`` to the end of that paragraph."""
    whole = said.decode("utf-8", "replace").strip()
    found = re.search(r"^(?:fatal|error):.*?(?=\n\n|\Z|\nTo add)", whole, re.MULTILINE | re.DOTALL)
    return " ".join((found[0] if found else whole.split("\n")[0]).split())
