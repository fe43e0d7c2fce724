"""``tebiki edition``: the yearly work, from a new certificate to a draft that people confirm."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ..content.edition import Edition
from ..content.project import Project
from ..editions.chosen_year import chosen_year
from ..editions.confirm import Confirmed, confirm
from ..editions.discard import discard_draft, plan_discard
from ..editions.inspect import inspect_certificate
from ..editions.overview import Overview, overview
from ..editions.overview import Row as EditionRow
from ..editions.prompt import Person
from ..editions.todo import Looks
from ..errors import Place, Problem, UsageError
from ..messages import InLanguages, language, say, tell
from ..messages.console import Console, columns
from . import edition_facts
from .answer import Answer, print_answer
from .arguments import add_parts, find_root, read_date, read_text, typed_year
from .edition_new import Begun, NewEditionOptions, begin, open_file
from .edition_revise import CorrectionOptions, Revised, revise
from .inspected import beside_last, inspected_text, systems_of, warned, words
from .sentences import read_sentences

_AREA = "edition-command"
_BLANK: Final = f"{_AREA}/blank"
_DATE: Final = f"{_AREA}/date"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``edition`` and its parts."""
    parts = {
        "inspect": _add_inspect_arguments,
        "new": _add_new_arguments,
        "revise": _add_revise_arguments,
        "list": _add_list_arguments,
        "set": edition_facts.add_set_arguments,
        "confirm": _add_confirm_arguments,
        "opened": edition_facts.add_opened_arguments,
        "decide": edition_facts.add_decide_arguments,
        "discard": _add_discard_arguments,
        "compare": _add_compare_arguments,
        "review": _add_review_arguments,
        "record-published": _add_record_published_arguments,
    }
    add_parts(parser, _AREA, parts)


