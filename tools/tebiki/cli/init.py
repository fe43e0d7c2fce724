"""``tebiki init``: a project for another city, school or hospital, after a few questions or none."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar

from ..content.catalogs.language_folder import SOURCE
from ..content.language_names import language_name
from ..content.ruby import RUBY_LANGUAGE
from ..content.settings import in_language
from ..content.text_files import shown
from ..editions.prompt import Person
from ..errors import Place, Problem, UsageError
from ..messages import language, say
from ..messages.console import Console
from ..new_project.answers import (
    read_certificate,
    read_devices,
    read_fiscal_year,
    read_languages,
    read_name_in,
    read_title,
)
from ..new_project.example import example_plan
from ..new_project.make import NewProject, check_folder, make_project
from ..new_project.plan import (
    DEVICES,
    Certificate,
    ProjectPlan,
    first_month,
    fiscal_year,
    open_certificate,
    open_publisher,
    open_system,
)
from .answer import Answer, print_answer

T = TypeVar("T")
_COMMAND: Final = "tebiki init"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``init``."""
    parser.add_argument("folder", metavar="NAME", nargs="?", type=Path, help=say("init/folder"))
    for option in ("name", "system", "section"):
        parser.add_argument(f"--{option}", metavar="TEXT", help=say(f"init/{option}"))
    parser.add_argument(
        "--name-in", metavar="CODE=TEXT", action="append", default=[], help=say("init/name-in")
    )
    parser.add_argument("--languages", metavar="CODES", help=say("init/languages"))
    parser.add_argument("--devices", metavar="NAMES", help=say("init/devices", known=", ".join(DEVICES)))
    parser.add_argument("--certificate", metavar="FILE", help=say("init/certificate"))
    parser.add_argument("--year", metavar="YEAR", help=say("init/year"))
    parser.add_argument("--example", action="store_true", help=say("init/example"))
    parser.add_argument("--yes", action="store_true", help=say("init/yes"))


def run(asked: argparse.Namespace, console: Console) -> int:
    """Ask for what was not said, make the project; the exit code. Raises `TebikiError`."""
    questions = _Questions(Person(console), asked)
    questions.refuse_silence()
    folder = questions.folder()
    check_folder(folder)
    today = datetime.now().astimezone().date()
    plan = example_plan(today) if asked.example else questions.plan(folder, today)
    made = make_project(plan, folder, lambda stage: console.err(say(f"init/stage-{stage}")))
    return print_answer(Answer("\n".join(made_lines(made, Path.cwd()))), console)


def made_lines(made: NewProject, here: Path) -> Sequence[str]:
    """What was made, and the three commands that come next; ``here``: where somebody will type them."""
    where = os.path.relpath(made.folder, here)
    cd = "" if where == "." else f"cd {_typed(where)} && "
    head = say("init/made", folder=shown(str(made.folder), 200), count=len(made.files))
    return [head, say("init/next-build", cd=cd), say("init/next-check"), say("init/next-studio")]


def _typed(path: str) -> str:
    """A path as it is typed: in quotes where a shell would read more than a name."""
    if all(sign.isalnum() or sign in "._-/\\:" for sign in path):
        return path
    return f'"{path}"' if os.name == "nt" else "'" + path.replace("'", "'\\''") + "'"


