"""Whether the installed packages are those of a lock file: others would make other bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from packaging.markers import InvalidMarker, Marker
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from ...errors import Place, unavailable

#: A pin, and what limits it to some systems or Pythons: ``cffi==2.1.1 ; sys_platform == 'win32'``.
_PIN: Final = re.compile(r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)(?:\s*;\s*(?P<marker>.+))?")
#: What may stand behind a pin, and lines that name no package, such as ``--index-url``.
_HASH: Final = re.compile(r"\s+--hash=\S+")
_SETTING: Final = re.compile(r"--(?!requirement|constraint|editable)[a-z-]+")


@dataclass(frozen=True, slots=True)
class Pin:
    """A package in exactly one version. ``marker``: where it belongs; None for everywhere."""

    name: str
    version: str
    marker: Marker | None = None

    def applies(self, markers: Mapping[str, str] | None = None) -> bool:
        """Whether it belongs to the Python that these markers describe; None for the running one."""
        return self.marker is None or self.marker.evaluate(dict(markers) if markers is not None else None)

    def is_met_by(self, installed: str | None) -> bool:
        """Whether ``installed`` is this version; 2024.07.04 and 2024.7.4 are the same one."""
        if installed is None:
            return False
        try:
            return Version(installed) == Version(self.version)
        except InvalidVersion:
            return installed == self.version

    def __str__(self) -> str:
        """``typst 0.15.2``."""
        return f"{self.name} {self.version}"


def read_pins(lock: Path) -> list[Pin]:
    """All pins of a lock file, for every system. Raises ``environment/lock`` with the line that is no pin."""
    try:
        text = lock.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        unavailable("environment/lock", Place.of(lock), why=str(error))
    return [_pin(lock, number, line) for number, line in _lines(text)]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Number of the first line, and the whole of each entry without its hashes."""
    number, entry, start = 0, "", 1
    for number, line in enumerate(text.splitlines(), 1):
        start = start if entry else number
        if line.endswith("\\"):
            entry += line[:-1]
            continue
        whole = _HASH.sub("", re.sub(r"(^|\s+)#.*", "", entry + line)).strip()
        entry = ""
        if whole and not _SETTING.match(whole):
            yield start, whole
    if entry:
        yield start, _HASH.sub("", entry).strip()


def _pin(lock: Path, number: int, line: str) -> Pin:
    found = _PIN.fullmatch(line) or unavailable("environment/lock", Place.of(lock, number), why=line)
    try:
        marker = Marker(found["marker"]) if found["marker"] else None
    except InvalidMarker:
        unavailable("environment/lock", Place.of(lock, number), why=line)
    return Pin(canonicalize_name(found["name"]), found["version"], marker)


def not_as_locked(lock: Path) -> list[str]:
    """The packages that are not as ``lock`` says, each with both versions: ``typst 0.15.2 → 0.15.3``.

    Raises ``environment/lock`` where the lock cannot be read.
    """
    pins = [pin for pin in read_pins(lock) if pin.applies()]
    return differences(pins, {pin.name: found for pin in pins if (found := _installed(pin.name))})


def differences(pins: list[Pin], installed: Mapping[str, str]) -> list[str]:
    """The pins that ``installed`` (name → version) does not meet, as `not_as_locked` gives them."""
    return [
        f"{pin} → {installed.get(pin.name, '-')}"
        for pin in pins
        if not pin.is_met_by(installed.get(pin.name))
    ]


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
