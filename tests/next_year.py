"""The next year of a project begun, and what translators would have to do for it: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tebiki.cli.dispatch import main
from tebiki.content.edition import Edition, load_edition
from tebiki.content.project import Project
from tebiki.content.settings import load_config
from tebiki.pipeline import extract_messages
from tebiki.pipeline.extract_messages import extract
from tebiki.translate.status import status
from tebiki.translate.targets import target_languages


def newest_year(root: Path) -> str:
    """The year of the newest edition, a draft or not."""
    return max(path.stem for path in (root / "docs" / "editions").glob("*.toml"))


def make_current(root: Path, year: str) -> None:
    """Have conf.py name an edition, as a release does."""
    conf, now = root / "conf.py", load_config(root).edition
    text = conf.read_text(encoding="utf-8")
    assert text.count(f'tebiki_edition = "{now}"') == 1
    text = text.replace(f'tebiki_edition = "{now}"', f'tebiki_edition = "{year}"')
    conf.write_text(text, encoding="utf-8", newline="\n")


def read(root: Path, year: str) -> Edition:
    """The facts of a year."""
    return load_edition(root / "docs" / "editions", year, load_config(root).settings)


def asked_of_translators(root: Path, year: str, certificate: str, published: str) -> list[str]:
    """What a new year, begun and made current, asks of translators beyond the newest there is.

    The project is changed; its newest edition, from which the year begins, becomes current first.
    """
    past = newest_year(root)
    make_current(root, past)
    before, last = extract(Project(root)), read(root, past)
    options = ["--certificate", certificate, "--published", published, "--yes", "--root", str(root)]
    assert main(["edition", "new", year, *options]) == 0
    make_current(root, year)
    edition = read(root, year)
    found = [] if extract(Project(root)) == before else ["messages"]
    project = Project(root)
    languages = target_languages(project)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extract_messages, "extract", lambda _: before)  # reading all pages takes a while
        now = status(project.seen_in(year), languages)
        then = status(project.seen_in(past), languages)
    found += [str(problem) for problem in now.problems]
    if [one.pages for one in now.languages] != [one.pages for one in then.languages]:
        found.append("the pages of a language")
    found += [
        f"manuals.{name}.history"
        for name, manual in edition.manuals.items()
        if manual.history[0].changes.keys() != last.manuals[name].history[0].changes.keys()
    ]
    return found
