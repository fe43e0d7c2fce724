"""Every program that the zip brings, with version, licence, hash and where it is from."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Final

from .bundle import Bundle
from .parts import GIT, PYTHON
from .wheels import Wheel

#: Where the engine lies in a project, and in it the list of scripts that the studio brings.
ENGINE: Final = "tools/tebiki"
_VENDORED: Final = "studio/static/vendored.toml"
#: Texts in the field of the licence that are longer are the licence itself.
_LONGEST: Final = 60
#: How packages call their page, the best first.
_PAGES: Final = ("homepage", "home", "source", "sourcecode", "repository", "code", "github", "documentation")


@dataclass(frozen=True, slots=True)
class Component:
    """A program as the papers name it. ``purl``: its package URL; ``file``: what its hash is of."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str
    source: str
    purl: str


def components(bundle: Bundle) -> list[Component]:
    """The given parts, the packages in order of their names, then what the engine brings of others."""
    packages = sorted(map(_package, bundle.wheels), key=lambda one: one.name)
    return [*_given(bundle), *packages, *brought(bundle.snapshot.files)]


def brought(project: Mapping[str, bytes]) -> Iterator[Component]:
    """Fonts and scripts of others among the files of a project, by their names there."""
    fonts = tomllib.loads(Path(__file__).with_name("bundled.toml").read_text(encoding="utf-8"))["file"]
    for row in fonts:
        if data := project.get(f"{ENGINE}/{row['file']}"):
            yield _file(data, row["file"].rpartition("/")[2], row)
    scripts = project.get(f"{ENGINE}/{_VENDORED}", b"").decode("utf-8")
    for row in tomllib.loads(scripts).values():
        data = project[f"{ENGINE}/{_VENDORED.rpartition('/')[0]}/{row['file']}"]
        purl = f"pkg:npm/{row['package'].replace('@', '%40')}@{row['version']}"
        yield _file(data, row["file"], {**row, "source": "", "purl": purl})


def _file(data: bytes, name: str, told: Mapping[str, str]) -> Component:
    """A file of a package that has others: its place there makes its package URL one of its own."""
    digest, purl = hashlib.sha256(data).hexdigest(), f"{told['purl']}#{name}"
    return Component(name, told["version"], told["licence"], name, digest, told["source"], purl)


def _given(bundle: Bundle) -> Iterator[Component]:
    for key, given in bundle.parts.items():
        part = given.part
        purl = {
            PYTHON: f"pkg:generic/python@{part.version}",
            GIT: f"pkg:github/git-for-windows/git@v{part.version}.windows.1",
        }.get(key, f"pkg:generic/msvc-runtime@{part.version}")
        yield Component(part.name, part.version, part.licence, part.file, part.sha256, part.source, purl)


def _package(wheel: Wheel) -> Component:
    name, version = wheel.locked.name, wheel.locked.version
    metadata = _metadata(wheel)
    purl = f"pkg:pypi/{name}@{version}"
    return Component(
        name, version, licence_of(metadata), wheel.file, wheel.sha256, homepage_of(metadata), purl
    )


def _metadata(wheel: Wheel) -> Message:
    [data] = [
        data
        for path, data in wheel.files.items()
        if path.endswith(".dist-info/METADATA") and path.count("/") == 1  # packages may hold others
    ]
    return message_from_bytes(data)


def licence_of(metadata: Message) -> str:
    """What a package says of its licence: an expression of SPDX, its own words, or its classifiers.

    Empty where it says nothing; the papers say so then.
    """
    if expression := metadata["License-Expression"]:
        return str(expression)
    words = str(metadata["License"] or "").strip()
    if words and len(words) <= _LONGEST and "\n" not in words:
        return words
    named = [str(one) for one in metadata.get_all("Classifier", [])]
    return ", ".join(one.rpartition(" :: ")[2] for one in named if one.startswith("License :: "))


def homepage_of(metadata: Message) -> str:
    """The page of a package, as it names it; empty where it names none."""
    if page := metadata["Home-page"]:
        return str(page)
    urls = (str(one).partition(", ") for one in metadata.get_all("Project-URL", []))
    named = {re.sub("[^a-z]", "", label.lower()): url for label, _, url in urls}
    return next((named[label] for label in _PAGES if label in named), next(iter(named.values()), ""))
