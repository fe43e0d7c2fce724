"""“Do not use this”: the notice for the day when a form is hijacked or a certificate leaks, whole or absent.

Made of the year's facts and the engine's own words alone: no build, no translation and no text of a page
is needed, so that nothing else that is wrong holds it up.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from ..content.calendar import midnight
from ..content.notices import Notice, NoticePart, contact_part
from ..content.project import Project
from ..content.publication import Publication
from ..content.releases import FOLDER
from ..content.ruby import plain
from ..content.sums import SUMS, format_sums
from ..content.text_files import read_text
from ..content.toml_files import read_toml
from ..content.words import load_words
from ..content.write_files import write_together
from ..errors import TebikiError, fail
from ..handover.html import Node, element
from ..handover.notice_html import notices_body, notices_page
from ..handover.page_parts import link, page, paragraph, step, ticks
from ..messages import say
from ..pipeline.publish import publish, staging_folder
from ..pipeline.record import files_of
from ..sphinxext.notice import notice_pdf
from .release.release import strange

What = Literal["certificate", "form"]
WHATS: Final[tuple[What, ...]] = ("certificate", "form")
#: The record of what was stopped, below the folder of releases.
RECORD: Final = "stopped.toml"
PAGE, BODY = "stop.html", "body.html"


@dataclass(frozen=True, slots=True)
class StopOrder:
    """What is stopped, and whose decision that is. ``number``: of the approval, as the office writes it."""

    what: What
    approved: date
    number: str


def stop(root: Path, year: str, order: StopOrder, report: Callable[[str], None]) -> Path:
    """Make the notice in all languages; its folder. Raises `TebikiError`, then nothing has changed."""
    project = Project(root)
    publications = _publications(project, year)
    recorded = _recorded(project)
    target = project.dist / f"stop-{order.what}-{order.approved}"
    if found := list(strange(target)):
        raise TebikiError(found)
    notices = [(here, stop_notice(here, order)) for here in publications]
    with staging_folder(
        target, project=root, on_wait=lambda pid: report(say("build/waiting", pid=pid))
    ) as new:
        _write(new, notices, order, project.settings.cms.heading)
        publish(new, target)
    _record(project, recorded, _row_text(year, order, publications[0]))
    return target


def stop_notice(here: Publication, order: StopOrder) -> Notice:
    """The notice in one language. Raises ``stop/no-form`` where the year has no form."""
    words, edition = here.words, here.edition
    since = words("stop.since", day=words.day(order.approved))
    if order.what == "certificate":
        name = edition.certificate.id
        subject = words("stop.certificate", name=name)
        file = words("stop.certificate_file", file=here.certificate_file)
        parts = [NoticePart("", (words("stop.certificate_what", name=name), file))]
    else:
        form = edition.links.get("form") or fail("stop/no-form", None, year=edition.year)
        subject = words("stop.form")
        parts = [
            NoticePart("", (words("stop.form_what"),), forbidden=form.url),
            NoticePart("", (words("stop.form_given"), words("stop.old"))),
        ]
    parts += [NoticePart("", (words("stop.wait"),)), contact_part(edition, words, words("stop.whom"))]
    return Notice(subject, (since,), tuple(parts), here.publisher, urgent=True)


def _publications(project: Project, year: str) -> tuple[Publication, ...]:
    """The year in each language, of facts and words alone: a fault in a translation must not hold this up."""
    settings, edition = project.settings, project.edition_of(year)
    languages = tuple(load_words(language) for language in settings.languages)
    return tuple(Publication(settings, edition, words, {}, languages) for words in languages)


def _write(folder: Path, notices: list[tuple[Publication, Notice]], order: StopOrder, heading: int) -> None:
    told = [(here.words, notice) for here, notice in notices]
    texts = {PAGE: notices_page(told), BODY: notices_body(told, heading)}
    for here, notice in notices:
        texts[f"stop-{here.folder}.txt"] = notice.as_text()
        made = notice_pdf(notice, here, midnight(order.approved))
        (folder / f"stop-{here.folder}.pdf").write_bytes(made.data)
    texts["index.html"] = _index(notices)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / SUMS).write_text(format_sums(files_of(folder)), encoding="utf-8", newline="\n")


def _index(notices: list[tuple[Publication, Notice]]) -> str:
    """What to do with these files, in the order in which people are reached."""
    body = paragraph(link(_said("body"), BODY), " ", link(_said("page"), PAGE))
    mails = [_files(here) for here, _ in notices]
    steps = [
        element("h1", [_said("title")]),
        step(1, _said("site"), "", [paragraph(_said("site-text")), body, ticks([_said("site-check")])]),
        step(2, _said("mail"), "", [paragraph(_said("mail-text")), element("ul", mails)]),
        step(3, _said("rest"), "", [ticks([_said("rest-links"), _said("rest-vendor"), _said("rest-new")])]),
    ]
    return page(_said("title"), steps)


def _files(here: Publication) -> Node:
    name = load_words(here.language)("language.name")
    mail = link(_said("mail-file", language=plain(name)), f"stop-{here.folder}.txt")
    paper = link(_said("paper-file", language=plain(name)), f"stop-{here.folder}.pdf")
    return element("li", [mail, " ", paper])


def _said(key: str, **values: object) -> str:
    return say(f"stop/{key}", "ja", **values)


def _recorded(project: Project) -> str:
    """The record's text so far. Raises for one that cannot be read: nobody would find a row in it again."""
    path = project.docs / FOLDER / RECORD
    if not path.exists():
        return _HEAD
    read_toml(path)
    return read_text(path)


def _record(project: Project, text: str, row: str) -> None:
    """Add a row to the record; the same order once more adds none."""
    if row not in text:
        path = project.docs / FOLDER / RECORD
        write_together([(path, f"{text}\n[[stopped]]\n{row}".encode())])


def _row_text(year: str, order: StopOrder, here: Publication) -> str:
    return "".join(f"{key} = {value}\n" for key, value in _row(year, order, here))


def _row(year: str, order: StopOrder, here: Publication) -> Iterator[tuple[str, str]]:
    name = here.edition.certificate.id if order.what == "certificate" else here.edition.links["form"].url
    yield "what", json.dumps(order.what)
    yield "name", json.dumps(name)
    yield "edition", year
    yield "approved", str(order.approved)
    yield "number", json.dumps(order.number, ensure_ascii=False)


_HEAD: Final = """# 使うのをやめるように知らせたものの記録。tebiki stop が書きます。手で直しません。
# What people were told to stop using; written by tebiki stop, never by hand.
"""
