"""How far the tasks of the first two groups are: beginning, facts, screens, walks, translations."""

from __future__ import annotations

from typing import Final

from ...content.releases import opened
from ...content.settings import Settings
from ...messages import Said
from ..release.refusals import held_manuals, unconfirmed_facts
from .evidence import Evidence
from .progress import Progress, begun, day_said, joined, manual_said, rounded_minutes

#: Seconds that one fact, one screen and one manual take a person who has the papers at hand: rules of thumb.
_FACT, _SCREEN, _WALK = 90, 120, 2400
#: Manuals named in a detail; further ones are counted.
_NAMED: Final = 3


def begin_progress(found: Evidence, settings: Settings) -> Progress:
    """The edition was begun: its file is there. Of a correction: which manuals it corrects, of which day."""
    del settings
    if found.name.kind == "correction":
        names = opened(found.edition, found.released[-1])
        day = max(found.edition.manuals[name].issued for name in names)
        manuals = joined(manual_said(found.edition, name) for name in names)
        return Progress(
            "done", Said("todo/detail-begun-correction", {"manuals": manuals, "on": day_said(day)})
        )
    month = max(manual.published for manual in found.edition.manuals.values())
    values = {"id": found.edition.certificate.id, "year": month.year, "month": month.month}
    return Progress("done", Said("todo/detail-begun", {**values, "era": "".join(month.era)}))


def facts_progress(found: Evidence, settings: Settings) -> Progress:
    """Facts that are printed are confirmed; what readers need in trouble is there, or somebody decided."""
    edition = found.edition
    ready = [key for key in edition.unconfirmed if not edition.is_empty(key)]
    done, left, without = len(edition.confirmed), len(ready), len(edition.unconfirmed) - len(ready)
    blocks = (*unconfirmed_facts(edition, settings, ready), *found.placeholders, *found.needs)
    values = {"all": done + left + without, "done": done, "left": left, "without": without}
    code = "todo/detail-facts" if left else "todo/detail-facts-done"
    detail = Said(code, {**values, "more": _more_of_facts(without, found)})
    state = begun(done, left)
    if (found.placeholders or found.needs) and state == "done":
        state = "partly"
    minutes = rounded_minutes(left * _FACT) if left else None
    lacking = "todo/heading-facts-placeholder" if found.placeholders else "todo/heading-facts-needed"
    heading = "" if left else lacking
    return Progress(state, detail, not blocks, done, done + left, minutes, blocks, heading=heading)


def _more_of_facts(without: int, found: Evidence) -> Said | str:
    if found.placeholders:
        return Said("todo/detail-facts-placeholder", {"count": len(found.placeholders)})
    if found.needs:
        facts = found.needs[0].values["fact"]
        return Said("todo/detail-facts-needed", {"count": len(found.needs), "facts": facts})
    return Said("todo/detail-facts-without", {"count": without}) if without else ""


def screens_progress(found: Evidence, settings: Settings) -> Progress:
    """Each picture is a capture of today, or was compared with a real device. Keeps no release."""
    del settings
    total, seen = found.screens.total, found.screens.seen
    code = "todo/detail-screens" if total - seen else "todo/detail-screens-done"
    detail = Said(code, {"all": total, "done": seen, "left": total - seen})
    minutes = rounded_minutes((total - seen) * _SCREEN) if total - seen else None
    return Progress(begun(seen, total - seen), detail, done=seen, total=total, minutes=minutes)


def walks_progress(found: Evidence, settings: Settings) -> Progress:
    """Each manual was walked through on a device as it is, or somebody decided that it goes out without."""
    del settings
    edition = found.edition
    total, left = len(edition.manuals), len(found.walks)
    decided = sum(one.about.startswith("walked.") for one in edition.decisions)
    if left:
        names = [manual_said(edition, str(one.values["manual"])) for one in found.walks[:_NAMED]]
        detail = Said("todo/detail-walks", {"all": total, "left": left, "manuals": joined(names)})
    elif decided:
        detail = Said("todo/detail-walks-decided", {"all": total, "count": decided})
    else:
        detail = Said("todo/detail-walks-done", {"all": total})
    minutes = rounded_minutes(left * _WALK) if left else None
    return Progress(begun(total - left, left), detail, not left, total - left, total, minutes, found.walks)


def translate_progress(found: Evidence, settings: Settings) -> Progress:
    """Every message is translated; no manual of a language would be a mere notice."""
    counted = found.translations
    if counted is None:
        heading = "todo/heading-translate-counting"
        return Progress("possible", Said("todo/detail-counting"), settled=False, heading=heading)
    if counted.faults:
        detail = Said("todo/detail-translate-faults", {"count": counted.faults})
        return Progress("stopped", detail, settled=False, blocks=tuple(held_manuals(counted.held)))
    if not counted.open:
        code = "todo/detail-translate-done" if counted.languages else "todo/detail-translate-none"
        return Progress("done", Said(code, {"languages": len(settings.languages) - 1}), done=0, total=0)
    waiting, behind = found.translators_since, [one for one in counted.languages if one.open]
    values = {"languages": len(behind), "left": counted.open}
    blocks = tuple(held_manuals(counted.held))
    if waiting is not None:
        detail = Said("todo/detail-translate-waiting", {**values, "since": day_said(waiting)})
        return Progress("waiting", detail, not blocks, 0, counted.open, None, blocks, waiting)
    code = "todo/detail-translate-held" if blocks else "todo/detail-translate"
    detail = Said(code, {**values, "manuals": len(blocks)})
    return Progress("possible", detail, not blocks, 0, counted.open, None, blocks)
