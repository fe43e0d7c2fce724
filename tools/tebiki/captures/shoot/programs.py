"""Programs of the system that a capture needs, and what they say of themselves."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from ...errors import unavailable

#: What must be on the PATH, by the package of Debian that has it.
_PROGRAMS: Final = {
    "chromium": "chromium, chromium-l10n",
    "Xvfb": "xvfb",
    "dbus-daemon": "dbus",
    "certutil": "libnss3-tools",
    "pk12util": "libnss3-tools",
}
#: Where systems keep the launcher of the bus for assistive software; it is on no PATH.
_LAUNCHERS: Final = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_PATIENCE: Final = 60


def find_programs() -> dict[str, str]:
    """The full path of each program. Raises `TebikiError` (exit code 3) naming all that are not there."""
    found = {name: path for name in _PROGRAMS if (path := shutil.which(name))}
    launcher = next((path for path in _LAUNCHERS if Path(path).is_file()), None)
    missing = {package for name, package in _PROGRAMS.items() if name not in found}
    if launcher is None:
        missing.add("at-spi2-core")
    if missing or launcher is None:
        unavailable("screens/no-programs", packages=", ".join(sorted(missing)))
    return {**found, "launcher": launcher}


def browser_version(chromium: str) -> str:
    """``Chromium 156.0.8078.108``."""
    said = subprocess.run(  # noqa: S603 -- no shell, its full path
        [chromium, "--version"], capture_output=True, text=True, check=False, timeout=_PATIENCE
    ).stdout
    match = re.search(r"(Chromium|Google Chrome) (\d+(\.\d+)*)", said)
    return match[0] if match else "Chromium"


def system_name() -> str:
    """``Debian GNU/Linux 12``, as the system calls itself."""
    try:
        known = platform.freedesktop_os_release()
    except OSError:
        return platform.system()
    return re.sub(r"\s*\(.*\)$", "", known.get("PRETTY_NAME", "")) or platform.system()
