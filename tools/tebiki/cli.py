"""The command ``tebiki``: reads what a person asks, and says what came of it."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from . import __version__
from .build.console import Console
from .build.job import FORMATS
from .build.run import Outcome, Request, build
from .edition import command as edition
from .environments import command as environments
from .errors import Place, Problem, TebikiError, UsageError
from .guard import command as guard
from .handover import command as handover
from .messages import language, say, tell
from .migrate import command as migrate
from .release import command as release
from .required import command as required
from .screens import command as screens
from .serve import command as serve
from .translate import command as translate

#: Ends of the command beside 0: a wrong content, a wrong use, stopped by Ctrl-C.
CONTENT, USAGE, STOPPED = 1, 2, 130


class Parser(argparse.ArgumentParser):
    """Tells a wrong use in our own words, in the language of the messages."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing: one place prints."""
        raise UsageError([Problem("cli/usage", None, {"why": message, "prog": self.prog})])


def parser() -> Parser:
    """The command's grammar, described in the language of the messages."""
    top = Parser(prog="tebiki", description=say("cli/about"), epilog=say("cli/epilog"), add_help=False)
    _help(top)
    shown = f"tebiki {__version__}"
    top.add_argument("-V", "--version", action="version", version=shown, help=say("cli/version"))
    commands = top.add_subparsers(dest="command", metavar=say("cli/command"), parser_class=Parser)
    make = commands.add_parser("build", help=say("cli/build"), description=say("cli/build"), add_help=False)
    _help(make)
    make.add_argument("--edition", metavar="YEAR", help=say("cli/edition"))
    make.add_argument("--language", metavar="LANG", action="append", default=[], help=say("cli/language"))
    make.add_argument("--manual", metavar="NAME", action="append", default=[], help=say("cli/manual"))
    make.add_argument("--format", choices=FORMATS, help=say("cli/format"))
    stage = make.add_mutually_exclusive_group()
    for name, words in (("draft", "cli/draft"), ("archive", "cli/archive")):
        stage.add_argument(f"--{name}", action="store_const", dest="stage", const=name, help=say(words))
    # A release builds what was approved, whatever conf.py calls current; no person needs to say so.
    hidden = argparse.SUPPRESS
    stage.add_argument("--released", action="store_const", dest="stage", const="current", help=hidden)
    make.add_argument("--jobs", metavar="N", type=_count, help=say("cli/jobs"))
    make.add_argument("--explain", action="store_true", help=say("cli/explain"))
    make.add_argument("--output", metavar="DIR", type=Path, help=say("cli/output"))
    make.add_argument("--root", metavar="DIR", type=Path, default=Path(), help=say("cli/root"))
    words = say("screens-command/about")
    screens.grammar(commands.add_parser("screens", help=words, description=words, add_help=False), _help)
    words = say("check/about")
    guard.grammar(commands.add_parser("check", help=words, description=words, add_help=False), _help)
    words = say("required-command/about")
    required.grammar(commands.add_parser("required", help=words, description=words, add_help=False), _help)
    words = say("edition-command/about")
    edition.grammar(commands.add_parser("edition", help=words, description=words, add_help=False), _help)
    words = say("translate-command/about")
    translate.grammar(commands.add_parser("translate", help=words, description=words, add_help=False), _help)
    words = say("handover-command/about")
    handover.grammar(commands.add_parser("handover", help=words, description=words, add_help=False), _help)
    words = say("release-command/about")
    release.grammar(commands.add_parser("release", help=words, description=words, add_help=False), _help)
    words = say("environments-command/about")
    part = commands.add_parser("environments", help=words, description=words, add_help=False)
    environments.grammar(part, _help)
    words = say("migrate-command/about")
    migrate.grammar(commands.add_parser("migrate", help=words, description=words, add_help=False), _help)
    words = say("serve/about")
    serve.grammar(commands.add_parser("serve", help=words, description=words, add_help=False), _help)
    return top


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d?", text):
        raise UsageError([Problem("cli/jobs-count", Place("--jobs"), {"value": text})])
    return int(text)


def _help(of: argparse.ArgumentParser) -> None:
    of.add_argument("-h", "--help", action="help", help=say("cli/help"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    console = Console()
    if not console.shows("日本語"):
        os.environ["TEBIKI_LANG"] = "en"  # an ASCII console would show escapes for every character
    try:
        asked = parser().parse_args(arguments)
        if asked.command is None:
            raise UsageError([Problem("cli/none", None, {})])
        return _COMMANDS[asked.command](asked, console)
    except TebikiError as error:
        console.done()
        _explain(error.problems, console)
        if not isinstance(error, UsageError):
            console.err(say("build/failed", count=len(error.problems)))
        return error.exit_code
    except KeyboardInterrupt:
        console.done()
        console.err(say("build/stopped"))
        return STOPPED


def _explain(problems: Sequence[Problem], console: Console) -> None:
    for problem in problems:
        console.err(tell(problem))


def _root(asked: argparse.Namespace) -> Path:
    root: Path = asked.root.resolve()
    if not (root / "conf.py").is_file() or not (root / "docs").is_dir():
        raise UsageError([Problem("build/root", None, {"folder": str(root)})])
    return root


def _screens(asked: argparse.Namespace, console: Console) -> int:
    from .screens.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked))
    console.out(answer.text)
    _explain(answer.problems, console)
    return CONTENT if answer.problems else 0


