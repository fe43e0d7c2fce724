"""All files of a release, made from the content of one commit, in a folder where nothing was made before.

Both `tebiki release` and `tebiki release verify` run this, each time by the engine of that commit.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from .. import __version__
from ..build.job import REFUSED
from ..build.key import file_hash
from ..build.record import files_of
from ..build.run import Outcome, Request, build
from ..build.site import Site
from ..check.tree import read_tree
from ..compare.sides import publication
from ..errors import Place, Problem, TebikiError
from ..guard.run import findings
from ..handover.finished import Finished
from ..handover.write import write
from ..history.edition import maker
from ..messages import say
from ..model.release import versions
from .archive import with_archive
from .comparison import COMPARISON, write_comparison
from .proof import check_approved, check_final, spoken
from .wish import Wish

SUMS: Final = "SHA256SUMS"
MANIFEST: Final = "manifest.json"
#: What stands in the folder besides the handover, and what it is for; the index tells it, in Japanese.
_COMPARED: Final = ((f"{COMPARISON}/", "前に発行したものとの違い（新旧対照表、正誤表）です。"),)
_PARTS: Final = (
    (MANIFEST, "何から、何を使って作ったかの記録です。"),
    (SUMS, "すべてのファイルの検査用の値（SHA-256）です。"),
)
#: Whom it tells what is being done.
Say = Callable[[str], None]


def make(root: Path, wish: Wish, told: Say) -> None:
    """Fill ``wish.output`` from the content at ``root``, an exported commit.

    Raises `TebikiError` with everything that keeps the edition from being released.
    """
    folder = Path(wish.output)
    shutil.rmtree(root / "build", ignore_errors=True)  # of a run that was stopped; no cache is believed
    request = Request(root)
    outcome = build(request, told)
    site = Site.read(request)
    if str(site.edition.year) != wish.year:
        raise TebikiError([Problem("release/year", None, {"year": wish.year, "now": site.edition.year})])
    refused = [*_doubts(outcome, wish, site), *_wrong(root, outcome.target, wish)]
    refused += _unapproved(root, outcome.target, wish, site, told)
    refused += _unmarked(outcome.target, wish, site)
    if refused:
        raise TebikiError(refused)
    whole = root / "build" / "whole"
    if lost := with_archive(outcome.target, wish.archive, whole):
        raise TebikiError(lost)
    more = _PARTS if wish.before is None else (*_COMPARED, *_PARTS)
    write(Finished(whole, site.settings, site.edition, site.publications), folder, more=more)
    if wish.before is not None:
        told(say("release/comparing"))
        write_comparison(root, outcome.target, wish, folder / COMPARISON)
    _describe(folder, root, wish, site)


def _doubts(outcome: Outcome, wish: Wish, site: Site) -> Iterator[Problem]:
    """Facts that are printed and that nobody vouches for; manuals that would be notices."""
    assert outcome.doubts is not None
    place = Place(f"docs/editions/{wish.year}.toml")
    for key in outcome.doubts.unconfirmed:
        where = Place(place.file, key=f"unconfirmed.{key}")
        yield Problem("release/unconfirmed", where, {"key": key, "year": wish.year})
    for language, manual in outcome.doubts.held:
        if language not in wish.held:
            yield Problem("release/held", None, {"language": language, "manual": manual})
    for language in wish.held:
        if language not in site.languages:
            values = {"language": language, "known": ", ".join(site.languages)}
            yield Problem("release/no-language", Place("--held"), values)


def _wrong(root: Path, site: Path, wish: Wish) -> Iterator[Problem]:
    """What `tebiki check` refuses."""
    yield from (finding.problem for finding in findings(root, site, wish.year, REFUSED))


def _unapproved(root: Path, final: Path, wish: Wish, site: Site, told: Say) -> list[Problem]:
    """Whether this is what was approved: the same draft, and nothing but its mark taken away."""
    if not wish.draft:
        return []
    told(say("release/proving"))
    draft = build(Request(root, edition=wish.year, stage="draft"), told).target
    return list(check_approved(draft, wish.draft)) or list(check_final(draft, final, site.publications))


def _unmarked(final: Path, wish: Wish, site: Site) -> Iterator[Problem]:
    """Manuals that say something else than in the last release of the edition, and are not corrected."""
    if wish.before is None or wish.before.year != wish.year:
        return
    old, before = publication(Path(wish.before.root), wish.year), Path(wish.before.site)
    for here in site.publications:
        for name, manual in here.edition.manuals.items():
            was = old.edition.manuals.get(name)
            if was is None or was.number != manual.number:
                continue
            pdf = Path(here.folder, here.pdf_name(name))
            if not (before / pdf).is_file():
                continue  # the language was not released before
            page = Path(here.folder, f"{name}.html")
            if not (final / pdf).is_file() or _shown(before, pdf, page) != _shown(final, pdf, page):
                values = {"manual": name, "year": wish.year}
                yield Problem("release/unmarked", Place(pdf.as_posix()), values)


def _shown(site: Path, pdf: Path, page: Path) -> tuple[object, ...]:
    """What a manual says and shows: the words of its PDF, and the pictures that its page shares with it."""
    tree = read_tree((site / page).read_text(encoding="utf-8"))
    pictures = [(site / page).parent / image.attrs["src"] for image in tree.iter("img")]
    return (*spoken(site / pdf), *(file_hash(picture) for picture in pictures))


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
    found = {name: digest for name, digest in files_of(folder).items() if name != SUMS}
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(found.items()))


def read_sums(text: str) -> dict[str, str]:
    """Name → hash, of such a list. Raises `ValueError` for a line of another form."""
    found = {}
    for line in text.splitlines():
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != hashlib.sha256().digest_size * 2:
            raise ValueError(line)
        found[name] = digest
    return found
