"""A finished site with what its builds left of what they know: what `tebiki check` looks at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ..checks.city import City
from ..checks.knowledge import Knowledge
from ..checks.outputs import Outputs
from ..content.catalogs.language_folder import SOURCE, load_catalog
from ..content.output_names import folder
from ..content.project_folders import ProjectFolders
from ..errors import Place, TebikiError
from ..output.site_files import SiteFiles
from ..pipeline import file_knowledge
from .pdf_prefetch import Ahead


def read_outputs(city: City, files: SiteFiles, only: Collection[Path] | None, ahead: Ahead | None) -> Outputs:
    """An output's ``files``, or ``only`` some of them; ``ahead``: what reads its PDFs."""
    found = Outputs.of(
        files,
        city,
        only=only,
        known=dict(_known(city, files.folder)),
        shown=Place.of(files.folder).file,
        translations=translations(city),
    )
    found.read = (ahead or Ahead(())).document
    return found


def _known(city: City, site: Path) -> Iterator[tuple[str, Knowledge]]:
    """What each language's build knows, where the record is that of this output; rules are applied anew."""
    for code in city.languages:
        if (here := file_knowledge.recalled(ProjectFolders(city.root).cache, site, code)) is not None:
            yield folder(code), here


def translations(city: City) -> Mapping[str, tuple[str, ...]]:
    """Texts of the catalogues by language; what is wrong with a catalogue is told where it is looked at."""
    found = {}
    for code in city.languages:
        if code != SOURCE:
            with suppress(TebikiError):
                entries = load_catalog(ProjectFolders(city.root).docs, code).entries
                found[code] = tuple(entry.msgstr for entry in entries if entry.used)
    return found
