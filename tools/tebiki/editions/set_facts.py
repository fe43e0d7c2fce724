"""``tebiki edition set``: a fact's value is written into the year's file, and is to be confirmed again.

What people wrote beside the values stays. What the file's reader would refuse is told with the fact's
field, and then nothing was written. A value that stands twice (a version in a manual and in its history)
is written at both places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomlkit
from tomlkit import TOMLDocument

from ..content.edition import Edition
from ..content.fact_forms import (
    WHOLE,
    facts_to_write,
    fields_of_fact,
    form_of_fact,
    is_always_printed,
    read_fields,
)
from ..content.fact_names import name_fact, names_of
from ..content.formats import EDITION
from ..content.project import Project
from ..content.settings import Settings
from ..content.toml_files import place_of, read_toml
from ..errors import Place, Problem, fail
from ..messages import InLanguages
from . import edition_file
from .closed_edition import refuse_closed_edition
from .edition_file import EditionDraft
from .write_fact import write_value


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """What was written. ``before`` and ``after``: the value's fields; both alike: nothing was written."""

    path: Path
    key: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    #: Facts that somebody had confirmed, or that nobody had to, and that are to be confirmed now.
    again: tuple[str, ...] = ()
    #: Further places that hold the value, by their keys.
    followed: tuple[str, ...] = ()
    #: A host that links may lead to from now on.
    host: str | None = None
    #: Languages whose text stays as it was while another one changed.
    kept: tuple[str, ...] = ()
    #: What people call these facts.
    names: Mapping[str, InLanguages] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether anything was written."""
        return dict(self.before) != dict(self.after)

    @property
    def is_known(self) -> bool:
        """Whether the fact has a value now."""
        return any(text for name, text in self.after.items() if name != "source")


def find_fact(project: Project, year: str, asked: str) -> str:
    """The key of a fact typed by its key or its name. Raises `TebikiError` (``set-facts/no-fact``)."""
    edition = project.edition_of(year)
    keys = [*facts_to_write(edition)]
    names = names_of(edition, project.settings, keys)
    by_name = {text: key for key, name in names.items() for text in name.texts.values()}
    key = by_name.get(asked.strip().rstrip("."), asked)
    if key not in keys:
        place = Place.of(project.edition_file(year), key=asked)
        fail("set-facts/no-fact", place, key=asked, allowed=", ".join(keys))
    return key


def fact_fields(project: Project, year: str, key: str) -> dict[str, str]:
    """Each field of a fact's value as people type it; of a quotation without a text its source, too."""
    edition, path = project.edition_of(year), project.edition_file(year)
    table = read_toml(path, EDITION) if form_of_fact(key) == "quotation" else {}
    return _fields(edition, project.settings, table, key)


def _fields(edition: Edition, settings: Settings, table: Mapping[str, Any], key: str) -> dict[str, str]:
    """``table``: what the year's file holds."""
    fields = fields_of_fact(edition, settings, key)
    if form_of_fact(key) != "quotation":
        return fields
    row = table["quotations"][key.partition(".")[2]]
    return {name: str(row.get(name, "")) for name in fields}


def set_fact(
    project: Project, year: str, key: str, typed: Mapping[str, str], *, allow_host: bool = False
) -> WrittenFact:
    """Write what was typed into fields of one of `facts_to_write`; its other fields stay.

    ``allow_host``: links may lead to the address's host from now on. Raises `TebikiError`; then nothing
    was written. `field_of_problem` tells the field of each problem.
    """
    draft, written = draft_fact(project, year, key, typed, allow_host=allow_host)
    if draft.edition is not project.edition_of(year):  # else the file says it already
        edition_file.write(project, year, draft.document)
    return written


