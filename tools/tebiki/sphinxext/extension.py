"""Sets Sphinx up for a manual: settings, directives, roles, transforms and both builders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.typing import ExtensionMetadata

from .. import __version__
from ..checks.manual_sources import SourceTexts
from ..content.edition import load_edition
from ..content.formats import CONF_KEY
from ..content.glossary import load_glossary
from ..content.labels import load_labels
from ..content.language_files import project_fonts, use_project_languages
from ..content.languages import LanguageData, load_language
from ..content.markdown.constructs import extensions, switched_off
from ..content.output_names import INDEX
from ..content.publication import Publication
from ..content.settings import Settings, conf_number, settings_of
from ..content.stage import Stage
from ..content.toml_files import place_of
from ..content.walk_states import with_walks
from ..content.words import Words, load_words, words_or_japanese
from ..errors import TebikiError, fail
from ..render.fonts import unknown_families, use_fonts
from . import translation
from .compiled_catalog import compiled
from .confirmed_marks import DropMarks, FindConfirmed
from .foreign_words import Foreign
from .html import extension as html
from .longer_links import LongerLinks
from .markdown_parser import ManualParser
from .node_kinds import phrase_break
from .numbered_names import NumberedNames
from .phrases import Phrases
from .pictures import CountMarks, DrawPictures
from .registry import DIRECTIVES, NODES, ROLES, TRANSFORMS
from .state import ContentError, Findings, begin_page, findings, join_pages, publication
from .transforms import OF_PAGES
from .typst import extension as typst

#: MyST as the manuals use it: no substitutions (they run code), no raw HTML, no images.
MYST = {
    "myst_enable_extensions": set(extensions()),
    "myst_disable_syntax": [*switched_off()],
    "myst_url_schemes": {"https": None, "http": None, "fact": None},
    "myst_heading_anchors": 0,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the manual's Markdown and the two outputs."""
    app.setup_extension("myst_parser")
    app.add_source_parser(ManualParser, override=True)
    app.add_config_value("tebiki_settings", None, "env", types=(dict,))
    app.add_config_value("tebiki_edition", "", "env", types=(str,))
    app.add_config_value("tebiki_stage", "", "html", types=(str,))
    app.add_config_value(CONF_KEY, 1, "env", types=(int,))
    app.add_config_value("tebiki_manuals", (), "env", types=(tuple,))
    app.add_config_value("tebiki_languages", (), "env", types=(tuple,))
    app.add_config_value("tebiki_publication", None, "", types=(Publication,))
    app.add_config_value("tebiki_cache", "", "", types=(str,))
    app.add_config_value("tebiki_passed", frozenset(), "", types=(frozenset,))
    app.add_config_value("tebiki_threads", 0, "", types=(int,))
    app.add_config_value("tebiki_pages", (), "", types=(tuple,))
    app.add_config_value("tebiki_pdf", {}, "html", types=(dict,))
    app.add_config_value("tebiki_summaries", {}, "html", types=(dict,))
    app.connect("config-inited", configure, priority=100)
    app.connect("env-before-read-docs", before_reading)
    app.connect("env-purge-doc", before_page)
    app.connect("env-updated", after_pages, priority=1)
    app.connect("env-check-consistency", after_reading)
    for node in (*NODES, phrase_break):
        app.add_node(node)
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive, override=True)
    for name, role in ROLES.items():
        app.add_role(name, role())
    for transform in (
        *translation.TRANSFORMS,
        FindConfirmed,
        DropMarks,
        *TRANSFORMS,
        *OF_PAGES,
        Foreign,
        NumberedNames,
        CountMarks,
        DrawPictures,
        LongerLinks,
        Phrases,
    ):
        app.add_transform(transform)
    html.setup(app)
    typst.setup(app)
    return {"version": __version__, "parallel_read_safe": False, "parallel_write_safe": False}


def configure(app: Sphinx, config: Config) -> None:
    """Turn conf.py's few lines into a publication and into Sphinx's own settings."""
    try:
        here = read_publication(app, config)
    except TebikiError as error:
        raise ContentError(error.problems) from error
    # The same reading serves a site, its draft and its archive: what a page is read as says nothing of them.
    config.tebiki_stage = here.stage
    config.tebiki_publication = here if here.stage == "proof" else replace(here, stage="current")
    if not config.tebiki_cache:
        config.tebiki_cache = str(Path(app.confdir) / "build" / ".cache")
    for name, value in MYST.items():
        setattr(config, name, value)
    config.root_doc = INDEX
    config.include_patterns = ["*.md"]  # pages lie in docs/ itself; only these are looked at as sources
    config.exclude_patterns = left_out(app, here)
    # Sphinx gets what the guard has passed, compiled by us: it would believe modification times.
    config.locale_dirs = [str(compiled(here, Path(app.doctreedir)))] if here.translation else []
    config.gettext_compact = "manual"
    config.project = here.title.replace("\u200b", "")
    config.author = here.publisher
    config.smartquotes = False
    # Pages are found from the index's device list, not from a table of contents.
    config.suppress_warnings = ["toc.not_included"]


