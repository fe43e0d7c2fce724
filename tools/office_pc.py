"""Makes one zip for an office PC with Windows, and the papers to ask leave for it: ``make office``.

The zip needs no Python, git, network or administrator there. A maintainer gives what `office_parts.toml`
names as files, in one folder; the locked packages for Windows are fetched by pip, or given, too. The
project goes in with its history, as its last commit has it. The same files give the same bytes.

Options: ``--parts DIR`` (the given files), ``--wheels DIR`` (the packages; else they are fetched into
``build/office/wheels``), ``--output DIR`` (else ``build/office``).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from office.application import Delivery, application, programs_table
from office.bundle import Bundle, compose, zip_bytes
from office.components import components
from office.history import take_snapshot
from office.launcher import LAUNCHER
from office.names import BASE
from office.parts import PYTHON, read_parts, take_parts
from office.sbom import sbom_text, sbom_version
from office.wheels import download, locked_for, take_wheels, windows_markers
from tebiki import __version__
from tebiki.content.project import Project
from tebiki.content.project_folders import ProjectFolders
from tebiki.content.write_files import write_together
from tebiki.errors import Problem, TebikiError
from tebiki.messages import say, tell
from tebiki.messages.console import Console
from tebiki.sphinxext.papers import write_report
from tebiki.studio.server import PORT

ROOT: Final = Path(__file__).resolve().parent.parent
ZIP, SBOM, PROGRAMS, PAPER = "tebiki-office.zip", "sbom.cdx.json", "programs.csv", "application"
_PARTS: Final = Path(__file__).with_name("office_parts.toml")
_WORDS: Final = Path(__file__).parent / "office" / "words.toml"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be made of what. ``parts``: the list of parts; ``given``: the folder of their files."""

    root: Path
    parts: Path
    given: Path
    wheels: Path | None
    output: Path


def main(arguments: list[str]) -> int:
    """Make all of it; the exit code."""
    parser = argparse.ArgumentParser(prog="make office", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parts", metavar="DIR", type=Path, required=True)
    parser.add_argument("--wheels", metavar="DIR", type=Path)
    parser.add_argument("--output", metavar="DIR", type=Path)
    said = parser.parse_args(arguments)
    output = said.output or ProjectFolders(ROOT).build / "office"
    console = Console()
    try:
        make(Asked(ROOT, _PARTS, said.parts, said.wheels, output), console)
    except TebikiError as error:
        for problem in error.problems:
            console.err(tell(problem))
        return error.exit_code
    return 0


def make(asked: Asked, console: Console) -> Bundle:
    """Write the zip and the papers; nothing where anything is wrong. Raises `TebikiError`."""
    bundle = collect(asked, console)
    if bundle.lacks_runtime:
        console.err(tell(Problem("office/runtime")))
    console.err(say("office/writing"))
    packed = zip_bytes(bundle.files)
    found = components(bundle)
    sbom = sbom_text(found, __version__, bundle.snapshot.commit, bundle.snapshot.made).encode()
    beside = {ZIP: packed, SBOM: sbom, PROGRAMS: programs_table(bundle.programs)}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in beside.items()}
    launcher = hashlib.sha256(bundle.files[LAUNCHER]).hexdigest()
    given = Delivery(bundle, found, ZIP, len(packed), hashes, launcher, PORT, sbom_version())
    sums = "".join(f"{digest}  {name}\n" for name, digest in hashes.items()).encode()
    files = {**beside, "SHA256SUMS": sums, **paper_files(given, asked.root)}
    write_together([(asked.output / name, data) for name, data in files.items()])
    size, longest = len(packed) // 1_000_000, bundle.longest
    path = asked.output / ZIP
    console.out(say("office/done", path=str(path), size=size, count=len(bundle.files), longest=longest))
    return bundle


def collect(asked: Asked, console: Console) -> Bundle:
    """All that goes into the zip, looked at. Raises `TebikiError`."""
    console.err(say("office/taking-parts"))
    parts = take_parts(read_parts(asked.parts), asked.given)
    version = parts[PYTHON].part.version
    locked = locked_for(asked.root / "requirements.lock", windows_markers(version))
    console.err(say("office/taking-wheels", count=len(locked)))
    wheels = asked.wheels or asked.output / "wheels"
    if asked.wheels is None:
        download(locked, version, wheels)
    taken = take_wheels(locked, version, wheels)
    console.err(say("office/taking-project"))
    return compose(parts, taken, take_snapshot(asked.root), _words())


def _words() -> Mapping[str, str]:
    words: dict[str, str] = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return {**words, "read-first": words["read-first"].format(base=BASE)}


def paper_files(given: Delivery, root: Path) -> dict[str, bytes]:
    """導入申請の資料 as a page and a PDF, by the writer of the papers for approvers: path → bytes."""
    project = Project(root)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_report(application(given), project.publication("ja"), folder, project.cache)
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {f"{PAPER}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in files}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
