"""The first page: who drafts and who signs, what is asked in four rows, what is attached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...content.papers import Cell, Field, Line, Run, Sheet, Sign, Summary, cell, line
from ...content.ruby import plain
from .basis import Basis
from .certificate import count_open
from .decide import matters
from .facts import confirmed_keys
from .words import note, platform_of, said, said_versions, strong, title_of


def sheet(basis: Basis) -> Sheet:
    """The head, as the setting ``approval`` of the city lays it out; what nobody knows yet stays blank."""
    here, asked = basis.here, basis.here.settings.approval
    subject = said("subject", title=title_of(here), version=said_versions(here))
    drafter = asked.drafter or said("drafter", publisher=plain(here.publisher))
    published = dict.fromkeys(manual.published for manual in here.manuals)
    fields = (
        Field(said("field-subject"), (strong(subject),)),
        Field(said("field-drafter"), cell(drafter)),
        Field(said("field-published"), cell(said("after-approval", month="、".join(published)))),
    )
    return Sheet(tuple(Field(name) for name in asked.cells), fields, asked.stamps)


def summary(basis: Basis, left: Sequence[str]) -> Summary:
    """Four rows, always these. ``left``: what may be looked at after the release, with how many."""
    return Summary(
        (
            (said("row-released"), _released(basis)),
            (said("row-differs"), _differences(basis)),
            (said("row-confirmed"), _confirmed(basis)),
            (said("row-left"), what_is_left(basis, left)),
        )
    )


def _released(basis: Basis) -> Cell:
    here = basis.here
    manuals = said("list").join(platform_of(here, name) for name in here.edition.manuals)
    languages = len(here.settings.languages) - 1
    spoken = said("other-languages", n=languages) if languages else said("japanese-only")
    pdfs = sum(name.endswith(".pdf") for name in basis.draft.files)
    pages = sum(name.endswith(".html") and "/" in name for name in basis.draft.files)
    text = Line((Run(manuals, strong=True), Run(spoken)))
    return text, note(said("files", pages=pages, pdfs=pdfs))


def _differences(basis: Basis) -> Cell:
    if basis.comparison is None:
        return cell(said("first-edition"))
    return basis.comparison.differences


def _confirmed(basis: Basis) -> Cell:
    """What somebody has looked at, each with the sign of its state."""
    left, facts = count_open(basis), len(confirmed_keys(basis))
    file = said("state-certificate-left" if left else "state-certificate", n=left)
    return (Line((*_state(file, done=not left), *_state(said("state-facts", n=facts), done=facts > 0))),)


def _state(text: str, *, done: bool) -> tuple[Sign, Run]:
    return Sign("done" if done else "warn"), Run(f"{text}　")


def what_is_left(basis: Basis, left: Sequence[str]) -> Cell:
    """How much is to be decided, and what may be looked at after the release."""
    found = matters(basis)
    open_matters = sum(not one.decided for one in found)
    # Without a matter there is no table of them.
    told = said("left-decide", n=open_matters) if found else said("left-decide-none")
    first = Line((Run(told, strong=open_matters > 0),))
    later = said("left-later", what=said("list").join(left)) if left else said("left-nothing")
    return first, line(later)


def attachments(basis: Basis) -> Summary:
    """What the bundle holds besides."""
    return Summary(((said("attached"), cell(*_attached(basis))),), "band")


def _attached(basis: Basis) -> Iterator[str]:
    number = 1
    if basis.comparison is not None:
        values = {
            "n": number,
            "name": said(f"paper-{basis.comparison.kind}"),
            "pages": basis.comparison.pages,
        }
        yield said("attached-paper", **values)
        number += 1
    pdfs = sum(name.endswith(".pdf") for name in basis.draft.files)
    yield said("attached-draft", n=number, pdfs=pdfs)
    yield said("attached-rest")
