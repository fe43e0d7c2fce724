"""``tebiki translate``: what translators and those who look after them do."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from ..content.catalogs.language_folder import SOURCE
from ..content.catalogs.translation import State
from ..content.glossary import Glossary
from ..content.project import Project
from ..content.publication import Publication
from ..content.text_files import shown
from ..errors import Place, Problem, UsageError
from ..messages import say, tell
from ..messages.console import Console, columns
from ..translate.add import Added, add, look_again
from ..translate.edits import marked_texts
from ..translate.lacking_text import lacking_lines, lacking_text
from ..translate.package import Packed, package
from ..translate.phrases import keeper, percent, some, words
from ..translate.reading import readable
from ..translate.readings import Proposed, propose
from ..translate.same import Judged
from ..translate.seen import SeenRecord, UnseenTranslation, record_seen, unseen_translations
from ..translate.status import LanguageState, Open, PageState, Status, status
from ..translate.status_page import write_page
from ..translate.targets import chosen_languages
from ..translate.template import page_name
from ..translate.update import Updated, update
from .answer import Answer, print_answer
from .arguments import add_parts, find_root, read_date
from .translate_apply import apply_file
from .translate_edits import EditAnswers

_AREA = "translate-command"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``translate`` and its parts."""
    parts = {
        "update": _add_update_arguments,
        "status": _add_status_arguments,
        "package": _add_package_arguments,
        "apply": _add_apply_arguments,
        "add": _add_add_arguments,
        "readings": _add_readings_arguments,
        "seen": _add_seen_arguments,
    }
    add_parts(parser, _AREA, parts)


def _add_update_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", nargs="*", help=say(f"{_AREA}/languages"))
    part.add_argument("--same-meaning", action="store_true", help=say(f"{_AREA}/same-meaning"))
    part.add_argument("--yes", metavar="KEY", action="append", default=[], help=say(f"{_AREA}/same-yes"))
    part.add_argument("--no", metavar="KEY", action="append", default=[], help=say(f"{_AREA}/same-not"))


def _add_status_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", nargs="*", help=say(f"{_AREA}/languages"))
    part.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))
    part.add_argument("--html", metavar="FILE", type=Path, help=say(f"{_AREA}/html"))


def _add_package_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", help=say(f"{_AREA}/language"))
    part.add_argument("--all", action="store_true", help=say(f"{_AREA}/all"))
    part.add_argument("--output", metavar="FILE.zip", type=Path, help=say(f"{_AREA}/output"))


def _add_apply_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE", type=Path, help=say(f"{_AREA}/file"))
    part.add_argument("--language", metavar="LANG", help=say(f"{_AREA}/apply-language"))
    part.add_argument("--fuzzy", action="store_true", help=say(f"{_AREA}/apply-fuzzy"))


def _add_add_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", help=say(f"{_AREA}/new-language"))
    part.add_argument("--check", action="store_true", help=say(f"{_AREA}/add-check"))


def _add_readings_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE.po", nargs="?", type=Path, help=say(f"{_AREA}/readings-file"))