def _check(asked: argparse.Namespace, console: Console) -> int:
    from .guard.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked), console.progress if console.interactive else console.err)
    console.done()
    for line in answer.err:
        console.err(line)
    console.out(answer.out)
    return CONTENT if answer.errors else 0


def _required(asked: argparse.Namespace, console: Console) -> int:
    from .required.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked))
    console.out(answer.text)
    _explain(answer.problems, console)
    return CONTENT if answer.problems else 0


def _edition(asked: argparse.Namespace, console: Console) -> int:
    from .edition.answer import run  # noqa: PLC0415 -- a build needs none of it
    from .edition.ask import Person  # noqa: PLC0415

    answer = run(asked, _root(asked), Person(console))
    console.out(answer.text)
    _explain(answer.problems, console)
    return CONTENT if answer.problems else 0


def _translate(asked: argparse.Namespace, console: Console) -> int:
    from .translate.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked))
    console.out(answer.text)
    _explain(answer.problems, console)
    return CONTENT if answer.problems else 0


def _handover(asked: argparse.Namespace, console: Console) -> int:
    from .handover.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked), console.err)
    console.out(answer.text)
    if answer.notices:
        console.err(say("handover-command/notices", count=len(answer.notices)))
        _explain(answer.notices, console)
    return 0


def _release(asked: argparse.Namespace, console: Console) -> int:
    from .release.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked), console.err)
    if answer.text:
        console.out(answer.text)
    _explain(answer.problems, console)
    return CONTENT if answer.problems else 0


def _environments(asked: argparse.Namespace, console: Console) -> int:
    from .environments.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked)
    console.out(answer.text)
    _explain(answer.problems, console)
    return CONTENT if answer.problems else 0


def _migrate(asked: argparse.Namespace, console: Console) -> int:
    from .migrate.answer import run  # noqa: PLC0415 -- a build needs none of it

    answer = run(asked, _root(asked))
    console.out(answer.text)
    return CONTENT if answer.old else 0


def _serve(asked: argparse.Namespace, console: Console) -> int:
    from .serve.loop import Loop  # noqa: PLC0415 -- a build needs none of it

    try:
        Loop(_root(asked), console.err, console.progress if console.interactive else None).run(
            asked.port, pdf=asked.pdf
        )
    except KeyboardInterrupt:
        console.err(say("serve/ended"))
    return 0


def _build(asked: argparse.Namespace, console: Console) -> int:
    root = _root(asked)
    if asked.edition is not None and not re.fullmatch(r"\d{4}", asked.edition):
        raise UsageError([Problem("cli/year", Place("--edition"), {"value": asked.edition})])
    if asked.edition is not None and asked.stage != "draft":  # a draft of a correction is today's text
        ended = _build_released(asked, root, console)
        if ended is not None:
            return ended
    request = Request(
        root=root,
        edition=asked.edition,
        languages=tuple(dict.fromkeys(asked.language)),
        manuals=tuple(dict.fromkeys(asked.manual)),
        formats=(asked.format,) if asked.format else FORMATS,
        output=asked.output,
        jobs=asked.jobs,
        stage=asked.stage,
    )
    if asked.explain:
        from .build.explain import explain  # noqa: PLC0415 -- other builds need none of it

        for line in explain(request):
            console.err(line)
    if console.interactive:
        outcome = build(request, console.progress, console.progress)
    else:
        outcome = build(request, console.err)
    console.done()
    _tell(outcome, console)
    return 0


def _build_released(asked: argparse.Namespace, root: Path, console: Console) -> int | None:
    """An edition that was released is made from its own commit, never from today's text; else None."""
    from .history.edition import build_of_commit, last_release  # noqa: PLC0415 -- other builds need no git

    release = last_release(root, asked.edition)
    if release is None:
        return None
    console.err(say("build/released", year=asked.edition, commit=release.commit[:12]))
    target: Path = asked.output or root / "build" / "part"
    options = [f"--language={code}" for code in asked.language] + [f"--manual={n}" for n in asked.manual]
    options.append("--archive" if asked.stage == "archive" else "--released")
    options += [f"--format={asked.format}"] * bool(asked.format) + [f"--jobs={asked.jobs}"] * bool(asked.jobs)
    build_of_commit(root, release, target, options, report=console.err)
    _tell(Outcome(target, (), fresh=True), console)
    return 0


def _tell(outcome: Outcome, console: Console) -> None:
    for line in outcome.told:
        console.err(line)
    target = outcome.target
    counts = {"pages": len(list(target.rglob("*.html"))), "pdfs": len(list(target.rglob("*.pdf")))}
    shown = Place.of(target).file
    console.out(say("build/done" if outcome.fresh else "build/unchanged", language(), target=shown, **counts))


_COMMANDS = {
    "build": _build,
    "serve": _serve,
    "screens": _screens,
    "edition": _edition,
    "check": _check,
    "required": _required,
    "release": _release,
    "environments": _environments,
    "translate": _translate,
    "handover": _handover,
    "migrate": _migrate,
}


if __name__ == "__main__":
    sys.exit(main())
