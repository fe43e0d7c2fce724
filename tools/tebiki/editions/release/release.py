"""The release itself: what may be released, the commit, the files, the record, in that order.

Nothing is changed before all files are made and found right. Then: conf.py, the branch, the
files, the record. Stopped anywhere and run again, it goes on: what is there already is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ... import __version__
from ...content.edition import Edition
from ...content.project import Project
from ...content.project_folders import ProjectFolders
from ...content.releases import (
    Release,
    facts_hash,
    load_releases,
    load_review,
    versions,
)
from ...content.sums import SUMS, read_sums
from ...content.write_files import write_together
from ...errors import Place, Problem, TebikiError, UsageError, fail
from ...log import timed
from ...messages import say, tell
from ...pipeline.publish import publish, staging_folder
from ...pipeline.record import files_of
from ...stages import enter_stage
from ..approval_number import make_number, read_number
from ..chosen_year import chosen_year
from ..compare.page_record import PICTURES
from ..compare.released import NoComparisonError, find_record, obtain_record
from ..engine import CONTRACT
from ..git import Repository
from ..rebuild import Runner, build_of_commit, exported, maker, python_of, run_of_commit
from ..required_changes import deleted_rows
from ..sent_on import SentOn, find_sent
from .approved_draft import find_approved_draft
from .archive import obtain_archive
from .current_edition import NotPlainError, with_edition
from .needs import left_placeholders, undecided_needs, undecided_walks
from .options import FirstBefore, Wish, write_first
from .record import RECORDS, find_before, record_name, record_text, restored, sums_name
from .refusals import CONTENT, on_no_branch, other_papers, rewritten, unfit_files, unreleasable


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for."""

    year: str | None
    approved: date | None
    approval: str | None
    #: The number on the papers that were signed, however it was typed.
    check_number: str | None = None
    by: str | None = None
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """A release: its files, and its record."""

    folder: Path
    release: Release
    year: str
    #: Whether the commit with the record has left this machine.
    sent: SentOn | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """A project, and the edition of it that is to be released."""

    project: Project
    repository: Repository
    edition: Edition
    released: tuple[Release, ...]

    @property
    def root(self) -> Path:
        return self.project.root

    @property
    def year(self) -> str:
        return str(self.edition.year)

    @property
    def number(self) -> int:
        return len(self.released) + 1

    @property
    def tag(self) -> str:
        return f"edition-{self.year}" + (f"-{self.number}" if self.number > 1 else "")


def release(root: Path, asked: Asked, told: Callable[[str], None]) -> Done:
    """Release an edition. Raises `TebikiError` with all that keeps it from being released."""
    if not asked.approved or not asked.approval:
        raise UsageError([Problem("release/approval", Place("tebiki release"), {})])
    if not asked.check_number:
        raise UsageError([Problem("release/check-number", Place("tebiki release"), {})])
    number = read_number(asked.check_number)
    enter_stage("release/look")
    repository = Repository.of(root)
    restored(repository, root)
    project = Project(root)
    year = chosen_year(project, asked.year, "release", of="")
    work = _Work(project, repository, project.edition_of(year), load_releases(project.docs, year))
    for one in work.released:  # of a release that was stopped before its last step
        repository.tag(one.tag, one.commit, _tagged(year, one))
    target, place = project.dist / year, Place.of(project.edition_file(year))
    if refused := [*_refused(work, number), *strange(target)]:
        raise TebikiError(refused)
    recovered = _recover_before(work, told)
    commit, conf = _prepared(work, recovered)
    with (
        TemporaryDirectory(prefix="tebiki-") as folder,
        staging_folder(target, project=root, on_wait=lambda pid: told(say("build/waiting", pid=pid))) as new,
    ):
        review = load_review(project.docs, year) or fail("release/no-review", place, year=year)
        wish = Wish(year, work.number, str(asked.approved), asked.approval, commit, asked.held)
        wish = replace(wish, draft=review.files, output=str(new), record=str(Path(folder) / "record"))
        enter_stage("release/make")
        kept = find_approved_draft(project, year, review, exported(root, commit), conf)
        wish = replace(wish, approved_draft="" if kept is None else str(kept))
        made_by_commit(root, wish, Path(folder), told)
        enter_stage("release/put")
        done, listed = _record(work, commit, asked, number), (new / SUMS).read_bytes()
        if found := list(strange(target)):  # put there meanwhile
            raise TebikiError(found)
        changed = {**recovered, **({"conf.py": conf} if conf is not None else {})}
        if changed:
            write_together([(root / name, data) for name, data in changed.items()])
        repository.advance(commit)
        publish(new, target)
        _keep(work, done, {**_recorded(work, Path(wish.record)), **_sums(work, listed)})
    repository.tag(done.tag, commit, _tagged(year, done))
    return Done(target, done, year, find_sent(root, f"{RECORDS}/{record_name(year)}"))


