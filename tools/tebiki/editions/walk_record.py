"""What somebody saw on a device becomes a record of the project; the edition learns on which system it was.

Nothing else is written: which screens, labels, sentences and manuals are verified follows from the records
(`tebiki.content.walk_states`). Both files are text that git keeps, so a record is taken back by git.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import tomlkit

from ..characters import names_of, unseen
from ..content.device_walks import DeviceWalk, WalkEntry, WalkFile, check_walk, load_walks, next_record
from ..content.edition import Edition
from ..content.formats import KEY, WALK
from ..content.project import Project
from ..content.releases import load_releases, opened, versions
from ..content.toml_files import load, place_of, texts_of
from ..content.walk_items import WalkItem
from ..content.walk_states import ManualState, WalkStates
from ..content.write_files import write_together
from ..errors import Place, Problem, TebikiError
from ..messages import say
from . import edition_file

_HEAD: Final = ("edition", "manual", "version", "by", "device", "os", "browser", "on")


@dataclass(frozen=True, slots=True)
class RecordedWalk:
    """What was written. ``state``: of the manual now. ``tested``: whether the edition names the system now.

    ``otherwise``: entries that differed; ``changed``: those whose screen the manual shows otherwise by now.
    """

    path: Path
    walk: DeviceWalk
    state: ManualState
    tested: bool
    otherwise: tuple[WalkEntry, ...]
    changed: tuple[WalkEntry, ...]


def read_answers(path: Path) -> DeviceWalk:
    """A file of answers. Raises `TebikiError` with everything in it that has not the right form."""
    return load(DeviceWalk, path, WALK)


def check_answers(project: Project, walk: DeviceWalk, path: Path, today: date) -> list[Problem]:
    """Everything that keeps a walk from being recorded; ``path``: where the answers stand."""
    year = str(walk.edition)
    if year not in project.years:
        values = {"year": year, "known": ", ".join(project.years)}
        return [Problem("walk/edition", place_of_answers(path, "edition"), values)]
    here = project.seen_in(year)
    known = dict(versions(here.edition))
    items = here.walk_source.items(walk.manual) if walk.manual in known else ()
    found = check_walk(walk, items, known, today, path)
    return [*found, *_of_edition(here, walk, path), *_unseen_texts(walk, path)]


def _unseen_texts(walk: DeviceWalk, path: Path) -> Iterator[Problem]:
    """Words with characters that nobody can see: no file that holds them is read."""
    for loc, text in texts_of(walk.model_dump(mode="json")):
        if found := [sign for _, _, sign in unseen(text)]:
            place = Place.of(path, key=".".join(map(str, loc)))
            yield Problem("text/unseen", place, {"text": names_of(found)})


def place_of_answers(path: Path, key: str) -> Place:
    """A key in a file of answers; from a terminal there is none."""
    return place_of(path, [key]) if path.is_file() else Place.of(path, key=key)


def _of_edition(project: Project, walk: DeviceWalk, path: Path) -> Iterator[Problem]:
    yield from refuse_released(project, walk.manual)
    for file in load_walks(project.docs):
        if file.walk == walk:
            values = {"file": Place.of(file.path).file}
            yield Problem("walk/recorded", Place.of(path), values)


def refuse_released(project: Project, manual: str) -> Iterator[Problem]:
    """A manual that was released as it is: what a walk changes in it needs a correction."""
    released = load_releases(project.docs, project.year)
    if released and manual not in opened(project.edition, released[-1]):
        values = {"manual": manual, "year": project.year}
        yield Problem("walk/released", Place.of(project.edition_file(project.year)), values)


def record_walk(
    project: Project, walk: DeviceWalk, path: Path, today: date, *, is_draft: bool = False
) -> RecordedWalk:
    """Write the record, and the system into the edition where every step was as it is there.

    ``path``: where the answers stand; a draft goes with the write. Raises `TebikiError`; then nothing was
    written.
    """
    if problems := check_answers(project, walk, path, today):
        raise TebikiError(problems)
    year, here = str(walk.edition), project.seen_in(str(walk.edition))
    target = next_record(project.docs, walk)
    before = here.walks
    items = {**before.items, walk.manual: here.walk_source.items(walk.manual)}
    files = sorted((*before.files, WalkFile(target, walk)), key=lambda one: (one.walk.on, one.path.name))
    states = WalkStates(tuple(files), items)
    written = [(target, walk_text(walk).encode())]
    tested = walk.os in states.systems(walk.manual, walk.edition)
    if tested:
        written.append((here.edition_file(year), _with_system(here, walk).encode()))
    write_together(written, [path] if is_draft else [])
    return RecordedWalk(
        target,
        walk,
        states.manual(walk.manual, walk.edition),
        tested,
        tuple(one for one in walk.seen if one.seen in ("differs", "absent")),
        tuple(_changed(walk, items[walk.manual])),
    )


def _changed(walk: DeviceWalk, items: Sequence[WalkItem]) -> Iterator[WalkEntry]:
    now = {item.key: item for item in items}
    return (one for one in walk.seen if one.seen and not one.shows(now[one.key]))


def _with_system(project: Project, walk: DeviceWalk) -> str:
    """The text of the edition's file with the system among those that were walked through."""
    path, key = project.edition_file(project.year), f"manuals.{walk.manual}.tested"
    document = edition_file.read(path)
    manual = edition_file.anything(document["manuals"])[walk.manual]
    manual["tested"] = list(dict.fromkeys([*project.edition.manuals[walk.manual].tested, walk.os]))
    if key in project.edition.unconfirmed or key in project.edition.confirmed:
        _confirm(document, project.edition, key, walk)
    text = edition_file.as_text(document, path)
    edition_file.checked(project, project.year, text)
    return text


