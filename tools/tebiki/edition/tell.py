"""What ``tebiki edition`` found and did, in words for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Final

from ..build.console import columns
from ..errors import Place
from ..messages import say
from ..model.edition import Edition
from ..parse.text import shown
from . import overview
from .confirm import Confirmed
from .inspect import LONGEST, Inspection, Row
from .look import Looks
from .new import Begun
from .revise import Revised

#: Certificates say UTC; whoever compares with a letter of the issuer has Japan's time before them.
_JAPAN: Final = timezone(timedelta(hours=9))


def words(key: str, /, **values: object) -> str:
    """A message of the command."""
    return say(f"edition-command/{key}", **values)


def inspected_text(found: Inspection) -> str:
    """What the file says, then each fact beside the edition's."""
    inside = found.inside
    said = [
        [words("said-name"), _plain(inside.stored_name)],
        [words("said-subject"), _plain(inside.subject)],
        [words("said-issuer"), _plain(inside.issuer)],
        [words("said-serial"), inside.serial],
        [words("said-from"), _instant(inside.valid_from)],
        [words("said-until"), _instant(inside.valid_until)],
        [words("said-further"), str(inside.further)],
    ]
    heads = [words(f"col-{key}") for key in ("fact", "edition", "file", "verdict")]
    facts = [heads, *(_compared(row) for row in found.rows)]
    edition = words("compared", file=Place.of(found.edition_file).file, year=found.year)
    lines = [Place.of(found.file).file, *columns(said), "", edition, *columns(facts)]
    return "\n".join([*lines, *_next(found)])


def _compared(row: Row) -> list[str]:
    return [row.key, _plain(row.said), _plain(row.found), words(f"verdict-{row.verdict}")]


def _next(found: Inspection) -> Iterator[str]:
    """What the edition's file can now be told."""
    path = Place.of(found.edition_file).file
    for row in found.rows:
        if row.verdict == "not-said":
            yield words("write", file=path, key=row.key, value=_plain(row.found))
        elif row.verdict == "same" and row.open:
            yield words("confirmable", key=row.key, year=found.year)


def _plain(text: str | None) -> str:
    """A value from outside, on one line."""
    return words("none") if text is None else shown(text, LONGEST)


def _instant(when: datetime) -> str:
    return words("instant", japan=f"{when.astimezone(_JAPAN):%Y-%m-%d %H:%M}", utc=f"{when:%Y-%m-%d %H:%M}")


def begun_text(done: Begun) -> str:
    """What the new edition says, where it stands, what people must still look at."""
    if not done.written:
        return words("not-written")
    year, path = str(done.edition.year), Place.of(done.path).file
    lines = [words("begun", file=path, year=year, certificate=done.edition.certificate.id)]
    lines += columns([list(row) for row in _versions(done)])
    lines += ["", words("is-draft", year=year, current=done.current), "", words("look")]
    return "\n".join([*lines, *(f"  {item}" for item in _items(done.looks, year))])


def _versions(done: Begun) -> Iterator[tuple[str, str, str]]:
    for name, manual in done.edition.manuals.items():
        before = done.last.manuals[name].number
        yield f"  {name}", f"Ver.{before} → Ver.{manual.number}", str(manual.published)


def revised_text(done: Revised) -> str:
    """Which manuals have a correction now, and what is to be done next."""
    if not done.written:
        return words("not-written")
    year, path = str(done.edition.year), Place.of(done.path).file
    rows = [
        [f"  {name}", f"Ver.{done.last.manuals[name].number} → Ver.{manual.number}", str(manual.corrected)]
        for name, manual in done.edition.manuals.items()
        if name in done.manuals
    ]
    return "\n".join([words("revised", file=path), *columns(rows), "", words("revise-next", year=year)])


def _items(looks: Looks, year: str) -> Iterator[str]:
    """One line for each kind of thing to look at; what there is none of is not named."""
    if looks.problems:
        yield words("look-problems", count=len(looks.problems))
    yield from _of_facts(looks, year)
    yield from _of_screens(looks)
    yield from _of_languages(looks, year)


def _of_facts(looks: Looks, year: str) -> Iterator[str]:
    if looks.unconfirmed:
        yield words("look-unconfirmed", count=len(looks.unconfirmed), year=year)
        yield from (f"  {key}" for key in looks.unconfirmed)
    if looks.links:
        yield words("look-links", count=len(looks.links))
        yield from (f"  {name}: {url}" for name, url in looks.links)


def _of_screens(looks: Looks) -> Iterator[str]:
    others = [name for name in looks.captures if name not in looks.shows_name]
    for key, names in (("shows-name", looks.shows_name), ("captures", others)):
        if names:
            yield words(f"look-{key}", count=len(names), names=", ".join(names))
    for key, names in (("unseen", looks.unseen), ("labels", looks.labels)):
        if names:
            yield words(f"look-{key}", count=len(names))


def _of_languages(looks: Looks, year: str) -> Iterator[str]:
    if looks.unsaid:
        yield words("look-unsaid", languages=", ".join(looks.unsaid))
    if looks.open:
        count = sum(number for _, _, number in looks.open)
        pages = ", ".join(f"{language} {page} {number}" for language, page, number in looks.open)
        yield words("look-open", count=count, pages=pages)
    if looks.unreviewed:
        yield words("look-unreviewed", languages=", ".join(looks.unreviewed), year=year)


def list_text(found: overview.Overview) -> str:
    """A line for each edition."""
    heads = [words(f"col-{key}") for key in ("year", "state", "certificate", "manuals", "unconfirmed")]
    return "\n".join(columns([heads, *(_listed(row) for row in found.rows)]))


def _listed(row: overview.Row) -> list[str]:
    state = words(f"state-{row.state}")
    if row.edition is None:
        return [row.year, state, words("unreadable"), "", ""]
    edition = row.edition
    manuals = ", ".join(
        f"{n} Ver.{m.number} ({m.corrected or m.published})" for n, m in edition.manuals.items()
    )
    return [row.year, state, edition.certificate.id, manuals, str(len(edition.unconfirmed))]


def list_json(found: overview.Overview) -> str:
    """The same for machines, with every unconfirmed fact."""
    editions = [{"year": row.year, "state": row.state, **_facts(row.edition)} for row in found.rows]
    return json.dumps({"editions": editions}, ensure_ascii=False, indent=2)


def _facts(edition: Edition | None) -> dict[str, object]:
    if edition is None:
        return {"certificate": None}
    manuals = {
        n: {
            "version": m.version,
            "published": str(m.published),
            "correction": m.correction,
            "corrected": m.corrected and m.corrected.isoformat(),
        }
        for n, m in edition.manuals.items()
    }
    said = {key: review.model_dump(mode="json") for key, review in edition.confirmed.items()}
    facts = {"unconfirmed": list(edition.unconfirmed), "confirmed": said}
    return {"certificate": edition.certificate.id, "manuals": manuals, **facts}


def confirmed_text(done: Confirmed) -> str:
    """What was recorded, and what is left."""
    lines = [words("confirmed", file=Place.of(done.path).file, keys=", ".join(done.keys))]
    left = words("left", count=len(done.left), keys=", ".join(done.left)) if done.left else words("none-left")
    return "\n".join([*lines, left])
