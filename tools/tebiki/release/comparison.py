"""The 新旧対照表 of a release: against the release before, both made from their own commits."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ..compare.make import write
from ..compare.sides import publication, read_side, released_on
from ..compare.table import Form
from .wish import Wish

#: Below the release's folder.
COMPARISON: Final = "comparison"


def write_comparison(root: Path, site: Path, wish: Wish, folder: Path) -> None:
    """Write page, pictures and PDF of the table into ``folder``.

    ``root``: the exported content with ``site``, its finished site. Within an edition the form is
    that of a correction (正誤表).
    """
    before = wish.before
    assert before is not None
    new = read_side(site, publication(root, wish.year), released_on(wish.approved), released=True)
    old_here = publication(Path(before.root), before.year)
    old = read_side(Path(before.site), old_here, released_on(before.approved), released=True)
    corrects = before.year == wish.year
    name = wish.year if corrects else f"{before.year}-{wish.year}"
    folder.mkdir()
    write((new, old), name, Form("errata" if corrects else "sides"), (folder, root / "build" / ".cache"))