def draft_fact(
    project: Project, year: str, key: str, typed: Mapping[str, str], *, allow_host: bool = False
) -> tuple[EditionDraft, WrittenFact]:
    """What `set_fact` would write; nothing is written."""
    refuse_closed_edition(project, year)
    edition, path = project.edition_of(year), project.edition_file(year)
    document, settings = edition_file.read(path), project.settings
    before, was = _fields(edition, settings, document, key), tomlkit.dumps(document)
    typed = _known_fields(project, year, key, typed, before)
    values = read_fields(settings, path, key, typed)
    if is_always_printed(key) and not any({**before, **values}.values()):
        fail("set-facts/always", place_of(path, key.split(".")), fact=name_fact(edition, settings, key))
    followed = tuple(write_value(document, key, values))
    if tomlkit.dumps(document) == was:
        return EditionDraft(document, edition), WrittenFact(path, key, before, before)
    host = _allow_host(document, str(values.get(WHOLE, ""))) if allow_host else None
    again = tuple(open_again(document, key))
    edition = edition_file.checked(project, year, edition_file.as_text(document, path))
    after = _fields(edition, settings, document, key)
    kept = tuple(name for name, text in after.items() if text and name not in {*typed, "text", "source"})
    names = names_of(edition, settings, {key, *again})
    written = WrittenFact(path, key, before, after, again, followed, host, kept, names)
    return EditionDraft(document, edition), written


def forget_fact(project: Project, year: str, key: str) -> WrittenFact:
    """Take a fact's value away: it is not printed, and stays among what is to be confirmed.

    A quotation keeps its source. Raises `TebikiError`; then nothing was written.
    """
    fields = fact_fields(project, year, key)
    return set_fact(project, year, key, dict.fromkeys((name for name in fields if name != "source"), ""))


def field_of_problem(key: str, problem: Problem) -> str | None:
    """The field of a fact that a problem of `set_fact` is about; None for one of something else."""
    at = problem.place.key if problem.place else None
    if at is None:
        return None
    if at != key and not at.startswith(f"{key}."):
        manual, _, name = key.rpartition(".")
        beside = {"version": f"{manual}.history", "published": f"{manual}.history"}
        beside |= {"not_before": "certificate.not_after", "id": "manuals."}
        return WHOLE if name in beside and at.startswith(beside[name]) else None
    part = at.removeprefix(key).removeprefix(".").partition(".")[0]
    form = form_of_fact(key)
    return WHOLE if form == "address" else part or {"texts": "ja", "quotation": "text"}.get(form, WHOLE)


def host_of(address: str) -> str:
    """The host that an address leads to; "" for what is no address."""
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""


def _known_fields(
    project: Project, year: str, key: str, typed: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    """What was typed, by fields that the fact has; a text without its language is the Japanese one, none all.

    Raises `TebikiError` (``set-facts/field``) with each field that it does not have.
    """
    form, languages = form_of_fact(key), {*project.settings.languages, *before}
    alone = {"texts": "ja", "quotation": "text"}.get(form, WHOLE)
    fields = {name or alone: text for name, text in typed.items()}
    if dict(typed) == {WHOLE: ""}:
        fields = dict.fromkeys((name for name in before if name != "source"), "")
    allowed = languages | {WHOLE} if form == "name" else languages if form == "texts" else {*before}
    path, fact = project.edition_file(year), name_fact(project.edition_of(year), project.settings, key)
    strange = [name for name in fields if name not in allowed]
    for name in strange:
        place = place_of(path, [*key.split("."), name])
        known = ", ".join(sorted(one for one in allowed if one))
        code = "set-facts/field" if known else "set-facts/one-field"
        fail(code, place, fact=fact, field=name, allowed=known)
    return fields


def _allow_host(document: TOMLDocument, address: str) -> str | None:
    """Add an address's host to those that links may lead to; None where it is one already."""
    host, hosts = host_of(address), edition_file.anything(document["hosts"])
    if not host or host in hosts:
        return None
    hosts.append(host)
    return host


def open_again(document: TOMLDocument, key: str) -> Iterator[str]:
    """List a fact that was changed, and where its address leads, as unconfirmed; those not listed before."""
    row: Any = document
    for part in key.split("."):
        row = row.get(part, {}) if isinstance(row, dict) else {}
    is_link = isinstance(row, dict) and "url" in row
    listed = edition_file.anything(document.setdefault("unconfirmed", tomlkit.array()))
    target = f"{key}.target"
    for one in (key, target) if is_link and "target" in row else (key,):
        _take_confirmation(document, one)
        if one not in listed:
            listed.append(one)
            yield one
    if is_link and "target" not in row:  # nothing is left to be confirmed
        _take_confirmation(document, target)
        if target in listed and row["url"] == "":
            listed.remove(target)


def _take_confirmation(document: TOMLDocument, key: str) -> None:
    said: Any = document.get("confirmed", {})
    if key in said:
        del said[key]
        if not said:
            del document["confirmed"]
