"""Does the next year on a copy and runs the suite there: ``make rehearse``.

A clone of the last commit, in a temporary folder: the year after the current one is begun, its
facts are given invented values and confirmed, a sentence of a manual is corrected, each manual is
walked through, the edition is reviewed and released; then a correction of it is opened, with one
more fact and one more sentence, and the tests run on what has come of it. The staff's own commands
do all of it; what stands here is what staff do by hand. Nothing is changed but the copy. It takes
as long as the suite, and some minutes more.

Options: ``--keep DIR`` (the copy stays, in a folder that is not there yet), ``--no-tests``; all
others go to pytest. It ends with the exit code of the tests, or with 1 where a command refused.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import runpy
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from rehearse_facts import missing, unconfirmed, with_value

ROOT: Final = Path(__file__).resolve().parent.parent
#: Nobody; for commits of the copy.
_NAMES: Final = ("user.name=rehearsal", "user.email=rehearsal@example.com")
#: A paragraph of one line that begins with a word, and what makes it another sentence of the same meaning.
_PARAGRAPH: Final = re.compile(r"(?m)(?<=\n)(?=[^\W\d_a-zA-Z].*。$)")
_MORE: Final = "なお、"
#: The key of a changed sentence, as ``translate update --same-meaning`` lists it.
_EDIT: Final = re.compile(r"(?m)^([0-9a-f]{6,})  ")

#: As ``edition review`` tells it, in any language of the messages.
_CHECK_NUMBER: Final = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)")


def main(arguments: list[str]) -> int:
    """Rehearse; the exit code."""
    words = __doc__.partition("\n")[0]
    # No abbreviations: what is not an option here is one of pytest's.
    parser = argparse.ArgumentParser(prog="make rehearse", description=words, allow_abbrev=False)
    parser.add_argument("--keep", metavar="DIR", type=Path, help="leave the copy there")
    parser.add_argument("--no-tests", action="store_true", help="end before the tests")
    asked, options = parser.parse_known_args(arguments)
    with TemporaryDirectory(prefix="tebiki-", ignore_cleanup_errors=True) as temporary:
        copy = Copy(asked.keep.resolve() if asked.keep else Path(temporary) / "copy")
        rehearse(copy)
        return 0 if asked.no_tests else copy.test(options)


class Copy:
    """A clone of the project, and what is called in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.facts = root / "docs" / "editions"

    @property
    def current(self) -> int:
        """The edition that conf.py calls current."""
        return int(self._conf()["tebiki_edition"])

    @property
    def settings(self) -> dict[str, Any]:
        """What the city has set."""
        settings: dict[str, Any] = self._conf()["tebiki_settings"]
        return settings

    @property
    def languages(self) -> list[str]:
        """Those of the site."""
        languages: list[str] = self.settings.get("languages", ["ja"])
        return languages

    def edition(self) -> dict[str, Any]:
        """The facts of the current edition."""
        return tomllib.loads((self.facts / f"{self.current}.toml").read_text(encoding="utf-8"))

    def _conf(self) -> dict[str, Any]:
        return runpy.run_path(str(self.root / "conf.py"))

    def clone(self) -> None:
        """Make it, on a branch of its own."""
        _tell("A copy of the last commit; what is not committed is no part of it")
        _call(["git", "clone", "--quiet", str(ROOT), str(self.root)], ROOT)
        self.git("checkout", "--quiet", "-B", "rehearsal")

    def git(self, *words: str) -> None:
        """Call git there; ends the program where that fails."""
        names = [word for name in _NAMES for word in ("-c", name)]
        _call(["git", *names, *words], self.root)

    def commit(self, message: str) -> None:
        """Commit all that has changed."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def tebiki(self, *words: str) -> None:
        """Run a command of the copy's engine; a refusal is shown whole and ends the program."""
        _tell(f"tebiki {' '.join(words)}")
        _call([sys.executable, "-m", "tebiki", *words], self.root, self.environment())

    def update_translations(self) -> None:
        """Bring catalogues up to date, with a yes to each changed sentence: the meaning is the same."""
        words = ("translate", "update", "--same-meaning")
        listed = subprocess.run(  # noqa: S603 -- our own command
            [sys.executable, "-m", "tebiki", *words],
            cwd=self.root,
            env=self.environment(),
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )
        keys = _EDIT.findall(listed.stdout.decode("ascii", "replace"))
        self.tebiki(*words, *(word for key in keys for word in ("--yes", key)))

    def review(self, year: int) -> str:
        """Make the papers of an edition; the check number that stands on them."""
        _tell(f"tebiki edition review {year}")
        command = [sys.executable, "-m", "tebiki", "edition", "review", str(year)]
        said = _call(command, self.root, self.environment(), keep=True).decode("utf-8", "replace")
        print(said, end="")  # noqa: T201 -- as the command itself would
        [number] = _CHECK_NUMBER.findall(said)
        return str(number)

    def held(self) -> list[str]:
        """Languages with a manual that is not translated far enough to go out."""
        command = [sys.executable, "-m", "tebiki", "translate", "status", "--json"]
        table = json.loads(_call(command, self.root, self.environment(), keep=True))
        return [
            row["language"]
            for row in table["languages"]
            if row["language"] in self.languages and not all(page["released"] for page in row["pages"])
        ]

    def test(self, options: list[str]) -> int:
        """Run the suite there; its exit code."""
        _tell(f"pytest {' '.join(options)}")
        command = [sys.executable, "-m", "pytest", *options]
        return subprocess.call(command, cwd=self.root, env=self.environment())  # noqa: S603 -- our own tests

    def environment(self) -> dict[str, str]:
        """The copy's own engine, not the one that is installed."""
        return {**os.environ, "PYTHONPATH": str(self.root / "tools")}


