"""``tebiki translate add``: the files of a new language, and what only people can add."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ..content.catalogs.language_folder import SOURCE, catalog_path, folder_of
from ..content.cldr import cldr_language, cldr_names, licence_text, locale_of
from ..content.formats import LANGUAGE, READINGS
from ..content.language_files import use_project_languages
from ..content.languages import load_language
from ..content.project import Project
from ..content.readings import readings_path
from ..content.ruby import RUBY_LANGUAGE
from ..content.words import languages
from ..content.write_files import write_together
from ..errors import Place, Problem, UsageError, fail
from ..pipeline import extract_messages
from .lacking import Lacking, find_lacking
from .language_text import LICENCE_NAME, language_path, language_text
from .targets import chosen_languages, target_languages
from .template import Asked, asked, template
from .writer import new_header, po_text

_CODE: Final = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,8}){0,2}")
_CARE: Final = """\
# この言語の担当と、年度版ごとの確認。行の先頭の # を消して書きます。
# Who looks after this language, and who has read which edition. Take the # away to use a line.

format = {number}

# 担当（部署や役割） / who looks after it
# owner = "…"

# 公開の基準: 手順・注意・画面の言葉のほかが、何 % 訳されていればよいか
# How much of what is no step, caution or label must be translated before a manual is released, in %
# bar = 95

# 確認した年度版、人、日。書くまで、ページに「参考訳」と出ます。
# The edition that was read, by whom, when. Until then pages say that the Japanese text is authoritative.
# [reviewed.{year}]
# by = "…"
# on = "{year}-04-01"
"""
_READINGS: Final = """\
# 読みの一覧: 1つの言葉に1つの読み。The list of readings: one reading a term.

format = {number}

# 外国の文字で書いてよい言葉（名前など）。Words that may stand in foreign letters: names above all.
names = []

# "手順" = "てじゅん"
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What was made, and what the language lacks."""

    files: tuple[Path, ...]
    lacking: Lacking


def add(project: Project, code: str) -> Added:
    """Begin a language, or add the file of one that has only a catalogue.

    Raises `TebikiError`; then nothing was written.
    """
    _check_code(project, code)
    entries = asked(extract_messages.extract(project))
    files = {**language_folder_files(project, code, entries), **_language_files(project, code)}
    if not files:
        fail("translate/exists", Place.of(catalog_path(project.docs, code)), language=code)
    write_together([(file, text.encode()) for file, text in files.items()])
    use_project_languages(project.docs)  # the file that was written is one of them now
    return Added(tuple(files), find_lacking(project, code))


def language_folder_files(
    project: Project, code: str, entries: Sequence[Asked], done: Mapping[str, str] = MappingProxyType({})
) -> dict[Path, str]:
    """The catalogue of a language, who looks after it, readings; nothing where there is a catalogue.

    ``done``: translations that there are already, by their messages.
    """
    path, care = catalog_path(project.docs, code), folder_of(project.docs, code) / "language.toml"
    if path.exists():
        return {}
    here, source = project.publication(code), project.publication(SOURCE)
    rows = [
        replace(row, msgstr=done.get(row.msgid, "")) for row in template(entries, here, source, project.root)
    ]
    files = {path: po_text(new_header(project.settings.documents, code), rows)}
    if not care.exists():
        files[care] = _CARE.format(year=project.edition.year, number=LANGUAGE.current)
    if code == RUBY_LANGUAGE and not readings_path(project.docs).exists():
        files[readings_path(project.docs)] = _READINGS.format(number=READINGS.current)
    return files


def look_again(project: Project, code: str) -> Lacking:
    """What a language that was begun lacks. Raises `TebikiError`."""
    chosen_languages(project, [code])
    return find_lacking(project, code)


def _language_files(project: Project, code: str) -> dict[Path, str]:
    """The project's file of a language that the engine does not speak, with the licence of what it copies."""
    data, path = load_language(code), language_path(project.docs, code)
    if data.words is not None or path.exists():
        return {}
    licence = path.with_name(LICENCE_NAME)
    copied = {licence: licence_text()} if cldr_language(code) and not licence.exists() else {}
    return {path: language_text(code, data if data.known else None), **copied}


def _check_code(project: Project, code: str) -> None:
    """The code must be a language's, and no other spelling of one that is there."""
    if code == SOURCE or not _CODE.fullmatch(code) or locale_of(code) is None:
        raise UsageError([Problem("translate/code", Place("tebiki translate add"), {"name": code})])
    _refuse_region(project, code)
    same = [name for name in target_languages(project) if name.lower() == code.lower() and name != code]
    if same:
        fail("translate/exists", Place.of(catalog_path(project.docs, code)), language=", ".join(same))


def _refuse_region(project: Project, code: str) -> None:
    """Raise ``translate/region`` for a code whose region says nothing more (``vi_VN``)."""
    plain, cldr = code.partition("_")[0], cldr_language(code)
    if "_" not in code or code in languages() or cldr is None or cldr.name != plain:
        return
    # Where CLDR knows a language in several ways (pt and pt_PT), the region tells which.
    several = any(name.startswith(f"{plain}_") for name in cldr_names())
    if not several or plain in target_languages(project):
        values = {"name": code, "plain": plain}
        raise UsageError([Problem("translate/region", Place("tebiki translate add"), values)])