def _add_seen_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("language", metavar="LANG", help=say(f"{_AREA}/language"))
    part.add_argument("translation", metavar="ID", nargs="*", help=say(f"{_AREA}/seen-id"))
    part.add_argument("--by", metavar="ROLE", help=say(f"{_AREA}/seen-by"))
    part.add_argument("--on", metavar="YYYY-MM-DD", help=say(f"{_AREA}/seen-on"))


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what was asked; the exit code. Raises `TebikiError`."""
    answer = _PARTS[asked.part](asked, Project(find_root(asked)))
    return print_answer(answer, console)


def _update(asked: argparse.Namespace, project: Project) -> Answer:
    codes = chosen_languages(project, asked.language)
    if (asked.yes or asked.no) and not asked.same_meaning:
        raise UsageError([Problem("translate-command/same-without", Place("tebiki translate update"))])
    answers = EditAnswers(Console(), asked.yes, asked.no)
    return Answer(updated_text(update(project, codes, same_meaning=asked.same_meaning, ask=answers)))


def _status(asked: argparse.Namespace, project: Project) -> Answer:
    found, source = status(project, chosen_languages(project, asked.language)), project.publication(SOURCE)
    asking = open_terms(project.glossary, [one.language for one in found.languages])
    text = (
        status_json(found, project, source)
        if asked.json
        else "\n".join([status_text(found, source), *asking])
    )
    if asked.html is not None:
        write_page(found, project, source, asked.html)
        text += "" if asked.json else "\n" + words("page-written", file=Place.of(asked.html).file)
    return Answer(text, found.problems)


def _package(asked: argparse.Namespace, project: Project) -> Answer:
    (code,) = chosen_languages(project, [asked.language])
    return Answer(packed_text(package(project, code, asked.output, everything=asked.all)))


def _add(asked: argparse.Namespace, project: Project) -> Answer:
    if not asked.check:
        return Answer(added_text(add(project, asked.language)))
    lacking = look_again(project, asked.language)
    return Answer(lacking_text(lacking), failed=not lacking.is_whole)


def _readings(asked: argparse.Namespace, project: Project) -> Answer:
    return Answer(proposed_text(propose(project, asked.file)))


def _seen(asked: argparse.Namespace, project: Project) -> Answer:
    if not asked.translation:
        return Answer(unseen_text(unseen_translations(project, asked.language), asked.language))
    missing = [name for name in ("--by", "--on") if not (getattr(asked, name[2:]) or "").strip()]
    if missing:
        raise UsageError([Problem("translate-command/seen-who", Place(name)) for name in missing])
    day = read_date("--on", asked.on, f"{_AREA}/seen-day")
    return Answer(seen_text(record_seen(project, asked.language, asked.translation, asked.by.strip(), day)))


_PARTS = {
    "update": _update,
    "status": _status,
    "package": _package,
    "apply": apply_file,
    "add": _add,
    "readings": _readings,
    "seen": _seen,
}


#: Characters that a console shows of a text that people must read whole; a message has 2,000 at most.
_WHOLE: Final = 2_000
#: Labels that a console shows by name.
_LABELS: Final = 10


def updated_text(found: Sequence[Updated]) -> str:
    """What changed in each language, and what became of edits that keep the meaning."""
    return "\n".join(line for one in found for line in _updated(one)) or words("no-languages")


def _updated(one: Updated) -> Iterator[str]:
    counts = {"new": len(one.new), "fuzzy": len(one.fuzzy), "obsolete": len(one.obsolete)}
    yield words(
        "changed" if one.written else "unchanged",
        language=one.language,
        file=Place.of(one.path).file,
        **counts,
    )
    for key, entries in (("now-new", one.new), ("now-fuzzy", one.fuzzy), ("now-obsolete", one.obsolete)):
        yield from (words(key, text=shown(entry.msgid, 60)) for entry in entries)
    if carried := sum(judged.why is None for judged in one.judged):
        yield words("carried", count=carried)
    yield from (_left(judged) for judged in one.judged if judged.why not in (None, "same-no"))


def _left(one: Judged) -> str:
    """An edit that nobody was asked about; those that somebody was asked about were shown."""
    before, after = (shown(text, _WHOLE) for text in marked_texts(one.entry.former, one.entry.msgid))
    return words("left", why=words(one.why or ""), before=before, after=after)


def packed_text(packed: Packed) -> str:
    """Where the package lies and what is in it."""
    if packed.path is None:
        return words("packed-nothing", language=packed.language)
    values = {"entries": packed.entries, "pictures": packed.pictures, "pages": packed.pages}
    return words("packed", file=Place.of(packed.path).file, **values)


def added_text(added: Added) -> str:
    """What was made, then what is left to do, in order."""
    return "\n".join(_added(added))


def _added(added: Added) -> Iterator[str]:
    yield from (words("made", file=Place.of(path).file) for path in added.files)
    yield words("to-do", messages=added.lacking.messages)
    yield from lacking_lines(added.lacking)
    yield words("to-do-package", language=added.lacking.language)


def proposed_text(done: Proposed) -> str:
    """Which entries got readings, and which kanji wait for one."""
    return "\n".join(_proposed(done))


def _proposed(done: Proposed) -> Iterator[str]:
    yield words("read", file=Place.of(done.path).file, count=len(done.entries))
    yield from (words("read-entry", text=shown(entry.msgstr, 60)) for entry in done.entries)
    if done.unknown:
        yield words("read-unknown", text=shown("、".join(done.unknown), 400))


def unseen_text(found: Sequence[UnseenTranslation], language: str) -> str:
    """The translations that ask for a look, with both texts, and how to record that somebody has looked."""
    if not found:
        return words("seen-nothing", language=language)
    lines = [line for one in found for line in _unseen(one)]
    return "\n".join((words("seen-list", count=len(found)), "", *lines, words("seen-how", language=language)))


def _unseen(one: UnseenTranslation) -> Iterator[str]:
    yield words("seen-one", id=one.short, place=one.problems[0].place)
    yield f"    {shown(one.entry.msgid, 400)}"
    yield f"    {shown(one.entry.msgstr, 400)}"
    yield from (f"    {problem.code}: {problem.values.get('text', '')}" for problem in one.problems)
    yield ""


def seen_text(done: SeenRecord) -> str:
    """What was recorded, and how many translations still ask for a look."""
    values = {"count": len(done.recorded), "left": done.left, "file": Place.of(done.path).file}
    return words("seen-recorded", **values)


#: Open messages that a console shows of one language; the page and JSON show all.
MOST: Final = 20


def status_text(found: Status, source: Publication) -> str:
    """A table with a line for each page, then each language's keeper and what is open."""
    keys = ("language", "manual", "vital", "rest", "fuzzy", "missing", "released")
    table = [[words(f"col-{key}") for key in keys]]
    table += [_row(one, page, source) for one in found.languages for page in one.pages]
    lines = [*columns(table), ""] if found.languages else [words("no-languages")]
    for one in found.languages:
        lines.append(keeper(one, source))
        lines += some((_open(item, one, source) for item in one.open), MOST)
    return "\n".join(lines)


