"""From ``tebiki check --online`` to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ...checks.registry import rules_in
from ...checks.rule import Finding, apply
from ...content.project import Project
from ...errors import TebikiError
from ...messages import Said, say
from ...output.built_pages import built_pages
from . import link_cache, rules
from .limits import Limits
from .link_cache import Look
from .links import Link, links_of_edition, links_of_page, once
from .lookups import look
from .rules import Looked


@dataclass(slots=True)
class Answer:
    """``lines``: one a link, with when it was looked at; for standard output."""

    lines: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def run(
    root: Path,
    site: Path,
    told: Callable[[str], None] = lambda _: None,
    *,
    anew: bool = False,
    limits: Limits | None = None,
) -> Answer:
    """Look at the links of the current edition and of the pages in ``site``.

    ``anew``: believe nothing that was seen before. Raises `TebikiError` where the project is
    wrong or ``site`` holds no page; a link that is wrong is a finding,
    and so is a page that cannot be read.
    """
    project = Project(root)
    answer = Answer()
    links = [*links_of_edition(project.edition, project.edition_file(project.year))]
    for name in built_pages(site):
        try:
            links += links_of_page(site, name)
        except TebikiError as error:
            answer.findings += [Finding(problem, "error") for problem in error.problems]
    links = once(links)
    looks = _looks([link.url for link in links], project.cache, told, limits or Limits(), anew=anew)
    for link, found, now in _with_age(links, looks):
        seen = found.seen
        why = Said(f"online/why-{seen.why}", {"status": seen.status}) if seen.why else None
        looked = Looked(link, seen, project.edition.hosts, age(found.on, now), why)
        answer.lines.append(say(f"online/{seen.state}-line", url=link.url, age=looked.age, end=seen.end))
        answer.findings.extend(apply(rules_in([rules]), looked))
    return answer


def _looks(
    urls: Sequence[str], cache: Path, told: Callable[[str], None], limits: Limits, *, anew: bool
) -> dict[str, Look]:
    """What is known of each address, from before or now; kept for the next time."""
    now = datetime.now(UTC)
    known = link_cache.load(cache)
    believed = {url: found for url, found in known.items() if url in urls and not anew and found.fresh(now)}
    asked = [url for url in urls if url not in believed]
    fresh = look(asked, limits, lambda url: told(say("online/looked", url=url))) if asked else {}
    now = datetime.now(UTC)
    looks = {**believed, **{url: Look(seen, now) for url, seen in fresh.items()}}
    link_cache.keep(cache, looks)
    return looks


def _with_age(links: Sequence[Link], looks: dict[str, Look]) -> Iterator[tuple[Link, Look, datetime]]:
    now = datetime.now(UTC)
    for link in links:
        yield link, looks[link.url], now


def age(on: datetime, now: datetime) -> Said:
    """When something was looked at."""
    seconds = (now - on).total_seconds()
    if seconds < 60:
        return Said("online/age-now")
    if seconds < 3600:
        return Said("online/age-minutes", {"n": int(seconds // 60)})
    if seconds < 86400:
        return Said("online/age-hours", {"n": int(seconds // 3600)})
    return Said("online/age-days", {"n": int(seconds // 86400)})
