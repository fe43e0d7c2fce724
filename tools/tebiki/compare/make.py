"""``tebiki edition compare``: both sides built, compared, written, put in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..adapt.report import write_report
from ..build.publish import publish, staging_folder
from ..errors import Place, Problem, UsageError
from ..history.edition import last_release
from ..model.ruby import plain
from .pictures import Pictures
from .report import Found, Head, find, report
from .sides import Built, built
from .table import Form, said

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be compared. ``new`` None: the working copy with the last release of ``old``."""

    old: str
    new: str | None = None
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The document's page and PDF, and how many changes it shows."""

    page: Path
    pdf: Path
    count: int


def compare(root: Path, wish: Wish, progress: Say) -> Made:
    """Make the document of a wish. Raises `TebikiError`; what was there then stays as it was."""
    check(root, wish)
    new, old = _sides(root, wish, progress)
    name = wish.old if wish.new is None else f"{wish.old}-{wish.new}"
    target = wish.output or root / "build" / "compare" / name
    with staging_folder(target, project=root, on_wait=lambda _: None) as staged:
        place = staged, root / "build" / ".cache"
        page, pdf, found = write((new, old), name, Form("errata" if wish.new is None else "sides"), place)
        publish(staged, target)
    return Made(target / page.name, target / pdf.name, found.count)


def check(root: Path, wish: Wish) -> None:
    """Refuse what cannot be compared. Raises `UsageError`."""
    if wish.new is None:
        if last_release(root, wish.old) is None:
            _refuse("no-release", year=wish.old)
    elif wish.new == wish.old:
        _refuse("same", year=wish.new)
    elif wish.new < wish.old:
        _refuse("backwards", old=wish.old, new=wish.new)


def _refuse(key: str, **values: str) -> None:
    raise UsageError([Problem(f"compare/{key}", Place("tebiki edition compare"), values)])


def _sides(root: Path, wish: Wish, progress: Say) -> tuple[Built, Built]:
    def of(year: str) -> Built:
        return built(root, year, "released" if last_release(root, year) else "working", progress)

    if wish.new is None:
        return built(root, wish.old, "working", progress), of(wish.old)
    return of(wish.new), of(wish.old)


def write(
    sides: tuple[Built, Built], name: str, form: Form, place: tuple[Path, Path]
) -> tuple[Path, Path, Found]:
    """Write the document's page and PDF; ``sides``: new and old; ``place``: the folder, and the cache."""
    new, old = sides
    title = plain(new.here.title.replace("\u200b", ""))
    head = Head(
        f"{'errata' if form.kind == 'errata' else 'comparison'}-{name}",
        said(f"title-{form.kind}"),
        said("subtitle", title=title, old=old.side.about[0], new=new.side.about[0]),
        max(manual.timestamp for manual in new.here.manuals),
    )
    with TemporaryDirectory(prefix="tebiki-compare-") as work:
        found = find(new.side, old.side, Pictures(Path(work)))
        page, pdf = write_report(report(head, (new.side, old.side), found, form), new.here, *place)
    return page, pdf, found
