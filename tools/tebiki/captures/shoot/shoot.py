"""``tebiki screens shoot``: a capture that a machine makes of a screen of its own browser."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

import tomlkit

from ...content.edition import Edition
from ...content.labels import Label
from ...content.project import Project
from ...content.ruby import RUBY_LANGUAGE
from ...content.screen_files import load_spec
from ...content.screens import Box, ScreenFile, Shooting
from ...content.toml_files import place_of
from ...content.write_files import write_together
from ...errors import Place, Problem, TebikiError, UsageError, fail
from ...messages import say
from ..add import Added, Wish, add
from .certificate_dialog import (
    HOSTS,
    ISSUED_BY,
    PARTS,
    SERIAL,
    SUBJECT,
    Dialog,
    host_boxes,
    is_complete,
    read_dialog,
    text_boxes,
)
from .certificates import fill_store, issue_certificates
from .programs import browser_version, find_programs, system_name
from .session import TEXT_HEIGHT, TEXT_POINTS, Stage, asking_server, shoot_dialog

#: What stands for a common name that nobody knows; it is covered.
_UNKNOWN: Final = "example"


@dataclass(frozen=True, slots=True)
class ShootOptions:
    """What is to be shot: the screen, languages (empty: all that have words for it), the day."""

    name: str
    on: date
    languages: tuple[str, ...] = ()
    replace: bool = False


@dataclass(frozen=True, slots=True)
class ShootResult:
    """``added``: captures; ``confirmed``: labels whose words were seen; ``source``: what they say now."""

    added: tuple[Added, ...]
    confirmed: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class _Work:
    project: Project
    path: Path
    spec: ScreenFile
    shooting: Shooting
    edition: Edition
    programs: dict[str, str]

    @property
    def labels(self) -> dict[str, Label]:
        """The labels of the dialog's parts, by the parts' names."""
        return {part: self.project.labels[key] for part, key in self.shooting.labels.items()}

    @property
    def host(self) -> str | None:
        """The host that readers will see, where the fact is known."""
        try:
            link = self.edition.fact_at(self.shooting.host or "")
        except KeyError:
            return None
        return urlsplit(getattr(link, "url", "")).hostname


def shoot(project: Project, options: ShootOptions, told: Callable[[str], None]) -> ShootResult:
    """Make a capture of a screen in each language, add them, and note the words' source in the labels.

    Nothing is written before all dialogs were seen and their words are those of the labels. Raises
    `UsageError` for a screen that no recipe makes or a language without its words, `TebikiError` for
    words that differ (``screens/other-words``) and for programs that are missing (exit code 3).
    """
    path, spec = load_spec(project.screenshots, options.name)
    if spec.shoot is None:
        raise UsageError([Problem("screens/no-recipe", Place.of(path), {"name": options.name})])
    work = _Work(project, path, spec, spec.shoot, project.edition_of(project.current), find_programs())
    _check_parts(work)
    dialogs: dict[str, _Seen] = {}
    for language in _languages(work, options):
        told(say("screens-command/shooting", name=options.name, language=language))
        dialogs[language] = _see(work, language)
    if problems := [one for seen in dialogs.values() for one in _differing(work, seen)]:
        raise TebikiError(problems)
    made_by = f"{browser_version(work.programs['chromium'])} ({system_name()})"
    added = tuple(_add(work, options, seen, made_by) for seen in dialogs.values())
    source = f"{made_by}: read from its dialog on {options.on.isoformat()}, in {', '.join(dialogs)}"
    return ShootResult(added, _note_source(work, source, frozenset(dialogs)), source)


def _check_parts(work: _Work) -> None:
    """Marks and labels must name parts that the recipe has, labels must be there."""
    marks = [mark.element for mark in work.spec.marks]
    for part in [*marks, *work.shooting.labels]:
        if part not in PARTS:
            fail("screens/part", place_of(work.path, ["shoot"]), part=part, allowed=", ".join(PARTS))
    if (host := work.shooting.host) is not None and not _is_link(work.edition, host):
        known = ", ".join(f"links.{name}" for name in work.edition.links) or "-"
        fail("screens/shoot-host", place_of(work.path, ["shoot", "host"]), host=host, allowed=known)
    for key in work.shooting.labels.values():
        if key not in work.project.labels:
            known = ", ".join(sorted(work.project.labels))
            fail("source/label", place_of(work.path, ["shoot", "labels"]), key=key, allowed=known)


def _is_link(edition: Edition, key: str) -> bool:
    """Whether a key is that of an address, be it known or not."""
    return key.startswith("links.") and key.count(".") == 1 and edition.names(key)


def _languages(work: _Work, options: ShootOptions) -> tuple[str, ...]:
    """Languages in which all words of the dialog are known: only there a wrong one would show."""
    known = [
        code
        for code in work.project.languages
        if code != RUBY_LANGUAGE and all(code in label.texts for label in work.labels.values())
    ]
    for language in options.languages:
        if language not in known:
            values = {"language": language, "known": ", ".join(known) or "-"}
            raise UsageError([Problem("screens/no-words", Place("--language"), values)])
    return options.languages or tuple(known)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The dialog in a language, and what of it is to be covered: all that no reader will see so."""

    language: str
    dialog: Dialog
    covered: tuple[Box, ...]


