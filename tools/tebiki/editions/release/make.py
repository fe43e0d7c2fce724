"""All files of a release, made from the content of one commit, in a folder where nothing was made before.

Both `tebiki release` and `tebiki release verify` run this, each time by the engine of that commit.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from ... import __version__
from ...content.output_names import page_path
from ...content.project_folders import ProjectFolders
from ...content.publication import Publication
from ...content.releases import Release, versions
from ...content.sums import SUMS, format_sums
from ...content.write_files import zipped
from ...errors import Place, Problem, TebikiError
from ...handover.finished import Finished
from ...handover.notes import ReleaseNote, notes
from ...handover.write import NOTES, write
from ...log import timed
from ...messages import say
from ...output.pdf_codes import count_pages
from ...pipeline.build import Outcome, build
from ...pipeline.record import files_of
from ...pipeline.request import Request
from ...pipeline.site import Site
from ...pipeline.workers import resident_server
from ...plain import is_plain
from ...stages import count_within, enter_stage
from ..compare.changes import compare_pages
from ..compare.compare import Written
from ..compare.page_record import PageRecord, read_pages, write_record
from ..compare.released import find_record
from ..engine import CONTRACT
from ..rebuild import maker
from ..shared_reading import shared_reading
from .approved_draft import copy_approved
from .archive import ARCHIVE_ZIP, with_archive
from .check_beside import checked_beside, refused_by_check
from .comparison import COMPARISON, edition_before, write_comparison, write_first_comparison
from .handed_over import plan_release
from .options import Wish
from .proof import check_approved, check_final
from .record import find_before
from .refusals import held_manuals, unconfirmed_facts

MANIFEST: Final = "manifest.json"
#: What stands in the folder besides the handover, and what it is for; the index tells it, in Japanese.
_COMPARED: Final = ((f"{COMPARISON}/", "前に発行したものとの違い（新旧対照表、正誤表）です。"),)
_PARTS: Final = (
    (ARCHIVE_ZIP, "来年度から、サイトに「前の版」として残すときに使います。公開はしません。"),
    (MANIFEST, "何から、何を使って作ったかの記録です。"),
    (SUMS, "すべてのファイルの検査用の値（SHA-256）です。"),
)
#: Whom it tells what is being done.
Say = Callable[[str], None]


def make(root: Path, wish: Wish, told: Say) -> None:
    """Fill ``wish.output`` from the content at ``root``, an exported commit.

    Raises `TebikiError` with everything that keeps the edition from being released.
    """
    # Of a run that was stopped: no cache is believed.
    shutil.rmtree(ProjectFolders(root).build, ignore_errors=True)
    with shared_reading() as shared, resident_server():
        _make(Request(root, shared=shared), wish, told)


def _make(request: Request, wish: Wish, told: Say) -> None:
    root, folder = request.root, Path(wish.output)
    outcome = build(request, told)
    site = Site.open(request)  # the build has just verified it
    if str(site.edition.year) != wish.year:
        raise TebikiError([Problem("release/year", None, {"year": wish.year, "now": site.edition.year})])
    refused = [*_doubts(outcome, wish, site), *_judged(request, outcome.target, wish, site, told)]
    before = find_before(root, wish.year, wish.number)
    refused += _unmarked(root, outcome.target, site, before)
    if refused:
        raise TebikiError(refused)
    enter_stage("release/hand")
    whole = ProjectFolders(root).build / "whole"
    if lost := with_archive(outcome.target, wish.archive, whole):
        raise TebikiError(lost)
    earlier = edition_before(root, wish.year) if before is None else None
    more = _PARTS if before is None and earlier is None else (*_COMPARED, *_PARTS)
    finished = Finished(whole, site.settings, site.edition, site.publications)
    plan = plan_release(root, wish, finished.first_day)
    write(finished, folder, more=more, plan=plan)
    compared = _compare(root, outcome.target, wish, before, earlier, told=told)
    text = notes(finished, _note(wish, compared))
    (folder / NOTES).write_text(text, encoding="utf-8", newline="\n")
    _keep_for_later(request, outcome.target, wish, site, told)
    _describe(folder, root, wish, site)


def _compare(  # noqa: PLR0913 -- what is compared with what, and who is told
    root: Path,
    final: Path,
    wish: Wish,
    before: tuple[str, Release] | None,
    earlier: str | None,
    *,
    told: Say,
) -> Written | None:
    """Write the comparison with the release before, else with the edition before; None without any."""
    if before is None and earlier is None:
        return None
    told(say("release/comparing"))
    place = Path(wish.output) / COMPARISON
    if before is not None:
        return write_comparison(root, final, wish, before, place)
    assert earlier is not None
    return write_first_comparison(root, final, wish, earlier, folder=place, progress=told)


def _note(wish: Wish, compared: Written | None) -> ReleaseNote:
    """What the notes tell of this release."""
    approved = date.fromisoformat(wish.approved)
    if compared is None:
        return ReleaseNote(approved, wish.approval)
    path, pages = f"{COMPARISON}/{compared.pdf.name}", count_pages(compared.pdf)
    return ReleaseNote(approved, wish.approval, compared.groups, compared.count, path, pages)


@timed("editions", "pages recorded, archive made")
def _keep_for_later(request: Request, final: Path, wish: Wish, site: Site, told: Say) -> None:
    """Make what later years need: the pages as data, and the site as it will stand in the archive."""
    told(say("release/keeping"))
    write_record(final, site.publications, files_of(final), Path(wish.record))
    over = build(replace(request, edition=wish.year, stage="archive"), told).target
    month = max(manual.published for manual in site.edition.manuals.values())
    contents = {name: (over / name).read_bytes() for name in files_of(over)}
    packed = zipped(contents, (month.year, month.month, 1, 0, 0, 0))
    (Path(wish.output) / ARCHIVE_ZIP).write_bytes(packed)


def _doubts(outcome: Outcome, wish: Wish, site: Site) -> Iterator[Problem]:
    """Facts that are printed and that nobody vouches for; manuals that would be notices."""
    assert outcome.doubts is not None
    yield from unconfirmed_facts(site.edition, site.settings, outcome.doubts.unconfirmed)
    yield from held_manuals(outcome.doubts.held, wish.held)
    for language in wish.held:
        if language not in site.languages:
            values = {"language": language, "known": ", ".join(site.languages)}
            yield Problem("release/no-language", Place("--held"), values)


def _judged(request: Request, final: Path, wish: Wish, site: Site, told: Say) -> list[Problem]:
    """What `tebiki check` refuses, then what was not approved."""
    enter_stage("release/check")
    if is_plain():
        return [
            *refused_by_check(request.root, final, wish.year),
            *_unapproved(request, final, wish, site, told),
        ]
    with checked_beside(request.root, final, wish.year) as refused:
        unapproved = _unapproved(request, final, wish, site, told)
        return [*refused(), *unapproved]


@timed("editions", "draft compared with what was approved")
def _unapproved(request: Request, final: Path, wish: Wish, site: Site, told: Say) -> list[Problem]:
    """Whether this is what was approved: the same draft, and nothing but its mark taken away.

    Where the draft that was approved proves that by itself, it is not made once more.
    """
    if not wish.draft:
        return []
    told(say("release/proving"))
    enter_stage("release/prove")
    if wish.approved_draft and (kept := copy_approved(Path(wish.approved_draft), request.root)) is not None:
        proven = list(check_approved(kept, wish.draft)) or list(
            check_final(kept, final, site.publications, _count_files)
        )
        if not proven:
            return []
    draft = build(replace(request, edition=wish.year, stage="draft"), told).target
    return list(check_approved(draft, wish.draft)) or list(
        check_final(draft, final, site.publications, _count_files)
    )


def _count_files(number: int, total: int) -> None:
    count_within(number, total, "file")


def _unmarked(root: Path, final: Path, site: Site, before: tuple[str, Release] | None) -> list[Problem]:
    """Within an edition nothing changes unmarked; not asked where an approver signed for no comparison."""
    if before is None or before[0] != str(site.edition.year):
        return []
    record = find_record(root, *before)
    return [] if record is None else list(unmarked(final, site.publications, record))


def unmarked(final: Path, publications: Sequence[Publication], record: PageRecord) -> Iterator[Problem]:
    """Manuals of a site that say or show something else than in the release that ``record`` is of.

    Those that carry another number than there, or were not there in that language, are left out.
    """
    for here in publications:
        if here.language in record.languages:
            for name in _changed_unmarked(final, here, record):
                place = Place(page_path(here.language, name))
                yield Problem("release/unmarked", place, {"manual": name, "year": here.edition.year})


def _changed_unmarked(final: Path, here: Publication, record: PageRecord) -> Iterator[str]:
    """Manuals in one language whose words, links or pictures changed under the number that they had."""
    old, new = record.read_pages(here.language), read_pages(final, here)
    for name, manual in here.edition.manuals.items():
        was = record.manuals.get(name)
        if was is None or was.number != manual.number:
            continue
        compared = compare_pages(new.get(name), old.get(name))
        if compared.changes or compared.renumbered:
            yield name


def _describe(folder: Path, root: Path, wish: Wish, site: Site) -> None:
    """Write the hashes, and what has made all this from what."""
    made_by = maker(root)
    table = {
        "edition": wish.year,
        "release": wish.number,
        "approved": wish.approved,
        "approval": wish.approval,
        "commit": wish.commit,
        "certificate": site.edition.certificate.id,
        "manuals": dict(versions(site.edition)),
        "languages": list(site.languages),
        "contract": CONTRACT,
        "tebiki": __version__,
        "engine_sha256": made_by.engine,
        "lock_sha256": made_by.lock,
        "platform": made_by.platform,
        "files": files_of(folder),
    }
    text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8", newline="\n")


def sums(folder: Path) -> str:
    """The hashes of all files of a folder, as ``sha256sum`` writes and checks them."""
    return format_sums(files_of(folder))
