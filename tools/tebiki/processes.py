"""Which process of this machine is meant: its number together with when it started.

Numbers of processes are given again after a while, and after a restart at once. A record that outlives
its process therefore holds both.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

#: Windows' rights to ask a process when it started, and what its exit code is while it runs.
_QUERY: Final = 0x1000
_STILL_ACTIVE: Final = 259


def mark_of(pid: int) -> str | None:
    """A text that no other process of this machine ever gets; None where no such process runs.

    One that has ended and waits for its parent to ask counts as ended.
    """
    if pid <= 0:
        return None
    if sys.platform == "win32":
        return _mark_on_windows(pid)
    if Path("/proc/self/stat").exists():
        return _mark_by_proc(pid)
    return _mark_by_ps(pid)


def runs(pid: int, mark: str) -> bool:
    """Whether the process that had ``mark`` still runs."""
    return mark_of(pid) == mark


def _mark_by_proc(pid: int) -> str | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()  # the name before it may hold anything, blanks and brackets too
    state, started = fields[0], fields[19]
    return None if state in "ZX" else f"{boot} {started}"


def _mark_by_ps(pid: int) -> str | None:
    import subprocess  # noqa: PLC0415 -- every command asks here, and few systems need it

    asked = subprocess.run(  # noqa: S603 -- a number, and a program of the system
        ["/bin/ps", "-o", "stat=,lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C"},
    )
    state, _, started = asked.stdout.strip().partition(" ")
    return None if not started or state.startswith("Z") else " ".join(started.split())


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _mark_on_windows(pid: int) -> str | None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        handle = kernel.OpenProcess(_QUERY, False, pid)  # noqa: FBT003 -- whether children inherit it
        if not handle:
            return None
        handle = wintypes.HANDLE(handle)
        code, times = wintypes.DWORD(), [wintypes.FILETIME() for _ in range(4)]
        try:
            if not kernel.GetExitCodeProcess(handle, ctypes.byref(code)) or code.value != _STILL_ACTIVE:
                return None
            if not kernel.GetProcessTimes(handle, *map(ctypes.byref, times)):
                return None
        finally:
            kernel.CloseHandle(handle)
        return str(times[0].dwHighDateTime << 32 | times[0].dwLowDateTime)

else:

    def _mark_on_windows(pid: int) -> str | None:
        """Only Windows is asked so."""
        raise NotImplementedError(pid)