@dataclass(frozen=True, slots=True)
class _Questions:
    """What was said in options, and a person who is asked for the rest."""

    person: Person
    asked: argparse.Namespace

    def refuse_silence(self) -> None:
        """Raise `UsageError` where nobody can be asked and not all was said."""
        unasked = self.asked.yes or self.asked.example
        missing = [
            *(["NAME"] if self.asked.folder is None else []),
            *([] if unasked else ["--yes"]),
        ]
        if missing and (self.asked.yes or not self.person.there):
            raise UsageError([Problem("init/needs", Place(_COMMAND), {"options": " ".join(missing)})])

    def folder(self) -> Path:
        """Where the project is to be made."""
        if self.asked.folder is None:
            return Path(os.path.abspath(self.person.ask(say("init/ask-folder"), _read_folder)))  # noqa: PTH100
        return Path(os.path.abspath(self.asked.folder))  # noqa: PTH100 -- `resolve` would follow a link there

    def plan(self, folder: Path, today: date) -> ProjectPlan:
        """All answers, asked for one by one. Raises `UsageError`."""
        name = self._answer("name", read_title, folder.name)
        system = self._open("system", _read_texts, open_system())
        section = self._open("section", _read_texts, open_publisher())
        languages = self._answer("languages", read_languages, SOURCE)
        names = self._names(name, languages)
        devices = self._answer("devices", read_devices, DEVICES[0], known=", ".join(DEVICES))
        certificate = self._open("certificate", read_certificate, open_certificate())
        year = self._answer("year", read_fiscal_year, str(fiscal_year(today)), today=today.isoformat())
        return ProjectPlan(
            name=names,
            year=year,
            published=first_month(year, today),
            system=system,
            publisher=section,
            certificate=certificate,
            languages=languages,
            devices=devices,
        )

    def _answer(self, option: str, read: Callable[[str, str], T], default: str, **values: object) -> T:
        """What an option says, else what somebody answers, else the default."""
        said: str | None = getattr(self.asked, option)
        if said is None and not self.asked.yes:
            question = say(f"init/ask-{option}", **values)
            return self.person.ask(question, lambda typed: read(f"--{option}", typed), default)
        return read(f"--{option}", default if said is None else said)

    def _open(self, option: str, read: Callable[[str, str], T], left_open: T) -> T:
        """The same; Enter alone, or nothing said, leaves it open."""
        said: str | None = getattr(self.asked, option)

        def read_or_open(typed: str) -> T:
            return read(f"--{option}", typed) if typed.strip() else left_open

        if said is None and not self.asked.yes:
            enter = say("init/enter-open", text=_shown(left_open))
            return self.person.ask(say(f"init/ask-{option}"), read_or_open, enter=enter)
        return read_or_open(said or "")

    def _names(self, name: str, languages: Sequence[str]) -> dict[str, str]:
        """The name by language. Raises `UsageError` for a language that was not chosen."""
        said = dict(_read_pair(pair, languages) for pair in self.asked.name_in)
        found = {SOURCE: name}
        for code in languages[1:]:
            if code in said:
                found[code] = read_name_in("--name-in", code, said[code], name)
            elif not self.asked.yes and (text := self._ask_name_in(code, name)):
                found[code] = text
        return found

    def _ask_name_in(self, code: str, name: str) -> str:
        known = {"language": language_name(code, language())}
        question = say("init/ask-name-reading") if code == RUBY_LANGUAGE else say("init/ask-name-in", **known)
        return self.person.ask(
            question,
            lambda typed: read_name_in("--name-in", code, typed, name) if typed else "",
            enter=say("init/enter-japanese"),
        )


def _read_folder(typed: str) -> Path:
    if not typed:
        raise UsageError([Problem("init/text-empty", Place(_COMMAND))])
    folder = Path(typed)
    check_folder(Path(os.path.abspath(folder)))  # noqa: PTH100 -- as above
    return folder


def _read_texts(option: str, typed: str) -> dict[str, str]:
    return {SOURCE: read_title(option, typed)}


def _shown(left_open: object) -> str:
    """What stands where something is left open, in the language of the messages."""
    if isinstance(left_open, Certificate):
        return left_open.id + left_open.suffix
    return in_language(left_open, language()) if isinstance(left_open, dict) else ""


def _read_pair(text: str, languages: Sequence[str]) -> tuple[str, str]:
    code, sign, name = text.partition("=")
    if not sign or code.strip() not in languages[1:]:
        values = {"text": shown(text), "known": ", ".join(languages[1:]) or "-"}
        raise UsageError([Problem("init/name-in-form", Place("--name-in"), values)])
    return code.strip(), name
