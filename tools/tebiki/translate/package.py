"""``tebiki translate package``: all that a translator needs, in one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.language_folder import SOURCE, load_translation
from ..content.project import Project
from ..content.write_files import write_together, zipped
from ..pipeline import extract_messages
from .glossary import glossary_csv
from .pictures import file_name, pictures
from .targets import catalog_of
from .template import Asked, asked, template
from .writer import new_header, po_text

#: Spreadsheets take a CSV file for UTF-8 only with this.
_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Packed:
    """What was put into a package; ``path`` is None where nothing is open."""

    language: str
    path: Path | None
    entries: int = 0
    pictures: int = 0


def package(project: Project, code: str, path: Path | None, *, everything: bool = False) -> Packed:
    """Write the package of a language. Raises `TebikiError`."""
    catalog = catalog_of(project, code)
    known = load_translation(project.docs, catalog)
    messages = asked(extract_messages.extract(project))
    wanted = [one for one in messages if everything or known.state(one.msgid) != "done"]
    if not wanted:
        return Packed(code, None)
    name = f"{project.settings.documents}-{code.replace('_', '-').lower()}"
    path = path or project.build / "translate" / f"{name}.zip"
    drawn = pictures(project, code, wanted)
    texts = {
        f"{name}.po": _catalog(project, catalog, wanted),
        "README.txt": readme(code, f"{name}.po"),
        "glossary.csv": _BOM
        + glossary_csv(wanted, project.publication(code), project.publication(SOURCE), project.glossary),
    }
    data = {file: text.encode() for file, text in texts.items()}
    data |= {f"pictures/{file_name(screen)}": picture for screen, picture in drawn.items()}
    write_together([(path, zipped(data))])
    return Packed(code, path, len(wanted), len(drawn))


def _catalog(project: Project, catalog: Catalog, wanted: Iterable[Asked]) -> str:
    """The catalogue of what is asked for, with what is there of it; it lies beside no sources."""
    here, source = project.publication(catalog.language), project.publication(SOURCE)
    before = {entry.msgid: entry for entry in catalog.entries if not entry.obsolete}
    header = dict(new_header(project.settings.documents, catalog.language, catalog.header))
    del header["X-Poedit-Basepath"]
    empty = template(tuple(wanted), here, source, project.root)
    return po_text(header, (_filled(entry, before.get(entry.msgid)) for entry in empty))


def _filled(entry: Entry, before: Entry | None) -> Entry:
    if before is None:
        return entry
    return replace(before, places=entry.places, notes=entry.notes)


def readme(code: str, catalog: str) -> str:
    """How to translate, in the translator's language, else in English and Japanese."""
    folder = files(__package__).joinpath("readme")
    there = [name for name in (code, code.partition("_")[0]) if folder.joinpath(f"{name}.txt").is_file()]
    texts = [folder.joinpath(f"{name}.txt").read_text(encoding="utf-8") for name in there[:1] or ("en", "ja")]
    return "\n\n".join(texts).replace("FILE.po", catalog)