def _see(work: _Work, language: str) -> _Seen:
    name = work.edition.certificate.common_name
    unknown = [*([] if name else [SUBJECT]), ISSUED_BY, SERIAL]
    if work.host is not None:
        dialog = _dialog(work, language, work.host, name or _UNKNOWN)
        return _Seen(language, dialog, tuple(text_boxes(dialog, unknown)))
    first, second = (_dialog(work, language, host, name or _UNKNOWN) for host in HOSTS)
    return _Seen(language, first, (*host_boxes(first, second), *text_boxes(first, unknown)))


def _dialog(work: _Work, language: str, host: str, common_name: str) -> Dialog:
    with TemporaryDirectory(prefix="tebiki-") as name:
        folder = Path(name)
        issued = issue_certificates(folder, host, common_name)
        fill_store(folder, issued, work.programs)
        with asking_server(issued) as port:
            shot = shoot_dialog(Stage(folder, work.programs, port), language, host, is_complete)
    return read_dialog(shot, host)


def _differing(work: _Work, seen: _Seen) -> Iterator[Problem]:
    """Words that the browser shows otherwise than the labels say."""
    for part, label in work.labels.items():
        shown, said = seen.dialog.words[part], label.texts[seen.language]
        if shown != said:
            values = {"key": label.key, "language": seen.language, "seen": shown, "said": said}
            yield Problem("screens/other-words", Place.of(work.path, key=label.key), values)


def _add(work: _Work, options: ShootOptions, seen: _Seen, made_by: str) -> Added:
    with TemporaryDirectory(prefix="tebiki-") as folder:
        file = Path(folder) / "screen.png"
        seen.dialog.image.save(file)
        wish = Wish(
            name=options.name,
            file=file,
            device=f"{made_by}, text of {TEXT_POINTS} pt",
            os=made_by,
            on=options.on,
            text_height=TEXT_HEIGHT,
            language=seen.language,
            crop=seen.dialog.frame,
            redact=seen.covered,
            marks=tuple(seen.dialog.boxes[mark.element] for mark in work.spec.marks),
            replace=options.replace,
        )
        return add(work.project, wish)


def _note_source(work: _Work, source: str, languages: frozenset[str]) -> tuple[str, ...]:
    """Write where the words were seen into the labels' files; the labels that say so now."""
    confirmed: list[str] = []
    texts: dict[Path, tomlkit.TOMLDocument] = {}
    for label in work.labels.values():
        if not languages >= {code for code in label.texts if code in work.project.languages} - {
            RUBY_LANGUAGE
        }:
            continue  # a language that was not shot keeps its own source
        file, *keys = label.key.split(".")
        path = work.project.docs / "labels" / f"{file}.toml"
        document = texts.setdefault(path, tomlkit.parse(path.read_text(encoding="utf-8")))
        row = document
        for key in keys:
            row = row[key]
        row["source"], row["verified"] = source, True
        confirmed.append(label.key)
    for path, document in texts.items():
        text = tomlkit.dumps(document)
        if tomllib.loads(text) != document.unwrap():
            fail("screens/by_hand", Place.of(path), table="source")
    write_together([(path, tomlkit.dumps(document).encode()) for path, document in texts.items()])
    return tuple(confirmed)