def rehearse(copy: Copy) -> None:
    """From the copy to a correction of the next year that is open."""
    copy.clone()
    year = copy.current + 1
    _begin(copy, year)
    late = _confirm(copy, year)
    first, *_ = _manuals(copy)
    _correct(first)
    copy.update_translations()
    _walk(copy, year)
    number = copy.review(year)
    held = [word for language in copy.held() for word in ("--held", language)]
    approval = ("--approved", f"{year}-03-25", "--number", "1", "--check-number", number)
    copy.tebiki("release", *approval, *held)
    _revise(copy, year, late)
    copy.commit("A correction is open")


def _begin(copy: Copy, year: int) -> None:
    """Begin the year, whatever has been begun of it."""
    drafts = sorted((path.stem for path in copy.facts.glob("[0-9]*.toml")), reverse=True)
    for draft in drafts:
        if int(draft) >= year:
            copy.tebiki("edition", "discard", draft, "--yes")
    last = copy.edition()["certificate"]["id"]
    new = next_id(last, copy.settings["certificate_pattern"], year)
    said = ("--certificate", new, "--published", f"{year}-04", "--yes")
    copy.tebiki("edition", "new", str(year), *said)


def next_id(last: str, pattern: str, year: int) -> str:
    """A certificate's id of that year: the last one with another year in it, or the next number."""
    match = re.fullmatch(pattern, last)
    if match and "year" in match.groupdict():
        parts = {"year": str(year)[-len(match["year"]) :]}
        if match["month"] + match["day"] == "0229":
            parts["day"] = "28"
        for name, text in parts.items():
            last = last[: match.start(name)] + text + last[match.end(name) :]
        return last
    return re.sub(r"\d+(?=\D*$)", lambda found: str(int(found[0]) + 1).zfill(len(found[0])), last)


