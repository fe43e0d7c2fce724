"""The installed engine and all that it needs, as a lock: the versions that made the first build.

What is installed does not tell the hashes of the files that it came from, except where pip noted one
(``direct_url.json`` of a file that somebody gave it). pip takes hashes for all packages or for none, so
the lock holds them only where every one is known, and says how to get them where they are not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .. import __version__

ENGINE: Final = "tebiki"
#: The one command that fills in the hashes, and markers for other systems.
COMMAND: Final = (
    "uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate"
    " requirements.lock -o requirements.lock"
)
_HEAD: Final = """\
# この手引を作った tebiki と、それに要るもの。The tebiki that makes these manuals, and all that it needs.
"""
_WITHOUT_HASHES: Final = f"""\
# ハッシュはありません。入っているパッケージからは分かりません。ネットワークがあれば、次の1行が書き込みます。
# Without hashes: installed packages do not tell them. Where there is a network, this one line fills them in:
#   {COMMAND}
"""
_ENGINE_ALONE: Final = """\
# ほかのパッケージの版は、分かりませんでした。The versions of the other packages could not be found out.
"""


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """A package in its version; ``sha256``: of the file that it came from, where that is known."""

    name: str
    version: str
    sha256: str | None = None


def installed_packages() -> tuple[InstalledPackage, ...]:
    """The engine first, then all that it needs on this system, by name; empty where it is not installed."""
    open_: list[tuple[str, frozenset[str]]] = [(ENGINE, frozenset())]
    seen: set[tuple[str, frozenset[str]]] = set()
    found: dict[str, InstalledPackage] = {}
    while open_:
        one = open_.pop()
        if one in seen:
            continue
        seen.add(one)
        name, extras = one
        try:
            package = distribution(name)
        except PackageNotFoundError:  # the engine, run from its sources; or one that a marker was wrong about
            continue
        found[name] = InstalledPackage(name, package.version, _sha256_of(package))
        open_ += _needs(package, extras)
    engine = found.pop(ENGINE, None)
    return () if engine is None else (engine, *(found[name] for name in sorted(found)))


def _needs(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """What a package needs here, by name, each with the extras that are asked of it."""
    for line in package.requires or ():
        needed = Requirement(line)
        asked = [{"extra": extra} for extra in ("", *sorted(extras))]
        if needed.marker is None or any(needed.marker.evaluate(dict(one)) for one in asked):
            yield canonicalize_name(needed.name), frozenset(needed.extras)


def _sha256_of(package: Distribution) -> str | None:
    """The hash of the wheel that pip noted; None where it came from an index or a folder."""
    try:
        noted: Any = json.loads(package.read_text("direct_url.json") or "{}")
    except ValueError:
        return None
    archive = noted.get("archive_info") if isinstance(noted, dict) else None
    hashes = archive.get("hashes") if isinstance(archive, dict) else None
    found = hashes.get("sha256") if isinstance(hashes, dict) else None
    return found if isinstance(found, str) else None


def lock_text(packages: tuple[InstalledPackage, ...]) -> str:
    """The lock file: pins, with hashes where all are known; no word on where packages come from."""
    if not packages:
        return f"{_HEAD}{_ENGINE_ALONE}{_WITHOUT_HASHES}{ENGINE}=={__version__}\n"
    if all(one.sha256 for one in packages):
        return _HEAD + "".join(_pin(one) + f" \\\n    --hash=sha256:{one.sha256}\n" for one in packages)
    return _HEAD + _WITHOUT_HASHES + "".join(f"{_pin(one)}\n" for one in packages)


def _pin(package: InstalledPackage) -> str:
    return f"{package.name}=={package.version}"
