"""Unpack the zip for office PCs on Windows, start it as staff do, ask one address, end it (for the workflow).

Standard library only: ``python tools/try_office.py ZIP``. The folder has blanks, an ampersand and Japanese in
its name. Outward connections of the programs in it are blocked where this may be done. 0 where all is well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from tempfile import mkdtemp
from urllib.request import Request, urlopen

LAUNCHER = "はじめる.bat"
#: Seconds for a first start, which compiles what it imports.
PATIENCE = 300


def main(arguments: list[str]) -> int:
    """Try it; 0, or 1 with what was said."""
    folder = Path(mkdtemp()) / "office & 手引き"
    with zipfile.ZipFile(arguments[0]) as archive:
        archive.extractall(folder)
    block_connections(folder)
    process = start(folder)
    watchdog = threading.Timer(PATIENCE, end, [process])
    watchdog.start()
    try:
        address = first_address(process)
        print(address)  # noqa: T201 -- for the log of the workflow
        return 0 if answers(address) else 1
    finally:
        watchdog.cancel()
        end(process)


def start(folder: Path) -> subprocess.Popen[str]:
    """Open the batch file with nothing of this computer's Python or git around it."""
    system = os.environ["SYSTEMROOT"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_"))}
    around = {**kept, "PATH": f"{system}\\System32;{system}"}
    line = [f"{system}\\System32\\cmd.exe", "/d", "/c", str(folder / LAUNCHER), "--no-open", "--port", "8123"]
    return subprocess.Popen(  # noqa: S603 -- the zip's own file
        line,
        cwd=folder,
        env=around,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )


def first_address(process: subprocess.Popen[str]) -> str:
    """What the studio says first. Raises `EOFError` where it ends before."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("http://127.0.0.1:"):
            return line.strip()
        print(line, end="")  # noqa: T201 -- why it did not start
    raise EOFError


def answers(address: str) -> bool:
    """Whether the first room is there."""
    asked = Request(address, headers={"Sec-Fetch-Site": "none"})  # noqa: S310 -- this computer's
    with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 -- as above
        return answer.status == 200 and b"<html" in answer.read()


def block_connections(folder: Path) -> None:
    """Have Windows refuse what the zip's programs would send; where that is not allowed, say so."""
    for number, program in enumerate(
        sorted(folder.glob("python/*.exe")) + sorted(folder.glob("git/**/git.exe"))
    ):
        rule = ["netsh", "advfirewall", "firewall", "add", "rule", f"name=tebiki-{number}", "dir=out"]
        said = subprocess.run([*rule, "action=block", f"program={program}"], check=False)  # noqa: S603 -- Windows' own
        if said.returncode:
            print(f"Not blocked: {program}")  # noqa: T201 -- the workflow's log


def end(process: subprocess.Popen[str]) -> None:
    """End the batch file and what it has started."""
    if process.poll() is None:
        subprocess.run(["taskkill", "/f", "/t", "/pid", str(process.pid)], check=False, capture_output=True)  # noqa: S603, S607 -- our own process


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