def read_publication(app: Sphinx, config: Config) -> Publication:
    """The edition, labels and words that conf.py and the language ask for.

    Whoever has read them already hands them over as ``tebiki_publication``, and guards the catalogue.
    """
    docs = Path(app.srcdir)
    conf = Path(app.confdir) / "conf.py"
    use_project_languages(docs)
    use_fonts(project_fonts())
    conf_number(config[CONF_KEY], conf)
    given: Publication | None = config.tebiki_publication
    if given is not None:
        refuse_unknown_families(load_language(given.language))
        return with_walks(given, docs, Path(app.confdir) / "screenshots")
    settings = settings_of(config.tebiki_settings, conf)
    language = config.language or "ja"
    refuse_unknown_families(load_language(language))
    edition = load_edition(docs / "editions", config.tebiki_edition, settings)
    if config.tebiki_manuals:
        chosen = {name: manual for name, manual in edition.manuals.items() if name in config.tebiki_manuals}
        edition = edition.model_copy(update={"manuals": chosen})
    stage: Stage = config.tebiki_stage or ("draft" if "tebiki_edition" in config.overrides else "current")
    if stage == "proof":
        settings, words = alone(settings, language)
        languages: tuple[Words, ...] = (words,)
    else:
        words = load_words(language)
        languages = tuple(map(load_words, config.tebiki_languages or settings.languages))
    labels = load_labels(docs / "labels")
    terms = load_glossary(docs).japanese
    here = Publication(settings, edition, words, labels, languages, stage=stage, terms=terms)
    here = with_walks(here, docs, Path(app.confdir) / "screenshots")
    from .catalogs import translated  # noqa: PLC0415 -- workers of a build are handed what is read

    return translated(docs, here, config.tebiki_passed)


def alone(settings: Settings, language: str) -> tuple[Settings, Words]:
    """What a proof is made of: no address of a site, Japanese words where the engine has none of its own."""
    words = words_or_japanese(language)
    data = words.data.model_copy(update={"tag": load_language(language).tag})
    return settings.model_copy(update={"site": None}), replace(words, data=data)


def refuse_unknown_families(data: LanguageData) -> None:
    """Raise `TebikiError` (``fonts/family``): Typst would take another font without a word."""
    for key in ("families", "screen_families"):
        if unknown := unknown_families(getattr(data, key)):
            place = place_of(data.path, [key]) if data.path else None
            fail("fonts/family", place, families=", ".join(unknown), language=data.code)


def left_out(app: Sphinx, here: Publication) -> list[str]:
    """Pages of manuals that are not built this time, and Markdown whose name is not in small letters."""
    built = {INDEX, *here.edition.manuals}
    return sorted(path.name for path in Path(app.srcdir).glob("*.md") if path.stem not in built)


def before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Look at the sources as text first: what must not stand in them is told by file and line.

    Texts that whoever runs us looks at (``tebiki_passed``) are not looked at twice.
    """
    leave_out_kept(app, env, docnames)
    if not docnames:
        return  # a second builder on the same reading
    env.tebiki_findings = Findings(extracting=app.builder.name == "gettext")  # type: ignore[attr-defined]
    env.tebiki_pages = {}  # type: ignore[attr-defined]
    try:
        here, texts = publication(app.config), SourceTexts.read(Path(app.srcdir))
        if texts.case(here) not in app.config.tebiki_passed:
            findings(env).problems.extend(texts.problems(here))
    except TebikiError as error:  # a file that the look needs: Sphinx would tell of it by its class
        raise ContentError(error.problems) from error
    if findings(env).problems:
        raise ContentError(tuple(findings(env).problems))
    docnames.sort()


def leave_out_kept(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Where ``tebiki_pages`` names the pages to be made, read no other; Sphinx knows of the others."""
    if not app.config.tebiki_pages:
        return
    for name in env.found_docs - frozenset(app.config.tebiki_pages):
        env.all_docs.setdefault(name, 0)
        env.titles.setdefault(name, nodes.title("", name))
    docnames[:] = [name for name in docnames if name in app.config.tebiki_pages]


def before_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """What is found of a page is noted apart from the others."""
    del app
    begin_page(env, docname)


def after_pages(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """What was found of the pages is put together; problems are told of all of them."""
    del app
    join_pages(env)
    return ()


def after_reading(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop before anything is written if the text has problems."""
    del app
    if problems := findings(env).problems:
        raise ContentError(tuple(problems))