def _add_inspect_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("file", metavar="FILE.p12", type=Path, help=say(f"{_AREA}/file"))
    part.add_argument("--edition", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/edition"))
    _password(part)


def _add_new_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/year"))
    part.add_argument("--p12", metavar="FILE.p12", type=Path, help=say(f"{_AREA}/p12"))
    for option, shape in (("certificate", "ID"), ("published", "YYYY-MM")):
        part.add_argument(f"--{option}", metavar=shape, help=say(f"{_AREA}/{option}"))
    part.add_argument("--changes", metavar="TEXT", action="append", help=say(f"{_AREA}/changes"))
    same = say(f"{_AREA}/same-certificate")
    part.add_argument("--same-certificate", action="store_true", help=same)
    _password(part)
    _yes(part)


def _add_revise_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/year-revise"))
    part.add_argument(
        "--manual", metavar="NAME", action="append", default=[], help=say(f"{_AREA}/manual-revise")
    )
    part.add_argument("--reason", metavar="TEXT", action="append", help=say(f"{_AREA}/reason"))
    part.add_argument("--on", metavar="YYYY-MM-DD", help=say(f"{_AREA}/on-revise"))
    _yes(part)


def _add_list_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("--json", action="store_true", help=say(f"{_AREA}/json"))


def _add_confirm_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("key", metavar="KEY", nargs="+", help=say(f"{_AREA}/key"))
    part.add_argument("--by", metavar="NAME", required=True, help=say(f"{_AREA}/by"))
    part.add_argument("--on", metavar="YYYY-MM-DD", required=True, help=say(f"{_AREA}/on"))
    part.add_argument("--source", metavar="TEXT", help=say(f"{_AREA}/source"))
    part.add_argument("--edition", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/edition"))


def _add_discard_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/year-discard"))
    _yes(part)


def _add_compare_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("old", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/compare-old"))
    part.add_argument("new", metavar="YEAR", type=typed_year, nargs="?", help=say(f"{_AREA}/compare-new"))
    part.add_argument("--output", metavar="DIR", type=Path, help=say(f"{_AREA}/compare-output"))


def _add_review_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", type=typed_year, nargs="?", help=say(f"{_AREA}/edition"))


def _add_record_published_arguments(part: argparse.ArgumentParser) -> None:
    part.add_argument("year", metavar="YEAR", type=typed_year, help=say(f"{_AREA}/year-published"))
    part.add_argument("file", metavar="FILE.pdf", type=Path, help=say(f"{_AREA}/file-published"))
    manual = say(f"{_AREA}/manual-published")
    part.add_argument("--manual", metavar="NAME", action="append", default=[], help=manual)
    part.add_argument("--replace", action="store_true", help=say(f"{_AREA}/replace-published"))


def _yes(part: argparse.ArgumentParser) -> None:
    part.add_argument("--yes", action="store_true", help=say(f"{_AREA}/yes"))


def _password(part: argparse.ArgumentParser) -> None:
    part.add_argument("--password-stdin", action="store_true", help=say(f"{_AREA}/password-stdin"))


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what was asked; the exit code. Raises `TebikiError`."""
    answer = _PARTS[asked.part](asked, Project(find_root(asked)), Person(console))
    return print_answer(answer, console)


def _inspect(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    year = chosen_year(project, asked.edition, "inspect")
    project.edition_of(year)  # a wrong edition is told before anybody types a password
    found = inspect_certificate(project, year, open_file(asked.file, person, piped=asked.password_stdin))
    return Answer(inspected_text(found), found.problems)


def _new(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    options = NewEditionOptions(
        year=asked.year,
        certificate=asked.certificate,
        published=asked.published,
        changes=read_sentences("--changes", asked.changes),
        p12=asked.p12,
        piped=asked.password_stdin,
        yes=asked.yes,
        same_certificate=asked.same_certificate,
    )
    return Answer(begun_text(begin(project, options, person)))


def _revise(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    options = CorrectionOptions(
        year=chosen_year(project, asked.year, "revise"),
        manuals=tuple(dict.fromkeys(asked.manual)),
        reasons=read_sentences("--reason", asked.reason) or {},
        on=read_date("--on", asked.on, _DATE) if asked.on is not None else None,
        yes=asked.yes,
    )
    return Answer(revised_text(revise(project, options, person)))


def _list(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    found = overview(project)
    return Answer(list_json(found) if asked.json else list_text(found), found.problems)


def _confirm(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    year, by, on = (
        chosen_year(project, asked.edition, "confirm"),
        read_text("--by", asked.by, _BLANK),
        read_date("--on", asked.on, _DATE),
    )
    source = None if asked.source is None else read_text("--source", asked.source, _BLANK)
    return Answer(confirmed_text(confirm(project, year, asked.key, by, on, source=source)))


def _discard(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    year = chosen_year(project, asked.year, "discard")
    plan = plan_discard(project, year)
    file = Place.of(plan.path).file
    if not asked.yes and not person.there:
        raise UsageError([Problem(f"{_AREA}/needs", Place("tebiki edition discard"), {"options": "--yes"})])
    agreed = asked.yes or person.agrees(say(f"{_AREA}/ask-discard", file=file))
    if agreed:
        discard_draft(plan)
    return Answer(words("discarded" if agreed else "kept", file=file))


def _compare(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    from ..editions.compare import compare  # noqa: PLC0415 -- other parts need neither Sphinx nor Typst

    old = chosen_year(project, asked.old, "compare")
    new = None if asked.new is None else chosen_year(project, asked.new, "compare")
    made = compare.compare(project.root, compare.Wish(old, new, asked.output), person.console.err)
    files = {"page": Place.of(made.page).file, "pdf": Place.of(made.pdf).file, "count": made.count}
    return Answer(say("compare/done" if made.count else "compare/done-nothing", **files))


def _review(asked: argparse.Namespace, project: Project, person: Person) -> Answer:
    from ..editions.review import review  # noqa: PLC0415 -- other parts need neither Sphinx nor Typst

    made = review(project, chosen_year(project, asked.year, "review"), person.console.err)
    files = {"bundle": made.bundle, "zipped": made.zipped, "record": made.record}
    said = {name: Place.of(path).file for name, path in files.items()}
    text = say("review/done", **said, number=made.number)
    if made.lacking:
        text = "\n".join([text, say("review/lacking"), *map(tell, made.lacking)])
    return Answer(text, made.looks.problems)


def _record_published(asked: argparse.Namespace, project: Project, _: Person) -> Answer:
    from ..editions.published.record import (  # noqa: PLC0415 -- other parts read no PDFs
        PublishedWish,
        record_published,
    )

    year = chosen_year(project, asked.year, "record-published")
    wish = PublishedWish(year, asked.file, tuple(dict.fromkeys(asked.manual)), asked.replace)
    made = record_published(project, wish)
    values = {"file": Place.of(made.path).file, "pages": made.pages, "letters": made.letters}
    return Answer(say("published/again" if made.again else "published/done", **values))


_PARTS = {
    "inspect": _inspect,
    "new": _new,
    "revise": _revise,
    "list": _list,
    "set": edition_facts.run_set,
    "confirm": _confirm,
    "opened": edition_facts.run_opened,
    "decide": edition_facts.run_decide,
    "discard": _discard,
    "compare": _compare,
    "review": _review,
    "record-published": _record_published,
}


def begun_text(done: Begun) -> str:
    """What the new edition says, where it stands, what people must still look at."""
    if not done.written:
        return words("not-written")
    edition, last = done.plan.edition, done.plan.last
    year, path = str(edition.year), Place.of(done.plan.path).file
    lines = [words("begun", file=path, year=year, certificate=edition.certificate.id)]
    lines += columns([list(row) for row in _versions(done)])
    lines += ["", words("is-draft", year=year, current=done.current), "", words("look")]
    lines += [f"  {item}" for item in _items(done.looks, year)]
    if done.plan.given is not None:
        lines += ["", beside_last(done.plan.given.inside.encryption, last.year, last.certificate)]
    if not edition.certificate.opened:
        lines += ["", words("try-it", systems=systems_of(edition))]
    return "\n".join([*lines, *warned(done.plan.warnings)])


def _versions(done: Begun) -> Iterator[tuple[str, str, str]]:
    for name, manual in done.plan.edition.manuals.items():
        before = done.plan.last.manuals[name].number
        yield f"  {name}", f"Ver.{before} → Ver.{manual.number}", str(manual.published)


def revised_text(done: Revised) -> str:
    """Which manuals have a correction now, and what is to be done next."""
    if not done.written:
        return words("not-written")
    plan, year = done.plan, str(done.plan.edition.year)
    rows = [
        [f"  {name}", f"Ver.{plan.last.manuals[name].number} → Ver.{manual.number}", str(manual.corrected)]
        for name, manual in plan.edition.manuals.items()
        if name in plan.manuals
    ]
    lines = [words("revised", file=Place.of(plan.path).file), *columns(rows)]
    return "\n".join([*lines, "", words("revise-next", year=year)])


def _items(looks: Looks, year: str) -> Iterator[str]:
    """One line for each kind of thing to look at; what there is none of is not named."""
    if looks.problems:
        yield words("look-problems", count=len(looks.problems))
    yield from _of_facts(looks, year)
    yield from _of_screens(looks)
    yield from _of_languages(looks, year)


def _of_facts(looks: Looks, year: str) -> Iterator[str]:
    ready = [key for key in looks.unconfirmed if key not in looks.without_value]
    for name, keys in (("unconfirmed", ready), ("without-value", looks.without_value)):
        if keys:
            yield words(f"look-{name}", count=len(keys), year=year)
            yield from (f"  {row}" for row in columns([_named(key, looks.names) for key in keys]))
    if looks.links:
        yield words("look-links", count=len(looks.links))
        yield from (f"  {name}: {url}" for name, url in looks.links)


def _named(key: str, names: Mapping[str, InLanguages]) -> list[str]:
    """A fact as it is typed, and what people call it."""
    return [key, names[key].texts[language()]]


def _of_screens(looks: Looks) -> Iterator[str]:
    others = [name for name in looks.captures if name not in looks.shows_name]
    for key, names in (("shows-name", looks.shows_name), ("captures", others)):
        if names:
            yield words(f"look-{key}", count=len(names), names=", ".join(names))
    for key, names in (("unseen", looks.unseen), ("labels", looks.labels)):
        if names:
            yield words(f"look-{key}", count=len(names))
    if looks.unwalked:
        names = tuple(name for name, _ in looks.unwalked)
        yield words("look-unwalked", count=len(names), names=", ".join(names))
    if looks.otherwise:
        yield words("look-otherwise", count=looks.otherwise)


def _of_languages(looks: Looks, year: str) -> Iterator[str]:
    if looks.unsaid:
        file = f"docs/editions/{year}.toml"
        keys = ", ".join(f"changes.{language}" for language in looks.unsaid)
        yield words("look-unsaid", languages=", ".join(looks.unsaid), file=file, keys=keys)
    if looks.open:
        count = sum(number for _, _, number in looks.open)
        pages = ", ".join(f"{language} {page} {number}" for language, page, number in looks.open)
        yield words("look-open", count=count, pages=pages)
    if looks.unreviewed:
        yield words("look-unreviewed", languages=", ".join(looks.unreviewed), year=year)


def list_text(found: Overview) -> str:
    """A line for each edition."""
    heads = [words(f"col-{key}") for key in ("year", "state", "certificate", "manuals", "unconfirmed")]
    return "\n".join(columns([heads, *(_listed(row) for row in found.rows)]))


def _listed(row: EditionRow) -> list[str]:
    state = words(f"state-{row.state}")
    if row.edition is None:
        return [row.year, state, words("unreadable"), "", ""]
    edition = row.edition
    manuals = ", ".join(
        f"{n} Ver.{m.number} ({m.corrected or m.published})" for n, m in edition.manuals.items()
    )
    return [row.year, state, edition.certificate.id, manuals, str(len(edition.unconfirmed))]


def list_json(found: Overview) -> str:
    """The same for machines, with every unconfirmed fact."""
    editions = [{"year": row.year, "state": row.state, **_facts(row.edition)} for row in found.rows]
    return json.dumps({"editions": editions}, ensure_ascii=False, indent=2)


def _facts(edition: Edition | None) -> dict[str, object]:
    if edition is None:
        return {"certificate": None}
    manuals = {
        n: {
            "version": m.version,
            "published": str(m.published),
            "correction": m.correction,
            "corrected": m.corrected and m.corrected.isoformat(),
        }
        for n, m in edition.manuals.items()
    }
    said = {
        key: review.model_dump(mode="json", exclude_none=True) for key, review in edition.confirmed.items()
    }
    facts = {"unconfirmed": list(edition.unconfirmed), "confirmed": said}
    return {"certificate": edition.certificate.id, "manuals": manuals, **facts}


def confirmed_text(done: Confirmed) -> str:
    """What was recorded, and what is left."""

    def listed(keys: Sequence[str]) -> str:
        return ", ".join(f"{key} ({done.names[key].texts[language()]})" for key in keys)

    lines = [words("confirmed", file=Place.of(done.path).file, keys=listed(done.keys))]
    if done.without:
        lines.append(words("without-value", count=len(done.without), keys=listed(done.without)))
    left = words("left", count=len(done.left), keys=listed(done.left)) if done.left else words("none-left")
    return "\n".join([*lines, left])
