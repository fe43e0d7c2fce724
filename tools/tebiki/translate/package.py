"""``tebiki translate package``: all that a translator needs, in one file that needs nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from ..content.catalogs.catalog import Catalog, Entry
from ..content.catalogs.language_folder import SOURCE, load_translation
from ..content.output_names import page_file, page_of_file
from ..content.project import Project
from ..content.write_files import write_together, zipped
from ..pipeline import extract_messages, proof_pages
from ..stages import enter_stage
from .glossary import glossary_csv, glossary_tabs, glossary_tbx, glossary_words, terms_within
from .memory import memory_tmx
from .pictures import packed_picture, pictures
from .targets import catalog_of
from .template import Asked, asked, named, template
from .writer import packed_header, po_text

#: Spreadsheets take a CSV file for UTF-8 only with this.
_BOM: Final = "\ufeff"
#: The folder of the rendered pages.
_PAGES: Final = "pages"
_ID: Final = re.compile(rb' id="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Packed:
    """What was put into a package; ``path`` is None where nothing is open."""

    language: str
    path: Path | None
    entries: int = 0
    pictures: int = 0
    pages: int = 0


def package_path(project: Project, code: str) -> Path:
    """Where the package of a language lies, unless another place is asked for."""
    name = f"{project.settings.documents}-{code.replace('_', '-').lower()}"
    return project.build / "translate" / f"{name}.zip"


def package(project: Project, code: str, path: Path | None, *, everything: bool = False) -> Packed:
    """Write the package of a language. Raises `TebikiError`; then no file was written."""
    catalog = catalog_of(project, code)
    known = load_translation(project.docs, catalog)
    name = package_path(project, code).stem
    path = path or package_path(project, code)
    enter_stage("package/read")
    with proof_pages.begin_proof(project, code) as rendered:
        messages = asked(extract_messages.extract(project))
        wanted = [one for one in messages if everything or known.state(one.msgid) != "done"]
        if not wanted:
            return Packed(code, None)
        drawn, site = pictures(project, code, wanted), rendered()
    enter_stage("package/pack")
    texts = {
        f"{name}.po": _catalog(project, catalog, wanted, site),
        "README.txt": readme(code, f"{name}.po"),
        **_word_lists(project, code, wanted),
    }
    if known.texts:  # Poedit takes a memory of nothing for a damaged file
        texts["memory.tmx"] = memory_tmx(known.texts, code)
    data = {file: text.encode() for file, text in texts.items()}
    data |= {packed_picture(screen): picture for screen, picture in drawn.items()}
    data |= {f"{_PAGES}/{file}": content for file, content in site.items()}
    write_together([(path, zipped(data))])
    return Packed(code, path, len(wanted), len(drawn), sum(page_of_file(file) is not None for file in site))


def _word_lists(project: Project, code: str, wanted: Sequence[Asked]) -> dict[str, str]:
    """The words to keep to: for a spreadsheet, for OmegaT and Lokalize, for any other program."""
    here, source = project.publication(code), project.publication(SOURCE)
    words = glossary_words(wanted, here, source, project.glossary)
    return {
        "glossary.csv": _BOM + glossary_csv(wanted, here, source, project.glossary),
        "glossary.tbx": glossary_tbx(words, code),
        "glossary.txt": glossary_tabs(words),
    }


def _catalog(project: Project, catalog: Catalog, wanted: Iterable[Asked], site: Mapping[str, bytes]) -> str:
    """The catalogue of what is asked for, with what is there of it; it lies beside no sources."""
    here, source = project.publication(catalog.language), project.publication(SOURCE)
    before = {entry.msgid: entry for entry in catalog.entries if not entry.obsolete}
    header = packed_header(project.settings.documents, catalog.language, catalog.header)
    anchors = {file: frozenset(_ID.findall(text)) for file, text in site.items() if file.endswith(".html")}

    def beside(one: Asked) -> Iterator[str]:
        """The places in the package that show an entry, and the terms that it must keep to."""
        if places := tuple(dict.fromkeys(_places(one, anchors))):
            yield f"{named('rendered')}: {', '.join(places)}"
        yield from (f"{named('picture')}: {packed_picture(screen)}" for screen in one.screens)
        yield from (
            f"{named('term')}: {term}" for term in terms_within(one.msgid, here.language, project.glossary)
        )

    empty = template(tuple(wanted), here, source, project.root, beside)
    return po_text(header, (_filled(entry, before.get(entry.msgid)) for entry in empty))


def _places(one: Asked, anchors: Mapping[str, frozenset[bytes]]) -> Iterator[str]:
    """``pages/android.html#step-4``; without the section where the page shows none of that name."""
    for message in one.messages:
        file, anchor = page_file(message.page), message.anchor
        if file in anchors:
            within = anchor is not None and anchor.encode() in anchors[file]
            yield f"{_PAGES}/{file}" + (f"#{anchor}" if within else "")


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