def _tagged(year: str, one: Release) -> str:
    text = say("release/tag", year=year, approval=one.approval, approved=one.approved)
    return text if one.check_number is None else text + say("release/tag-number", number=one.check_number)


def made_by_commit(root: Path, wish: Wish, folder: Path, told: Callable[[str], None]) -> None:
    """Have the engine of the commit make all files of a release, and the record of its pages.

    ``folder``: for what it needs besides. Its packages must be those that are installed here.
    """
    wish = _with_archive(root, wish, folder, told)
    told(say("release/making", commit=wish.commit[:12]))
    wish.write(folder / "wish.json")
    run_of_commit(root, wish.commit, ["release", "--make", str(folder / "wish.json")], told)


def made_again(root: Path, wish: Wish, release: Release, folder: Path, told: Callable[[str], None]) -> None:
    """The same of a release of the past: by the contract and with the packages that it was made by.

    Raises `TebikiError`; exit code 3 where its environment cannot be had here.
    """
    python = python_of(exported(root, wish.commit), release, told)
    path = folder / "wish.json"
    if release.contract == 1:
        _write_first(root, wish, folder, path, told)
    else:
        _with_archive(root, wish, folder, told).write(path)
    told(say("release/making", commit=wish.commit[:12]))
    words = ["release", "--make", str(path)]
    run_of_commit(root, wish.commit, words, told, Runner(python, release.tebiki))


def _with_archive(root: Path, wish: Wish, folder: Path, told: Callable[[str], None]) -> Wish:
    archive = {}
    for old in map(str, Project(exported(root, wish.commit)).settings.archive):
        if old >= wish.year:  # its own archive.zip is made by this release, and is another one at the next
            place = Place.of(ProjectFolders(root).conf, key="archive")
            fail("release/archive-own", place, year=old, now=wish.year)
        obtain_archive(root, old, folder / old, told)
        archive[old] = str(folder / old)
    return replace(wish, archive=archive)


def _write_first(root: Path, wish: Wish, folder: Path, path: Path, told: Callable[[str], None]) -> None:
    """The first contract: the release before and the archive are built beforehand, each from its commit."""
    before = None
    if (found := find_before(root, wish.year, wish.number)) is not None:
        year, last = found
        site = folder / "before"
        told(say("release/before", year=year))
        options = [] if year == wish.year else ["--language=ja"]
        build_of_commit(root, last, site, options, report=told)
        before = FirstBefore(year, str(last.approved), str(exported(root, last.commit)), str(site))
    write_first(_with_archive(root, wish, folder, told), before, path)


@timed("editions", "record of the release before")
def _recover_before(work: _Work, told: Callable[[str], None]) -> dict[str, bytes]:
    """Files of the record of the release before, where that was made before releases kept one.

    They become part of the commit, so that nobody needs to build that old commit once more. Empty
    where they are there, or cannot be had: then the approver must have been told so.
    """
    found = find_before(work.root, work.year, work.number)
    if found is None or find_record(work.root, *found) is not None:
        return {}
    year, last = found
    try:
        record = obtain_record(work.root, year, last, told)
    except NoComparisonError as error:
        review = load_review(work.project.docs, work.year)
        if review is None or review.compared:
            raise
        told("\n".join(tell(problem) for problem in error.problems))
        return {}
    return files_of_record(record.folder, year, last.number)