def open_terms(glossary: Glossary, codes: Sequence[str]) -> list[str]:
    """A line for each term of which somebody who knows the language is asked something."""
    return [
        words("term-open", language=code, term=term.texts["ja"], told=term.told(code))
        for code in codes
        for term in glossary.terms
        if code in term.open
    ]


def _row(one: LanguageState, page: PageState, source: Publication) -> list[str]:
    count = {state: page.tally.vital[state] + page.tally.rest[state] for state in _STATES}
    return [
        one.language,
        page_name(page.page, source),
        f"{page.tally.vital['done']}/{sum(page.tally.vital.values())}",
        f"{percent(page.tally.share)} %",
        str(count["fuzzy"]),
        str(count["missing"]),
        words("yes" if page.released else "no"),
    ]


_STATES: Final[tuple[State, ...]] = ("done", "fuzzy", "missing")


def _open(item: Open, one: LanguageState, source: Publication) -> str:
    file, line = item.asked.places[0]
    return words(
        "open",
        state=words(f"is-{item.state}"),
        kind=words(f"kind-{item.asked.kind}"),
        place=f"{file}:{line}",
        catalog=f"{one.path.name}:{item.entry.line}" if item.entry else words("no-entry"),
        picture="".join(f" screenshots/{screen}" for screen in item.asked.screens[:1]),
        text=shown(readable(item.asked.msgid, item.asked.pages[0], source), 40),
    )


def status_json(found: Status, project: Project, source: Publication) -> str:
    """``{"edition", "languages": [...], "problems": [...]}``; the same order and keys each time."""
    table = {
        "edition": project.edition.year,
        "languages": [_language(one, source) for one in found.languages],
        "problems": [_problem(problem) for problem in found.problems],
    }
    return json.dumps(table, ensure_ascii=False, indent=2)


def _language(one: LanguageState, source: Publication) -> dict[str, Any]:
    return {
        "language": one.language,
        "owner": one.care.owner,
        "bar": one.care.bar,
        "reviewed": one.review.model_dump(mode="json") if one.review else None,
        "revised": one.revised.isoformat() if one.revised else None,
        "pages": [_page(page) for page in one.pages],
        "open": list(_items(one, source)),
    }


def _page(page: PageState) -> dict[str, Any]:
    count = page.tally
    return {
        "page": page.page,
        "vital": dict(count.vital),
        "rest": dict(count.rest),
        "share": round(count.share, 1),
        "released": page.released,
    }


def _items(one: LanguageState, source: Publication) -> Iterator[dict[str, Any]]:
    for item in one.open:
        yield {
            "msgid": item.asked.msgid,
            "text": readable(item.asked.msgid, item.asked.pages[0], source),
            "state": item.state,
            "kind": item.asked.kind,
            "pages": list(item.asked.pages),
            "places": [{"file": file, "line": line} for file, line in item.asked.places],
            "catalog": {"file": Place.of(one.path).file, "line": item.entry.line if item.entry else None},
            "screens": list(item.asked.screens),
        }


def _problem(problem: Problem) -> dict[str, Any]:
    where = asdict(problem.place) if problem.place else None
    return {"code": problem.code, "place": where, "message": tell(problem)}