def _confirm(document: tomlkit.TOMLDocument, edition: Edition, key: str, walk: DeviceWalk) -> None:
    """Whoever walked through vouches for the systems."""
    if key in edition.unconfirmed:
        edition_file.anything(document["unconfirmed"]).remove(key)
    said = edition_file.anything(document.setdefault("confirmed", tomlkit.table(is_super_table=True)))
    row = tomlkit.table()
    row.update({"by": walk.by, "on": walk.on})
    said[key] = row


def walk_text(walk: DeviceWalk) -> str:
    """A record, or a file of answers, as TOML."""
    head = {name: getattr(walk, name) for name in _HEAD}
    return form_text({key: value for key, value in head.items() if value is not None}, walk.seen)


def blank_text(edition: Edition, manual: str, items: Sequence[WalkItem]) -> str:
    """A file of answers that nobody has filled in: what is to be compared, as it is now."""
    version = edition.manuals[manual].number
    head = {"edition": edition.year, "manual": manual, "version": version}
    return form_text({**head, "by": "", "device": "", "os": "", "on": ""}, [*map(blank_entry, items)])


def blank_entry(item: WalkItem) -> WalkEntry:
    """What is to be said of an item; nothing yet."""
    return WalkEntry(
        step=item.place,
        screen=item.name if item.kind == "screen" else None,
        sentence=item.name if item.kind == "sentence" else None,
        look=item.look,
        labels=dict(item.words),
    )


def form_text(head: dict[str, Any], entries: Sequence[WalkEntry]) -> str:
    """The file's text: a comment that says what it is, the head, a table for each entry."""
    lines = [f"# {line}" for line in say("walk/file", "ja").split("\n")]
    lines += [f"{KEY} = {WALK.current}", *(f"{key} = {_spelt(value)}" for key, value in head.items())]
    for entry in entries:
        lines += ["", "[[seen]]", *_entry_lines(entry)]
    return "\n".join([*lines, ""])


def _entry_lines(entry: WalkEntry) -> Iterator[str]:
    yield f"step = {_spelt(entry.step)}"
    for key in ("screen", "sentence"):
        if value := getattr(entry, key):
            yield f"{key} = {_spelt(value)}"
    yield f"seen = {_spelt(entry.seen)}"
    yield f"words = {_spelt(entry.words)}"
    if entry.settled:
        yield f"settled = {_spelt(entry.settled)}"
    if entry.look:
        yield f"look = {_spelt(entry.look)}"
    for key, text in entry.labels.items():
        yield f"labels.{_spelt(key)} = {_spelt(text)}"


def _spelt(value: object) -> str:
    """A value as TOML spells it."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
