"""``tebiki init``: a project for another city, school or hospital, after a few questions or none."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar

from ..content.catalogs.language_folder import SOURCE
from ..content.language_names import language_name
from ..content.placeholders import placeholder_texts
from ..content.ruby import KANJI, RUBY_LANGUAGE
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
    read_title,
    read_title_in,
    split_titles,
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
    with_open,
)
from .answer import Answer, print_answer

T = TypeVar("T")
_COMMAND: Final = "tebiki init"
#: Names that pages print: the option, and what a placeholder for it is called.
_TITLES: Final = {"name": "name", "system": "system", "section": "publisher"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe ``init``."""
    parser.add_argument("folder", metavar="NAME", nargs="?", type=Path, help=say("init/folder"))
    for option in ("name", "system", "section"):
        words = say(f"init/{option}")
        parser.add_argument(f"--{option}", metavar="TEXT", action="append", default=[], help=words)
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
        given = {option: split_titles(f"--{option}", getattr(self.asked, option)) for option in _TITLES}
        name = self._title("name", given["name"], folder.name)
        system = self._open_title("system", given["system"])
        section = self._open_title("section", given["section"])
        languages = self._answer("languages", read_languages, SOURCE)
        titles = {
            option: self._in_languages(option, text, given[option], languages)
            for option, text in (("name", name), ("system", system), ("section", section))
        }
        devices = self._answer("devices", read_devices, DEVICES[0], known=", ".join(DEVICES))
        certificate = self._certificate()
        year = self._answer("year", read_fiscal_year, str(fiscal_year(today)), today=today.isoformat())
        return ProjectPlan(
            name=titles["name"],
            year=year,
            published=first_month(year, today),
            system=titles["system"],
            publisher=titles["section"],
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

    def _title(self, option: str, said: Mapping[str, str], default: str) -> str:
        """A name in Japanese, as it was said or is answered."""
        if SOURCE not in said and not self.asked.yes:
            return self.person.ask(
                say(f"init/ask-{option}"), lambda typed: read_title(f"--{option}", typed), default
            )
        return read_title(f"--{option}", said.get(SOURCE, default))

    def _open_title(self, option: str, said: Mapping[str, str]) -> str:
        """The same; Enter alone, or nothing said, leaves it open: an empty text."""

        def read(typed: str) -> str:
            return read_title(f"--{option}", typed) if typed.strip() else ""

        if SOURCE in said or self.asked.yes:
            return read(said.get(SOURCE, ""))
        enter = say("init/enter-open", text=in_language(placeholder_texts(_TITLES[option]), language()))
        return self.person.ask(say(f"init/ask-{option}"), read, enter=enter)

    def _in_languages(
        self, option: str, text: str, said: Mapping[str, str], languages: Sequence[str]
    ) -> dict[str, str]:
        """A name by language; placeholders where it was left open. Raises `UsageError`."""
        if extra := [code for code in said if code not in languages]:
            problem = Problem("init/not-chosen", Place(f"--{option}"), {"language": extra[0]})
            raise UsageError([problem])
        kind = _TITLES[option]
        found = {SOURCE: text} if text else placeholder_texts(kind)
        for code in languages[1:]:
            if code in said:
                found[code] = read_title_in(f"--{option}", code, said[code], found[SOURCE])
            elif text and code == RUBY_LANGUAGE and not KANJI.search(text):
                found[code] = text
            elif text and not self.asked.yes and (typed := self._ask_in(option, code, text)):
                found[code] = typed
        return with_open(found, kind, languages)

    def _ask_in(self, option: str, code: str, text: str) -> str:
        """What somebody calls it in another language; empty where that is left open."""
        known = {"text": text, "language": language_name(code, language())}
        placeholder = None if code == RUBY_LANGUAGE else placeholder_texts(_TITLES[option]).get(code)
        enter = say("init/enter-open", text=placeholder) if placeholder else say("init/enter-japanese")
        return self.person.ask(
            say("init/ask-reading" if code == RUBY_LANGUAGE else "init/ask-in", **known),
            lambda typed: read_title_in(f"--{option}", code, typed, text) if typed else "",
            enter=enter,
        )

    def _certificate(self) -> Certificate:
        """The certificate; Enter alone, or nothing said, leaves it open."""
        said, sample = self.asked.certificate, open_certificate()

        def read(typed: str) -> Certificate:
            return read_certificate("--certificate", typed) if typed.strip() else sample

        if said is not None or self.asked.yes:
            return read(said or "")
        enter = say("init/enter-open", text=sample.id + sample.suffix)
        return self.person.ask(say("init/ask-certificate"), read, enter=enter)


def _read_folder(typed: str) -> Path:
    if not typed:
        raise UsageError([Problem("init/text-empty", Place(_COMMAND))])
    folder = Path(typed)
    check_folder(Path(os.path.abspath(folder)))  # noqa: PTH100 -- as above
    return folder
