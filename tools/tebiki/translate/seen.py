"""``tebiki translate seen``: what of a language's translations asks for a look, and who has looked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from ..checks.translations.catalog import check_pair
from ..checks.translations.looks import looked_at
from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.seen import SeenTranslation, SeenTranslations, hash_of, load_seen, seen_path
from ..content.formats import KEY, SEEN
from ..content.project import Project
from ..content.text_files import shown
from ..content.write_files import write_together
from ..errors import Place, Problem, UsageError
from .targets import catalog_of, chosen_languages, rules_for

#: Digits of a hash that people type.
SHORT: Final = 6
_HEAD: Final = (
    "# 見た記録: 警告の出た訳を、だれ（役割）がいつ読んだか。tebiki translate seen が書きます。\n"
    "# Translations with a warning that somebody has read: which role, on which day.\n\n"
    f"{KEY} = {SEEN.current}\n"
)


@dataclass(frozen=True, slots=True)
class UnseenTranslation:
    """A translation that asks for a look. ``problems``: the warnings about it."""

    entry: Entry
    problems: tuple[Problem, ...]

    @property
    def hash(self) -> str:
        """What it is known by."""
        return hash_of(self.entry.msgid, self.entry.msgstr)

    @property
    def short(self) -> str:
        """The beginning of that, for people to type."""
        return self.hash[:SHORT]


@dataclass(frozen=True, slots=True)
class SeenRecord:
    """What was recorded in ``path``; ``left`` translations still ask for a look."""

    path: Path
    recorded: tuple[UnseenTranslation, ...]
    left: int


def unseen_translations(project: Project, language: str) -> tuple[UnseenTranslation, ...]:
    """The translations of a language that ask for a look, in the order of the catalogue.

    Raises `TebikiError`.
    """
    (code,) = chosen_languages(project, [language])
    catalog = catalog_of(project, code)
    return tuple(_unseen(project, catalog, load_seen(catalog.path)))


def _unseen(project: Project, catalog: Catalog, seen: SeenTranslations) -> Iterator[UnseenTranslation]:
    rules = rules_for(project, catalog.language)
    for entry in catalog.entries:
        if not entry.used or any(check_pair(entry.msgid, entry.msgstr, catalog.language, rules)):
            continue  # what is refused is told elsewhere
        problems = [
            Problem(code, catalog.place(entry), {name: shown(text, 120) for name, text in values.items()})
            for code, values in looked_at(entry.msgid, entry.msgstr, catalog.language)
            if not seen.holds(entry.msgid, entry.msgstr, code)
        ]
        if problems:
            yield UnseenTranslation(entry, tuple(problems))


def record_seen(project: Project, language: str, chosen: Sequence[str], role: str, on: date) -> SeenRecord:
    """Record that ``role`` has looked at translations, by what their hashes begin with.

    What was recorded of translations that have changed since is taken out. Raises `TebikiError` and
    `UsageError`; then nothing was written.
    """
    (code,) = chosen_languages(project, [language])
    catalog = catalog_of(project, code)
    seen, asked = load_seen(catalog.path), unseen_translations(project, code)
    found = tuple(_chosen(asked, chosen))
    now = {hash_of(entry.msgid, entry.msgstr): entry for entry in catalog.entries if entry.used}
    records = [one for one in seen.seen if one.hash in now] + [_record(one, role, on) for one in found]
    order = list(now)
    records.sort(key=lambda one: order.index(one.hash))
    path = seen_path(catalog.path)
    write_together([(path, seen_text(records).encode())])
    return SeenRecord(path, found, len(asked) - len(found))


def _chosen(asked: Sequence[UnseenTranslation], chosen: Sequence[str]) -> Iterator[UnseenTranslation]:
    """What was named. Raises `UsageError` for what names none, or several."""
    problems = []
    for text in dict.fromkeys(chosen):
        fits = [one for one in asked if len(text) >= SHORT and one.hash.startswith(text.lower())]
        if len(fits) == 1:
            yield fits[0]
        else:
            known = " ".join(one.short for one in asked) or "–"
            problems.append(Problem("translate-command/seen-unknown", Place(shown(text)), {"known": known}))
    if problems:
        raise UsageError(problems)


def _record(one: UnseenTranslation, role: str, on: date) -> SeenTranslation:
    about = tuple(dict.fromkeys(problem.code for problem in one.problems))
    return SeenTranslation(hash=one.hash, about=about, role=role, on=on, msgid=one.entry.msgid[:40])


def seen_text(records: Iterable[SeenTranslation]) -> str:
    """The file; every text is written as JSON, which TOML's basic strings hold as it is."""
    return _HEAD + "".join(map(_table, records))


def _table(one: SeenTranslation) -> str:
    values = {
        "hash": one.hash,
        "about": list(one.about),
        "role": one.role,
        "on": one.on.isoformat(),
        "msgid": one.msgid,
    }
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return "\n[[seen]]\n" + "".join(lines)
