"""The languages that a project is translated into: which there are, and what each is held to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..checks.translations.catalog import Rules
from ..content.catalogs.catalog import Catalog
from ..content.catalogs.language_folder import SOURCE, catalog_path
from ..content.project import Project, attempt
from ..content.readings import readings_for
from ..errors import Place, Problem, TebikiError, UsageError, fail


def target_languages(project: Project) -> tuple[str, ...]:
    """Those of conf.py but the source's, then those that only have a catalogue yet."""
    codes = dict.fromkeys([*project.languages, *project.catalog_languages])
    codes.pop(SOURCE, None)
    return tuple(codes)


def chosen_languages(project: Project, asked: Sequence[str]) -> tuple[str, ...]:
    """The languages that were asked for, all where none was. Raises `UsageError`."""
    known = target_languages(project)
    for name in asked:
        if name not in known:
            values = {"name": name, "known": ", ".join(known) or "-"}
            raise UsageError([Problem("translate/language", Place("tebiki translate"), values)])
    return tuple(name for name in known if not asked or name in asked)


def catalog_of(project: Project, code: str) -> Catalog:
    """The catalogue of a language. Raises `TebikiError` (``translate/none``, ``catalog/…``)."""
    path = catalog_path(project.docs, code)
    if not path.exists():
        fail("translate/none", Place.of(path), language=code)
    return project.catalog(code)


def catalogs_of(project: Project, codes: Sequence[str]) -> tuple[Catalog, ...]:
    """The catalogues of languages. Raises `TebikiError` with what is wrong with all of them."""
    problems: list[Problem] = []
    found = [attempt(partial(catalog_of, project, code), problems) for code in codes]
    if problems:
        raise TebikiError(problems)
    return tuple(catalog for catalog in found if catalog is not None)


def rules_for(project: Project, code: str) -> Rules:
    """What translations into a language are held to. Raises `TebikiError` for its list of readings."""
    return Rules.of(project.publication(code), readings_for(project.docs, code))


def spoken_labels(project: Project, code: str) -> frozenset[str]:
    """Keys of the labels that a language has words for."""
    return frozenset(key for key, label in project.labels.items() if label.speaks(code))
