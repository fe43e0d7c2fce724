"""The folder for a CMS: bodies, pictures, their list, the article; looked at before it may be handed over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..checks.registry import rules_of
from ..checks.rule import Finding, apply
from ..checks.subjects.body import CmsBody
from ..content.fact_names import name_fact
from ..content.settings import Cms
from ..errors import Problem, TebikiError
from .addresses import Addresses
from .article import article
from .bodies import Made, addresses, bodies
from .finished import Finished
from .pictures import Listed, as_csv, as_html, listed
from .plan import Plan

CMS: Final = "cms"


@dataclass(frozen=True, slots=True)
class WrittenCms:
    """What was written. ``made``: none while no place is known; ``told``: what staff should know."""

    made: tuple[Made, ...]
    pictures: tuple[Listed, ...]
    article: str | None
    told: tuple[Problem, ...]


def write_cms(finished: Finished, folder: Path, options: Cms, plan: Plan | None = None) -> WrittenCms:
    """Fill the folder ``cms``. Raises `TebikiError` (``cms/…``).

    While no place is known, neither of the CMS nor of a site, there are no bodies and no article: every
    link and picture in them would lead nowhere.
    """
    plan = plan or Plan()
    named = plan.places.addresses
    where = addresses(finished, options, up="", named=named)
    made = tuple(bodies(finished, options, named))
    rows = listed(finished.site, made)
    texts = _bodies(finished, options, where, made, plan) if where.known else {}
    found = list(_findings(texts, options))
    if problems := [one.problem for one in found if one.severity == "error"]:
        raise TebikiError(problems)
    texts |= {"pictures.csv": as_csv(rows), "pictures.html": as_html(rows)}
    for name, text in texts.items():
        _write(folder / name, text)
    for row in rows:
        (folder / "files").mkdir(exist_ok=True)
        shutil.copyfile(finished.site / row.path, folder / "files" / row.name)
    told = (*(one.problem for one in found), *_told(finished, plan, known=where.known))
    return WrittenCms(made if where.known else (), rows, texts.get("article.html"), told)


def _bodies(
    finished: Finished, options: Cms, where: Addresses, made: tuple[Made, ...], plan: Plan
) -> dict[str, str]:
    """What is pasted, by file."""
    words = article(finished, where, plan.day)
    texts = {body.name: body.html for body in made}
    texts |= {"article.html": words.as_html(options), "article.txt": words.as_text()}
    return texts | {"titles.csv": _titles(made)}


def body_subjects(finished: Finished, options: Cms) -> Iterator[CmsBody]:
    """The bodies as the rules look at them."""
    for body in bodies(finished, options):
        yield CmsBody(f"{CMS}/{body.name}", body.html, options)


def _findings(texts: dict[str, str], options: Cms) -> Iterator[Finding]:
    for name, text in texts.items():
        if name.endswith(".html"):
            yield from apply(rules_of(CmsBody), CmsBody(f"{CMS}/{name}", text, options))


def _titles(made: tuple[Made, ...]) -> str:
    """What goes into the CMS's field for the title, by file; for Excel."""
    rows = ((body.name, body.title.replace('"', '""')) for body in made)
    lines = ["ファイル,題名", *(f'{name},"{title}"' for name, title in rows)]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _told(finished: Finished, plan: Plan, *, known: bool) -> Iterator[Problem]:
    if not known:
        yield Problem("handover/base", None, {})
        return
    for key in ("contact.phone", "contact.mail"):
        if finished.edition.fact_at(key) is None:
            name = name_fact(finished.edition, finished.settings, key)
            yield Problem("handover/contact", None, {"name": name})
    if plan.day is None:
        yield Problem("handover/day", None, {})
