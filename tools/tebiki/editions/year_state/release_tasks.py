"""How far the tasks of the last two groups are: comparison, papers, approval, release, what follows."""

from __future__ import annotations

from ...content.settings import Settings
from ...messages import Said
from .evidence import Evidence
from .progress import Progress, day_said


def compare_progress(found: Evidence, settings: Settings) -> Progress:
    """The comparison with what was out before was made of the content as it is."""
    if found.compared or papers_progress(found, settings).state == "done":
        return Progress("done", Said("todo/detail-compared"))
    if found.compared is False:
        return Progress("partly", Said("todo/detail-compared-before"), settled=False)
    return Progress("possible", Said("todo/detail-compare"), settled=False)


def papers_progress(found: Evidence, settings: Settings) -> Progress:
    """The approver's papers are of these versions, decisions and texts."""
    del settings
    first = next((problem.code for problem in found.papers), None)
    if first == "release/no-review":
        return Progress("possible", Said("todo/detail-papers"), settled=False, blocks=found.papers)
    if first is not None or found.papers_fit is False:
        return Progress("partly", Said("todo/detail-papers-old"), settled=False, blocks=found.papers)
    number = {"number": found.number or ""}
    code = "todo/detail-papers-done" if found.papers_fit else "todo/detail-papers-elsewhere"
    return Progress("done", Said(code, number))


def approval_progress(found: Evidence, settings: Settings) -> Progress:
    """The approval's day and number are noted, for the papers that were made last."""
    del settings
    kept = found.approval
    if kept is None and found.is_out and found.released:
        last = found.released[-1]
        values = {"on": day_said(last.approved), "approval": last.approval}
        return Progress("done", Said("todo/detail-approved", values))
    if kept is None:
        since = found.papers_since
        code = "todo/detail-approval" if since is None else "todo/detail-approval-since"
        values = {"number": found.number or "", "since": "" if since is None else day_said(since)}
        return Progress("waiting", Said(code, values), settled=False, since=since)
    if kept.check_number != found.number:
        values = {"typed": kept.check_number, "number": found.number or ""}
        return Progress("stopped", Said("todo/detail-approval-other", values), settled=False)
    values = {"on": day_said(kept.approved), "approval": kept.approval}
    return Progress("done", Said("todo/detail-approved", values))


def release_progress(found: Evidence, settings: Settings) -> Progress:
    """What the edition says now is released."""
    del settings
    if found.is_out and found.released:
        last = found.released[-1]
        values = {"on": day_said(last.approved), "approval": last.approval}
        return Progress("done", Said("todo/detail-released", values))
    if found.name.kind == "earlier":
        return Progress("done", Said("todo/detail-released-before"))
    if found.outside:
        detail = Said("todo/detail-outside")
        return Progress("stopped", detail, settled=False, blocks=found.outside)
    return Progress("possible", Said("todo/detail-release"), settled=False)


def handed_progress(found: Evidence, settings: Settings) -> Progress:
    """Somebody said that the last release was handed to whoever runs the website."""
    del settings
    if found.name.kind == "earlier":
        return Progress("done", Said("todo/detail-handed-earlier"))
    kept = found.handed
    if kept is not None and kept.release == len(found.released):
        return Progress("done", Said("todo/detail-handed", {"on": day_said(kept.on)}))
    if not found.in_dist:
        return Progress("partly", Said("todo/detail-dist-lost"), settled=False)
    return Progress("possible", Said("todo/detail-hand"), settled=False)


def sent_progress(found: Evidence, settings: Settings) -> Progress:
    """The record has left this machine, as far as git knows."""
    del settings
    if found.sent is None:
        return Progress("stopped", Said("todo/detail-sent-unknown"), settled=False)
    if found.sent.state == "sent":
        return Progress("done", Said("todo/detail-sent", {"to": found.sent.to or ""}))
    since = found.released[-1].approved if found.released else None
    return Progress("waiting", Said(f"todo/detail-sent-{found.sent.state}"), settled=False, since=since)
