"""An office PC on this system: a copy of Python with the zip's own list of paths, and a project beside it."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from conftest import REPOSITORY, ROOTS
from repositories import git

from office.launcher import paths_file

#: Refuses to look up or reach anything but this machine, then runs what ``-m tebiki`` would.
GUARDED = """\
import runpy, sys
OWN = {"127.0.0.1", "localhost", "", None}
def refuse(event, values):
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} and values[0] not in OWN:
        raise SystemExit(f"looks up {values[0]}")
    there = values[1] if event in {"socket.connect", "socket.sendto"} else None
    if isinstance(there, tuple) and there[0] not in OWN:
        raise SystemExit(f"connects to {there}")
sys.addaudithook(refuse)
sys.argv = ["tebiki", *sys.argv[1:]]
runpy.run_module("tebiki", run_name="__main__")
"""


def make_pc(folder: Path) -> Path:
    """Lay it out below ``folder`` as the zip does; gives the program. Its packages are those of this one."""
    program = folder / "python" / "python3"
    program.parent.mkdir(parents=True)
    shutil.copyfile(os.path.realpath(sys.executable), program)
    program.chmod(0o755)
    library = Path(os.__file__).parent
    text = paths_file("python3").replace("\\", "/").replace("\r\n", "\n")
    text = text.replace("python3.zip\n", f"{library}\n{library}/lib-dynload\n")
    program.with_name("python3._pth").write_text(text, encoding="utf-8")
    (folder / "packages").symlink_to(sysconfig.get_path("purelib"))
    project = folder / "project"
    shutil.copytree(ROOTS / "yamabe", project)
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "--all")
    git(project, "commit", "-q", "-m", "begin")
    (project / "tools").symlink_to(REPOSITORY / "tools")
    return program
