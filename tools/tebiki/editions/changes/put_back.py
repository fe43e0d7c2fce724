"""One change is taken back: a fact's value, lines of a text, words of a label, a picture, a file.

Only what is found again, with the same former and present state, is put back: nobody's later work is lost.
What the files' readers would refuse is not written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import tomlkit

from ...content.labels import load_labels
from ...content.project import Project
from ...content.releases import load_releases, opened
from ...content.screen_files import list_screens, load_screen
from ...content.write_files import write_together
from ...errors import Place, fail
from .. import edition_file
from .found_changes import (
    FactChange,
    FoundChanges,
    LabelChange,
    OneChange,
    OtherChange,
    PictureChange,
    SentenceChange,
)
from .source_pairs import SourcePair

#: Files that say which edition this is; their values are taken back one by one, or not at all.
_NEVER: Final = ("conf.py", "docs/editions/")


def is_put_back(change: OneChange) -> bool:
    """Whether such a change can be taken back at all; a picture that shows other facts changes with them."""
    if isinstance(change, PictureChange):
        return bool(change.pairs)
    return not isinstance(change, OtherChange) or not change.pair.file.startswith(_NEVER)


def put_back(project: Project, found: FoundChanges, name: str) -> OneChange:
    """Take back the change of that name; gives it. ``found``: what has changed as the files are now.

    Raises `TebikiError`: ``changes/gone`` where it is no longer so, ``changes/closed`` in an edition that is
    released, ``changes/never``, and what the reader says of the former value. Nothing was written then.
    """
    change = next((one for one in found.named() if one.id == name), None)
    if change is None:
        fail("changes/gone")
    if not is_put_back(change):
        fail("changes/never")
    _refuse_closed(project)
    if isinstance(change, FactChange):
        _put_fact(project, change)
    elif isinstance(change, SentenceChange):
        _put_lines(project.root / change.file, change)
    elif isinstance(change, LabelChange):
        _put_label(project.root / change.file, change)
    elif isinstance(change, PictureChange):
        _put_picture(project, change)
    else:
        _put_files(project.root, [change.pair])
    return change


def _refuse_closed(project: Project) -> None:
    released = load_releases(project.docs, project.year)
    if released and not opened(project.edition, released[-1]):
        fail("changes/closed", Place.of(project.edition_file(project.year)), year=project.year)


def _put_fact(project: Project, change: FactChange) -> None:
    """The former value, which nobody has confirmed for this edition, so that it is to be confirmed again."""
    year = project.year
    document = edition_file.read(project.edition_file(year))
    for key, (before, now) in change.leaves.items():
        _put_leaf(document, key.split("."), before, now)
    confirmed: Any = document.get("confirmed", {})
    if change.key in confirmed:
        del confirmed[change.key]
        if not confirmed:
            del document["confirmed"]
        edition_file.anything(document.setdefault("unconfirmed", tomlkit.array())).append(change.key)
    edition_file.write(project, year, document)


def _put_leaf(table: Any, keys: Sequence[str], before: str | None, now: str | None) -> None:
    """Write a plain value. Lists are left to whoever knows their rows (``changes/never``)."""
    *above, last = keys
    for key in above:
        if isinstance(table, list):
            fail("changes/never")
        table = table.setdefault(key, tomlkit.table())
    value = table.get(last)
    if isinstance(value, list) or (value is None and now is not None):
        fail("changes/never")
    if before is None:
        del table[last]
    else:
        table[last] = _like(value, before)


def _like(value: Any, text: str) -> Any:
    """A text as a value of the kind that stands there."""
    if isinstance(value, bool):
        return text == "true"
    if isinstance(value, int):
        return int(text)
    if value is not None and not isinstance(value, str):  # a day
        return tomlkit.value(text)
    return text


def _put_lines(path: Path, change: SentenceChange) -> None:
    raw = path.read_bytes()
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    at = change.line - 1
    lines[at : at + change.count] = [line.encode() for line in change.before]
    write_together([(path, end.join(lines))])


def _put_label(path: Path, change: LabelChange) -> None:
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    keys = [*change.key.split(".")[1:], *change.part.split(".")]
    _put_leaf(document, keys, change.before, change.after)
    data = tomlkit.dumps(document).encode()
    with TemporaryDirectory(prefix="tebiki-") as folder:
        (Path(folder) / path.name).write_bytes(data)
        load_labels(Path(folder))
    write_together([(path, data)])


def _put_picture(project: Project, change: PictureChange) -> None:
    """The screen's files of before, all of them; they are looked at before they take their place."""
    files = {one.file: one.before for one in change.pairs}
    with TemporaryDirectory(prefix="tebiki-") as temporary:
        folder = Path(temporary)
        stem = Path(change.screen)
        for path in (project.screenshots / stem.parent).rglob(f"{stem.name}.*"):
            if (name := path.relative_to(project.root).as_posix()) not in files:
                _write(folder / name, path.read_bytes())
        for name, data in files.items():
            if data is not None:
                _write(folder / name, data)
        if change.screen not in list_screens(folder / project.screenshots.name):
            fail("changes/shown", screen=change.screen)
        for language in project.languages:
            load_screen(folder / project.screenshots.name, change.screen, language)
    _put_files(project.root, change.pairs)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _put_files(root: Path, pairs: Sequence[SourcePair]) -> None:
    put_files(root, {one.file: one.before for one in pairs})


def put_files(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Write files as they shall be and take away those that shall not be, as one. Raises ``publish/file``."""
    written = [(root / name, data) for name, data in files.items() if data is not None]
    gone = [root / name for name, data in files.items() if data is None]
    if written:
        write_together(written, gone)
        return
    for path in gone:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            fail("publish/file", Place.of(path), why=error.strerror or str(error))
