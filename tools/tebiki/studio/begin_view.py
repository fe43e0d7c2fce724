"""What the rooms show in which a year begins: what was found, which devices, what would be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..content.calendar import Month
from ..content.catalogs.language_folder import SOURCE
from ..content.edition import Edition
from ..content.fact_names import name_fact
from ..content.language_names import japanese_name
from ..content.project import Project
from ..content.settings import in_language
from ..content.text_files import shown
from ..content.words import load_words
from ..editions.begin_year import BeginAnswers, YearPlan, find_warnings, likely_month
from ..editions.certificate_file import Inside
from ..editions.certificate_judgement import LONGEST, Use
from ..editions.certificate_reports import DeviceReport
from ..editions.device_outlook import DeviceOutlook, device_outlooks, other_reports
from ..editions.history_sentences import history_languages
from ..editions.next_year import ready_changes
from ..errors import Problem
from ..messages import language, remedy, say
from .words import room_texts, room_words

_ROOM: Final = "begin"
#: What is said of a file and asks for nothing.
_NOTES: Final = frozenset({"certificate/name-not-id", "certificate/names-differ"})


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """What is wrong, and what to do in a browser."""

    code: str
    text: str
    fix: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that the file says. ``mark``: ``caution`` where it is to be minded."""

    label: str
    value: str
    remark: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """The devices of a manual. ``outlook`` as in `DeviceOutlook`.

    ``basis``: what was reported or tried; ``sources``: the same reports, each with who made it.
    """

    device: str
    outlook: str
    basis: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceGroup:
    """Manuals whose history gets the same ready words: language, its name, what stands in the field."""

    number: int
    manuals: tuple[str, ...]
    names: tuple[str, ...]
    ready: Mapping[str, str]
    fields: tuple[tuple[str, str, str], ...]


def told(problem: Problem) -> ToldProblem:
    """A problem in words; the room's own remedy where that of the command names an option."""
    key = "fix-" + problem.code.replace("/", "-")
    if key in room_texts(_ROOM):
        fix: str | None = room_words(_ROOM, key, **problem.values)
    else:
        fix = remedy(problem)
    return ToldProblem(problem.code, say(problem.code, **problem.values), fix)


def all_told(problems: Sequence[Problem]) -> tuple[ToldProblem, ...]:
    """Problems in words, in their order."""
    return tuple(map(told, problems))


def fiscal_year(year: str) -> str:
    """A fiscal year as the office says it: 令和8年度（2026）."""
    era, number = Month(int(year), 5).era
    return room_words(_ROOM, "fiscal-year", era=era, number=number, year=year)


def month_in_words(month: Month) -> str:
    """A month in the language of the request."""
    return load_words(language()).month(month)


def _day(day: date) -> str:
    return load_words(language()).day(day)


def minded(project: Project, answers: BeginAnswers) -> tuple[ToldProblem, ...]:
    """What staff should know of the file, and do something about."""
    return worth_minding(find_warnings(project, answers))


def worth_minding(warnings: Sequence[Problem]) -> tuple[ToldProblem, ...]:
    """Warnings without those that ask for nothing."""
    return all_told([one for one in warnings if one.code not in _NOTES])


def findings(project: Project, answers: BeginAnswers, last: Edition, certificate: str) -> tuple[Found, ...]:
    """What the certificate's file says; without a file its name alone."""
    rows = [*_of_file(answers, certificate)] if answers.given else []
    before = last.certificate.id
    if answers.same_certificate:
        rows.append(Found(_word("row-last"), before, _word("last-same")))
    else:
        rows.append(Found(_word("row-last"), before, _word("last-other")))
    name = Found(_word("row-file"), certificate + project.settings.certificate_suffix)
    return (name, *rows)


def _of_file(answers: BeginAnswers, certificate: str) -> Iterator[Found]:
    given = answers.given
    if given is None:
        return
    inside = given.inside
    if inside.stored_name is None:
        yield Found(_word("row-name"), _word("no-name"), _word("name-typed", id=certificate))
    else:
        remark = _word("name-same" if inside.stored_name == certificate else "name-other")
        yield Found(_word("row-name"), shown(inside.stored_name, LONGEST), remark)
    yield _validity(answers, inside)
    yield Found(_word("row-subject"), shown(inside.subject or _word("not-read"), LONGEST))


def _validity(answers: BeginAnswers, inside: Inside) -> Found:
    last_day = Use("", int(answers.year), Month(int(answers.year), 4)).last_day
    span = _word("span", first=_day(inside.not_before), last=_day(inside.not_after))
    enough = inside.not_after >= last_day
    remark = _word("span-enough" if enough else "span-short", end=_day(last_day))
    return Found(_word("row-span"), span, remark, "" if enough else "caution")


def device_rows(answers: BeginAnswers, last: Edition) -> tuple[DeviceRow, ...]:
    """A row for each manual's devices."""
    return shown_outlooks(last, _outlooks(answers, last))


