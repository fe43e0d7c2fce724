"""Whether an output is the one of these sources: there, whole, as it was built, of this edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..checks.city import City
from ..content.output_names import INDEX, folder, page_file
from ..content.project_folders import ProjectFolders
from ..errors import Place, Problem
from ..output.site_files import SiteFiles
from ..pipeline import record
from ..pipeline.key import Parts, parts_of
from ..pipeline.request import Request

#: Files of a folder that are named in one finding; more are counted.
_NAMED = 5
#: The part of a record that says which edition was asked for by name.
_EDITION = "--edition"


def state(root: Path, files: SiteFiles, city: City) -> Iterator[Problem]:
    """What is wrong with an output's ``files`` as a whole (``site/…``); rules look at what is in them."""
    site = files.folder
    place = Place.of(site)
    if not site.is_dir():
        yield Problem("site/missing", place, {})
        return
    if not files.files:
        yield Problem("site/empty", place, {})
        return
    yield from _half(site, city)
    known = record.last(ProjectFolders(root).cache, site)
    if known is None:
        yield Problem("site/unrecorded", place, {})
        return
    now, year = parts_of(root, Request(root).asked), str(city.edition.year)
    built = known.parts.get(_EDITION, "None").strip("'")
    if built not in ("None", year):
        yield Problem("site/edition", place, {"built": built, "year": year})
    elif changed := _changed(now, known.parts):
        yield Problem("site/stale", place, {"files": _some(changed), "count": len(changed)})
    elif not known.whole:
        yield Problem("site/stale", place, {"files": "?", "count": 1})
    for name, code in _differing(known.files, files.hashes):
        yield Problem(code, Place.of(site / name), {})


def _changed(now: Parts, was: Parts) -> list[str]:
    """What differs of what an output is made of; which options asked for it all is no matter."""
    options = {f"--{name}" for name in ("language", "manual", "format")}
    names = {name for name in now.keys() | was.keys() if not name.startswith("--") or name in options}
    return sorted(name for name in names if now.get(name) != was.get(name))


def _differing(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted(was.keys() | now.keys()):
        if name not in now:
            yield name, "site/lost"
        elif name not in was:
            yield name, "site/strange"
        elif was[name] != now[name]:
            yield name, "site/changed"


def _half(site: Path, city: City) -> Iterator[Problem]:
    """Pages that every site has, language by language. PDFs are asked for by the rules of a page."""
    for code in city.languages:
        wanted = [page_file(name) for name in (INDEX, *city.edition.manuals)]
        missing = [name for name in wanted if not (site / folder(code) / name).is_file()]
        if missing:
            yield Problem("site/half", Place.of(site / folder(code)), {"files": _some(missing)})


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f", … (+{more})" if more > 0 else "")
