"""導入申請の資料: what the zip is made of and what it does on a PC, for the people who give leave."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

from tebiki.content.papers import (
    Cell,
    Content,
    Field,
    Line,
    Part,
    Report,
    Run,
    Sheet,
    Summary,
    Table,
    cell,
    line,
)

from .bundle import Bundle
from .components import Component
from .launcher import LAUNCHER
from .programs import Program

NAME: Final = "application"
#: A hash of 64 signs stands in two lines.
_HALF: Final = 32
#: Shares of the width: name, version, licence, hash.
_WIDTHS: Final = (33, 24, 26, 72)
_PLAIN: Final = ("sends", "listens", "data", "removal", "update", "mark", "policy")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is handed over. ``hashes``: of the files beside the paper; ``port``: where the studio listens."""

    bundle: Bundle
    components: Sequence[Component]
    zip_name: str
    size: int
    hashes: Mapping[str, str]
    launcher_sha256: str
    port: int
    sbom_version: str


def application(given: Delivery) -> Report:
    """The paper, of the words in application.toml."""
    words = tomllib.loads(Path(__file__).with_name("application.toml").read_text(encoding="utf-8"))
    values = _values(given)
    rows = tuple((row["label"], cell(row["text"].format_map(values))) for row in words["summary"])
    made = given.bundle.snapshot.made
    content: tuple[Content, ...] = (_head(words), Summary(rows), *_parts(words, values, given))
    return Report(NAME, words["title"], words["about"], made, content, made.date())


def _head(words: Mapping[str, Any]) -> Sheet:
    """What is filled in by hand."""
    return Sheet(tuple(map(Field, words["sheet"])), tuple(map(Field, words["fields"])), ())


def _values(given: Delivery) -> dict[str, object]:
    programs = given.bundle.programs
    return {
        "zip": given.zip_name,
        "size": given.size // 1_000_000,
        "commit": given.bundle.snapshot.commit[:12],
        "programs": len(programs),
        "signed": sum(one.is_signed for one in programs),
        "launcher": LAUNCHER,
        "launcher_sha256": given.launcher_sha256,
        "port": given.port,
        "sbom": given.sbom_version,
    }


def _parts(words: Mapping[str, Any], values: Mapping[str, object], given: Delivery) -> Iterator[Part]:
    """The chapters, with their numbers, and the appendix."""
    number = count(1)

    def part(key: str, *more: Content) -> Part:
        texts = (line(text.format_map(values)) for text in words[key]["text"])
        return Part(key, f"{next(number)} {words[key]['title']}", (*texts, *more))

    files = tuple((cell(name), _hash(digest)) for name, digest in given.hashes.items())
    yield part("files", Table((50, 68), (words["files"]["name"], words["files"]["hash"]), files, look="list"))
    yield from map(part, _PLAIN)
    if given.bundle.lacks_runtime:
        yield part("runtime")
    yield from map(part, ("refused", "cannot"))
    yield part("components", _component_table(words["components"], given.components))
    appendix = part("programs", _program_table(words["programs"], given.bundle.programs))
    yield replace(appendix, title=words["programs"]["title"])


def _component_table(words: Mapping[str, str], components: Sequence[Component]) -> Table:
    rows = tuple(
        (cell(one.name), cell(one.version), cell(one.licence or words["unknown"]), _hash(one.sha256))
        for one in components
    )
    return Table(_WIDTHS, (words["name"], words["version"], words["licence"], "SHA-256"), rows, look="list")


def _hash(digest: str) -> Cell:
    halves = (digest[:_HALF], digest[_HALF:])
    return tuple(Line((Run(half, tone="note"),)) for half in halves)


def _program_table(words: Mapping[str, str], programs: Sequence[Program]) -> Table:
    all_, signed = Counter(map(_folder, programs)), Counter(_folder(one) for one in programs if one.is_signed)
    rows = tuple((cell(name), cell(str(all_[name])), cell(str(signed[name]))) for name in sorted(all_))
    return Table((60, 30, 50), (words["folder"], words["count"], words["signed"]), rows, look="list")


def _folder(program: Program) -> str:
    r"""The first folders of its path: ``python``, ``git``, ``packages\typst``."""
    first, second, *_ = (*program.path.split("/"), "")
    return f"{first}\\{second}" if first == "packages" and program.path.count("/") > 1 else first


def programs_table(programs: Sequence[Program]) -> bytes:
    """All programs as CSV for Excel in Japanese: path, both hashes, whether a signature is attached."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(("path", "SHA-256 (file)", "SHA-256 (Authenticode)", "signature"))
    for one in programs:
        path = one.path.replace("/", "\\")
        rows.writerow((path, one.sha256, one.authenticode, "yes" if one.is_signed else "no"))
    return text.getvalue().encode("utf-8-sig")