def shown_outlooks(edition: Edition, outlooks: Sequence[DeviceOutlook]) -> tuple[DeviceRow, ...]:
    """The same of an edition that has begun."""
    return tuple(
        DeviceRow(
            _device_name(edition, one.manual),
            one.outlook,
            tuple(_basis(one)),
            tuple(map(_reported, one.reports)),
        )
        for one in outlooks
    )


def _outlooks(answers: BeginAnswers, last: Edition) -> tuple[DeviceOutlook, ...]:
    structure = answers.given.inside.structure if answers.given else None
    tried = last.certificate.opened if answers.same_certificate else ()
    return device_outlooks(last, structure, tried)


def reports_beyond(answers: BeginAnswers, last: Edition) -> tuple[str, ...]:
    """Reports on systems that no manual is for, for the details."""
    structure = answers.given.inside.structure if answers.given else None
    return tuple(map(_reported, other_reports(structure, _outlooks(answers, last))))


def _device_name(edition: Edition, name: str) -> str:
    """The manual's system and the versions that somebody has walked through on."""
    manual = edition.manuals[name]
    return " ".join([in_language(manual.platform, language()), *_new(manual.tested)])


def _new(tested: Sequence[str]) -> Iterator[str]:
    if tested:
        yield f"({', '.join(tested)})"


def _basis(one: DeviceOutlook) -> Iterator[str]:
    yield from (_word("tried-on", device=d.device, version=d.version, day=_day(d.on)) for d in one.tried)
    yield from dict.fromkeys(map(_result, one.reports))


def _result(report: DeviceReport) -> str:
    """What was reported, in a few words: 「Android 12: 開けなかった」."""
    version = report.version or _word("version-unknown")
    return _word(f"reported-{report.result}", system=f"{report.system} {version}")


def _reported(report: DeviceReport) -> str:
    return _word("reported-by", result=_result(report), source=report.source)


def structure_lines(inside: Inside | None) -> str:
    """How the file is made, for whoever maintains it: folded, to be copied."""
    if inside is None:
        return ""
    rows = {
        "encryption": inside.encryption or "?",
        "key": inside.key,
        "serial": inside.serial,
        "issuer": shown(inside.issuer or "?", LONGEST),
        "valid": f"{inside.valid_from:%Y-%m-%d %H:%M} - {inside.valid_until:%Y-%m-%d %H:%M} UTC",
        "further certificates": str(inside.further),
        "private keys": str(inside.keys),
    }
    return "\n".join(f"{name}: {value}" for name, value in rows.items())


def sentence_groups(
    project: Project, last: Edition, answers: BeginAnswers, typed: Mapping[str, str] | None = None
) -> tuple[SentenceGroup, ...]:
    """The history's sentences to be looked at, a group for each ready sentence. ``typed``: of the form."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for name in last.manuals:
        ready = ready_changes(last, name, same=answers.same_certificate)
        groups.setdefault(tuple(ready.items()), []).append(name)
    codes = history_languages(project, last)
    return tuple(
        _group(number, dict(ready), names, codes, answers, last, typed)
        for number, (ready, names) in enumerate(groups.items(), 1)
    )


def _group(  # noqa: PLR0913, PLR0917 -- what a group is made of
    number: int,
    ready: Mapping[str, str],
    names: Sequence[str],
    codes: Sequence[str],
    answers: BeginAnswers,
    last: Edition,
    typed: Mapping[str, str] | None,
) -> SentenceGroup:
    said = answers.changes.get(names[0], ready)
    fields = tuple(
        (
            code,
            japanese_name(code) if language() == "ja" else code,
            (typed or {}).get(field_name(number, code), said.get(code, "")),
        )
        for code in codes
    )
    shown_names = tuple(in_language(last.manuals[name].platform, language()) for name in names)
    return SentenceGroup(number, tuple(names), shown_names, ready, fields)


def left_ready(groups: Sequence[SentenceGroup]) -> tuple[str, ...]:
    """Languages that still say the ready words where the Japanese says its own."""
    found: dict[str, None] = {}
    for group in groups:
        said = {code: text for code, _, text in group.fields}
        if said.get(SOURCE) != group.ready.get(SOURCE):
            same = [name for code, name, text in group.fields if text and text == group.ready.get(code)]
            found |= dict.fromkeys(same)
    return tuple(found)


def field_name(group: int, code: str) -> str:
    """The name of the field of a sentence."""
    return f"sentence-{group}-{code}"


def version_rows(plan: YearPlan) -> tuple[tuple[str, str, str], ...]:
    """Each manual, its version of before and of now."""
    return tuple(
        (in_language(manual.platform, language()), plan.last.manuals[name].number, manual.number)
        for name, manual in plan.edition.manuals.items()
    )


def open_facts(project: Project, plan: YearPlan) -> tuple[str, ...]:
    """What people call the facts that are to be confirmed for the new year."""
    names = (name_fact(plan.edition, project.settings, key) for key in plan.edition.unconfirmed)
    return tuple(name.texts[language()] for name in names)


def likely_in_words(last: Edition, year: str) -> str:
    """The likely month, as the field for it is filled."""
    month = likely_month(last, year)
    return month_in_words(month) if language() == "ja" else str(month)


def _word(key: str, **values: object) -> str:
    return room_words(_ROOM, key, **values)
