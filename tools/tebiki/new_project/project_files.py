"""The files of a new project but its translations: templates, and the two that hold what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from ..content.catalogs.language_folder import SOURCE
from .pins import installed_packages, lock_text
from .plan import DEVICES, ProjectPlan
from .source_text import conf_text, edition_texts

LOCK: Final = "requirements.lock"
#: Folders of templates: what every project has, and what an example has besides.
_EVERY, _EXAMPLE = "every", "example"
#: A template's name here, where a file of that name would mean something in this repository.
_NAMED: Final = {
    "gitignore.txt": ".gitignore",
    "gitattributes.txt": ".gitattributes",
    "github-workflow.txt": ".github/workflows/manuals.yml",
    "Makefile.txt": "Makefile",
    "make-bat.txt": "make.bat",
    "README.txt": "README.md",
}
_MARKDOWN_SIGN: Final = re.compile(r"([!-/:-@\[-`{-~])")


def project_files(plan: ProjectPlan) -> dict[str, bytes]:
    """Every file by its name below the project's folder."""
    texts = {
        "conf.py": conf_text(plan),
        **{f"docs/editions/{year}.toml": text for year, text in edition_texts(plan).items()},
        LOCK: lock_text(installed_packages()),
    }
    found = {name: text.encode() for name, text in texts.items()}
    for folder in (_EVERY, *((_EXAMPLE,) if plan.example is not None else ())):
        for name, data in _templates(files(__package__).joinpath("templates", folder), ""):
            if _is_wanted(plan, name):
                target = _NAMED.get(name, name)
                found[target] = _filled(plan, target, data)
    return found


def _templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _templates(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def _is_wanted(plan: ProjectPlan, name: str) -> bool:
    """Whether a file is of no device, or of one that there is a manual for; and of translations, if any."""
    parts = name.split("/")
    if parts[:2] == ["docs", "locales"] and len(plan.languages) == 1:
        return False
    about = {parts[-1].partition(".")[0], *parts[:-1]} & set(DEVICES)
    return about <= set(plan.devices)


def _filled(plan: ProjectPlan, name: str, data: bytes) -> bytes:
    if name == "make.bat":  # what Windows' cmd reads
        return data.replace(b"\n", b"\r\n")
    if name == "README.md":
        return data.replace(b"@NAME@", escape_markdown(plan.name[SOURCE]).encode())
    if name.startswith("screenshots/") and name.endswith(".toml"):
        return data.replace(b"@DATE@", f"{plan.published}-01".encode())
    return data


def escape_markdown(text: str) -> str:
    """A text with nothing that Markdown takes for more than a letter."""
    return _MARKDOWN_SIGN.sub(r"\\\1", text)