def files_of_record(folder: Path, year: str, number: int) -> dict[str, bytes]:
    """Each file of a record by its name in the project; pictures are shared by all releases."""
    found = {}
    for name in files_of(folder):
        own = "" if name.startswith(f"{PICTURES}/") else f"{year}-{number}/"
        found[f"{RECORDS}/{own}{name}"] = (folder / name).read_bytes()
    return found


def _refused(work: _Work, number: str) -> Iterator[Problem]:
    """What keeps an edition from being released before anything is built."""
    project, year = work.project, work.year
    yield from unreleasable(project, work.edition, work.released)
    yield from on_no_branch(work.repository)
    yield from rewritten(project, work.edition)
    yield from left_placeholders(project, work.edition)
    yield from undecided_needs(work.edition, project.settings, project.edition_file(year))
    yield from undecided_walks(project, work.edition)
    yield from deleted_rows(project, year)
    yield from _unreviewed(work, number)
    yield from unfit_files(project, work.repository)


def strange(target: Path) -> Iterator[Problem]:
    """Files in the old output that no release has written, or that somebody has changed since: they stay."""
    try:
        known = read_sums((target / SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    for name, digest in files_of(target).items():
        if name != SUMS and known.get(name) != digest:
            yield Problem("release/strange", Place.of(target / name), {})


def _unreviewed(work: _Work, number: str) -> Iterator[Problem]:
    """Whether an approver was given this edition, in these versions, and has signed its papers."""
    review = load_review(work.project.docs, work.year)
    found = [*other_papers(work.project, work.edition, review)]
    yield from found
    if review is not None and not found and number != make_number(review):
        yield Problem("release/other-number", Place("--check-number"), {"year": work.year, "number": number})


@timed("editions", "commit prepared")
def _prepared(work: _Work, more: Mapping[str, bytes]) -> tuple[str, bytes | None]:
    """The commit to be released, and conf.py as it is there, if it changes. ``more``: files to add."""
    conf, texts = None, dict(more)
    if work.project.current != work.year:
        path = work.project.conf
        try:
            conf = with_edition(path.read_bytes().decode("utf-8"), work.year).encode()
        except NotPlainError:
            fail("release/conf", Place.of(path, key="tebiki_edition"), year=work.year)
        texts["conf.py"] = conf.replace(b"\r\n", b"\n")
    message = say("release/commit", year=work.year, versions=_versions(work.edition))
    return work.repository.prepare(CONTENT, message, texts), conf


def _versions(edition: Edition) -> str:
    return ", ".join(f"{name} Ver.{version}" for name, version in versions(edition).items())


def _record(work: _Work, commit: str, asked: Asked, number: str) -> Release:
    content = exported(work.root, commit)
    made_by = maker(content)
    return Release.model_validate(
        {
            "number": work.number,
            "approved": asked.approved,
            "approval": asked.approval,
            "by": asked.by,
            "check_number": number,
            "held": asked.held,
            "commit": commit,
            "tag": work.tag,
            "edition_sha256": facts_hash(content / "docs", work.year),
            "engine_sha256": made_by.engine,
            "lock_sha256": made_by.lock,
            "tebiki": __version__,
            "platform": made_by.platform,
            "manuals": dict(versions(work.edition)),
            "contract": CONTRACT,
        }
    )


def _recorded(work: _Work, folder: Path) -> dict[str, bytes]:
    return files_of_record(folder, work.year, work.number)


def _sums(work: _Work, listed: bytes) -> dict[str, bytes]:
    return {f"{RECORDS}/{sums_name(work.year, work.number)}": listed}


def _keep(work: _Work, done: Release, files: Mapping[str, bytes]) -> None:
    """Write the record and commit it; from then on the edition is released."""
    text = record_text((*work.released, done)).encode()
    texts = {**files, f"{RECORDS}/{record_name(work.year)}": text}
    message = say("release/recorded", year=work.year, versions=_versions(work.edition))
    commit = work.repository.prepare([], message, texts)
    (work.root / RECORDS).mkdir(exist_ok=True)
    write_together([(work.root / name, data) for name, data in texts.items()])
    work.repository.advance(commit)
