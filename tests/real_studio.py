"""The studio in a process of its own, as whoever double-clicks はじめる has it; to be killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, cast
from urllib.parse import urlsplit

from studio_client import StudioClient

from tebiki.studio.opener import opening_file

_SCRIPT: Final = Path(__file__).with_name("killed_studio.py")


@dataclass
class RealStudio:
    """A running process; ``client`` has come in by its opening file."""

    root: Path
    arm: Path
    process: subprocess.Popen[str]
    client: StudioClient

    def die_at(self, moment: int) -> None:
        """Let it die at its ``moment``-th write from now on."""
        self.arm.write_text(str(moment), encoding="utf-8")

    def kill(self) -> None:
        """End it as the system does when memory is short."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def real_studio(root: Path) -> Iterator[RealStudio]:
    """Start one for the project at ``root``, on any free port; whatever happens, it is gone afterwards."""
    arm = root.parent / "killed-at"
    arm.unlink(missing_ok=True)
    log = (root.parent / "studio.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(_SCRIPT), str(arm), "studio", "--port", "0", "--no-open"],
        cwd=root,
        env=os.environ | {"TEBIKI_LANG": "ja", "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield RealStudio(root, arm, process, _come_in(root, process))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        log.close()


def _come_in(root: Path, process: subprocess.Popen[str]) -> StudioClient:
    assert process.stdout is not None
    host = urlsplit(process.stdout.readline().strip()).netloc
    assert host, (root.parent / "studio.log").read_text(encoding="utf-8")
    page = opening_file(root / "build" / "studio").read_text(encoding="utf-8")
    found = re.search(r"#([^\"]+)\"", page)
    assert found is not None
    running: Any = SimpleNamespace(host=host, desk=SimpleNamespace(session=SimpleNamespace(token="")))
    client = StudioClient(cast("Any", running))
    token = re.search(r'"token":\s*"([^"]+)"', client.post("/start", {"secret": unescape(found[1])}).text)
    assert token is not None
    running.desk.session.token = token[1]
    return client