def _confirm(copy: Copy, year: int) -> str | None:
    """Give each fact a value and confirm it; but for one that has none, which it gives: it comes later."""
    path = copy.facts / f"{year}.toml"
    text = path.read_text(encoding="utf-8")
    empty = missing(text)
    # Systems that were tried become known by the walk.
    late = next((key for key in reversed(empty) if not key.endswith(".tested")), None)
    for key in empty:
        if key == late:
            continue
        _fill(copy, path, key)
    keys = [key for key in unconfirmed(text) if key != late]
    copy.tebiki(
        "edition", "confirm", *keys, "--edition", str(year), "--by", "試験係", "--on", f"{year}-03-20"
    )
    return late


def _walk(copy: Copy, year: int) -> None:
    """Say of each manual that it was followed to the end on a device, and that all was as it shows."""
    said = {"by": "試験係", "device": "rehearsal", "os": f"Rehearsal {year - 2010}"}
    for name in tomllib.loads((copy.facts / f"{year}.toml").read_text(encoding="utf-8"))["manuals"]:
        copy.tebiki("screens", "walk", name, "--edition", str(year), "--sheet")
        path = copy.root / "build" / "walks" / f"{year}-{name}-answers.toml"
        _tell(f"{path.name}: all as the manual shows it")
        text = path.read_text(encoding="utf-8").replace('seen = ""', 'seen = "same"')
        for key, value in said.items():
            text = text.replace(f'\n{key} = ""\n', f'\n{key} = "{value}"\n', 1)
        today = datetime.now().astimezone().date()
        text = text.replace('\non = ""\n', f"\non = {today.isoformat()}\n", 1)
        path.write_text(text, encoding="utf-8", newline="\n")
        copy.tebiki("screens", "walk", name, "--edition", str(year), "--from", str(path))


def _fill(copy: Copy, path: Path, key: str) -> None:
    _tell(f"{path.name}: a value for {key}")
    text = with_value(path.read_text(encoding="utf-8"), key, copy.languages)
    path.write_text(text, encoding="utf-8", newline="\n")


def _correct(path: Path) -> None:
    """Correct the first sentence of a manual that has not been corrected yet."""
    text = path.read_text(encoding="utf-8")
    for place in _PARAGRAPH.finditer(text):
        if not text.startswith(_MORE, place.start()):
            line = text.count("\n", 0, place.start()) + 1
            _tell(f"{path.name}:{line}: a sentence corrected")
            text = text[: place.start()] + _MORE + text[place.start() :]
            path.write_text(text, encoding="utf-8", newline="\n")
            return
    sys.exit(f"{path.name} has no paragraph of one line: nothing to correct.")


def _manuals(copy: Copy) -> list[Path]:
    """The pages of the current edition's manuals."""
    return [copy.root / "docs" / f"{name}.md" for name in copy.edition()["manuals"]]


def _revise(copy: Copy, year: int, late: str | None) -> None:
    """Open a correction: a sentence of each manual, not translated yet, and the fact without a value."""
    manuals = [word for path in _manuals(copy) for word in ("--manual", path.stem)]
    said = ("--reason", "文と事実を直しました。", "--on", f"{year}-09-10", "--yes")
    copy.tebiki("edition", "revise", str(year), *manuals, *said)
    for path in _manuals(copy):
        _correct(path)
    if late:
        _fill(copy, copy.facts / f"{year}.toml", late)
        copy.tebiki("edition", "confirm", late, "--by", "試験係", "--on", f"{year}-09-09")


def _tell(step: str) -> None:
    print(f"\n== {step}", flush=True)  # noqa: T201 -- a command's answer


def _call(
    command: list[str], folder: Path, environment: dict[str, str] | None = None, *, keep: bool = False
) -> bytes:
    """What the command said, where that is to be kept; ends the program where the command fails."""
    out = subprocess.PIPE if keep else None
    ended = subprocess.run(  # noqa: S603 -- nothing that people typed
        command, cwd=folder, env=environment, check=False, stdout=out
    )
    if ended.returncode:
        _tell(f"Stopped: the last command ended with {ended.returncode}. See above.")
        sys.exit(1)
    return ended.stdout or b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
