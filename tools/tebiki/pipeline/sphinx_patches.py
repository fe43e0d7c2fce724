"""Sphinx and MyST without what no manual needs: builders for other formats, the same things made anew."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeVar

from docutils import nodes
from myst_parser.mdit_to_docutils import base
from sphinx import addnodes, application, builders, environment, events, theming
from sphinx.builders import html
from sphinx.transforms import i18n
from sphinx.transforms.post_transforms import code
from sphinx.util import logging as sphinx_logging
from sphinx.util import nodes as sphinx_nodes
from sphinx.util.docutils import LoggingReporter

from ..content.composed_text import compose
from ..content.markdown.parser import is_plain as is_plain_text
from ..plain import is_plain
from ..sphinxext import markdown_parser
from .locale_patches import Matcher, Updater
from .node_search import find_all, noting_kinds

_Text = TypeVar("_Text", bound=nodes.TextElement)
#: What Sphinx always loads and no manual needs. ``epub3`` alone brings search stemmers, ``linkcheck`` a
#: client for the web, ``latex`` its templates. Its domains must stay: `BuildEnvironment` asks for each.
NOT_NEEDED: Final = frozenset(
    {
        "sphinx.builders.changes",
        "sphinx.builders.dirhtml",
        "sphinx.builders.dummy",
        "sphinx.builders.epub3",
        "sphinx.builders.latex",
        "sphinx.builders.linkcheck",
        "sphinx.builders.manpage",
        "sphinx.builders.singlehtml",
        "sphinx.builders.texinfo",
        "sphinx.builders.text",
        "sphinx.builders.xml",
        "sphinxcontrib.applehelp",
        "sphinxcontrib.devhelp",
        "sphinxcontrib.htmlhelp",
        "sphinxcontrib.qthelp",
        "sphinxcontrib.serializinghtml",
    }
)


def needed() -> tuple[str, ...]:
    """What Sphinx always loads, without that."""
    if is_plain():
        return tuple(application.builtin_extensions)
    return tuple(name for name in application.builtin_extensions if name not in NOT_NEEDED)


@contextmanager
def lean_sphinx(*, keeps_trees: bool = False) -> Iterator[None]:
    """While this lasts, a new `Sphinx` loads only what manuals need, and what conf.py names.

    A translated page has hundreds of texts. For each MyST makes a document, though it is given one, and a
    parser: here none, and one for all. Sphinx parses each text twice, for the titles and for all; here
    once. What it looks for in vain in each text and each page: see `locale_patches`, `node_search`.

    ``keeps_trees``: a later process goes on with what this one has read, so trees go onto disk.
    Nothing is changed where ``TEBIKI_PLAIN`` is set.
    """
    if is_plain():
        yield
        return
    with ExitStack() as stack:
        for module, name, ours in (
            (application, "builtin_extensions", needed()),
            (base.DocutilsRenderer, "setup_render", _set_up_render),
            (markdown_parser, "create_parser", _once(markdown_parser.create_parser)),
            (i18n, "NodeMatcher", Matcher),
            (i18n, "_NodeUpdater", Updater),
            (i18n, "_publish_msgstr", _parsed_once(i18n._publish_msgstr)),  # noqa: SLF001 -- no other way
            (nodes.Node, "findall", find_all),
            (sphinx_nodes, "is_translatable", _is_translatable),
            (environment.BuildEnvironment, "get_doctree", _get_doctree),
            (builders, "pickle", pickle if keeps_trees else _NoPickle),
            (code.HighlightLanguageTransform, "apply", _apply_highlight),
            (events, "repr", _no_words),
            (sphinx_nodes, "repr_domxml", _no_words),
            (sphinx_logging, "setup", _set_up_warnings),
            (theming.HTMLThemeFactory, "_load_entry_point_themes", _nothing),
            (html.StandaloneHTMLBuilder, "_get_translations_js", _nothing),
            (html.StandaloneHTMLBuilder, "copy_assets", _nothing),
            (html.StandaloneHTMLBuilder, "render_partial", _no_partial_page),
            (html, "document_toc", _nothing),
            (html, "copyfile", _link_file),
        ):
            stack.enter_context(_instead(module, name, ours))
        if not keeps_trees:  # else nodes may come from disk
            stack.enter_context(noting_kinds())
        yield


#: Sphinx's own, for a tree that has gone to its writer.
_their_get_doctree: Final = environment.BuildEnvironment.get_doctree


def _get_doctree(env: environment.BuildEnvironment, docname: str) -> nodes.document:
    """A copy of a tree that Sphinx still holds as it was read, where theirs unpickles its file."""
    read = env._write_doc_doctree_cache.get(docname)  # noqa: SLF001 -- there is no other way
    if read is None:
        return _their_get_doctree(env, docname)
    found = read.deepcopy()
    found.settings = read.settings.copy()
    found.settings.env = env
    found.reporter = LoggingReporter(str(env.doc2path(docname)))
    return found


_their_log_setup: Final = sphinx_logging.setup
_their_copyfile: Final[Callable[..., None]] = vars(html)["copyfile"]
_their_apply_highlight: Final = code.HighlightLanguageTransform.apply


def _apply_highlight(transform: code.HighlightLanguageTransform, **options: Any) -> None:
    """Visit all nodes for the languages of programs, where a page has any."""
    kinds = (nodes.literal_block, addnodes.highlightlang)
    if any(isinstance(node, kinds) for node in transform.document.findall()):
        _their_apply_highlight(transform, **options)


class _NoPickle:
    """Stands in for `pickle` where Sphinx puts trees and what it knows of them onto disk, for a later run.

    The files are there, as Sphinx looks for them, and empty.
    """

    HIGHEST_PROTOCOL = pickle.HIGHEST_PROTOCOL

    @staticmethod
    def dump(*_: object) -> None:
        """There is no later run: each job has a folder of its own."""


def _no_words(*_: object) -> str:
    """Stands in for `repr` where Sphinx describes events and nodes, all of a page, for a log nobody sees."""
    return ""


def _nothing(*_: object) -> None:
    """Stands in for what Sphinx does for pages with scripts, and for themes of other packages."""


_their_setup_render: Final = base.DocutilsRenderer.setup_render


def _set_up_render(renderer: base.DocutilsRenderer, options: dict[str, Any], env: Any) -> None:
    """Theirs, without the document that it makes for each text and drops: `ManualParser` brings another."""
    with _instead(base, "make_document", _nothing) if "document" in options else nullcontext():
        _their_setup_render(renderer, options, env)


def _no_partial_page(*_: object) -> dict[str, str]:
    """Stands in for a page's title and table of contents as HTML, of which our theme takes neither."""
    return {"title": "", "fragment": ""}


def _set_up_warnings(*arguments: Any, **options: Any) -> None:
    """Set up Sphinx's log for warnings alone: a worker shows nothing else, and theirs makes all of it."""
    _their_log_setup(*arguments, **options)
    logging.getLogger(sphinx_logging.NAMESPACE).setLevel(logging.WARNING)


def _link_file(source: Path, dest: Path, *, force: bool = False) -> None:
    """Put a picture into the job's own folder by a second name; copy it where the disk knows none.

    What is taken for the site is copied from there, so that no page shares a file with the cache.
    """
    try:
        os.link(source, dest)
    except OSError:
        _their_copyfile(source, dest, force=force)


@contextmanager
def _instead(place: ModuleType | type, name: str, ours: object) -> Iterator[None]:
    """``ours`` by that name; a module's name of before, or none where it was one of Python's own."""
    theirs = vars(place).get(name)
    setattr(place, name, ours)
    try:
        yield
    finally:
        if theirs is None:
            delattr(place, name)
        else:
            setattr(place, name, theirs)


def _is_translatable(node: nodes.Node) -> bool:
    """What Sphinx's `is_translatable` says; theirs writes each node that it leaves out as XML for a log."""
    if isinstance(node, addnodes.translatable):
        return True
    if isinstance(node, nodes.image) and (node.get("translatable") or node.get("alt")):
        return True
    if isinstance(node, nodes.Inline) and "translatable" not in node:  # type: ignore[operator]
        return False
    if isinstance(node, nodes.TextElement):
        return not (
            not node.source
            or (isinstance(node, sphinx_nodes.IGNORED_NODES) and "translatable" not in node)
            or not node.get("translatable", True)
            or (isinstance(node, nodes.field_name) and node.children[0] == nodes.Text("orphan"))
        )
    return isinstance(node, nodes.meta)


def _once(create: Callable[..., Any]) -> Callable[..., Any]:
    """``create(settings)``, which makes a parser, once for the same settings.

    Nothing of a text stays in a parser: each render begins with a document and an environment
    of its own. The settings are kept beside it, so that no others can take their identity.
    """
    made: dict[int, tuple[object, Any]] = {}

    def parser(settings: object) -> Any:
        if id(settings) not in made:
            made[id(settings)] = (settings, create(settings))
        return made[id(settings)][1]

    return parser


def _parsed_once(publish: Callable[..., nodes.Element]) -> Callable[..., nodes.Element]:
    """``publish(text, path, line, …)``, which parses a translation, once for all who only look at it.

    Whoever takes it into its page takes its children away: then the next one gets a new one. What is a
    paragraph or, over a line of ``=``, a title of plain text for sure is not parsed at all.
    """
    known: dict[tuple[str, str, int | None], nodes.Element] = {}

    def parsed(text: str, path: str, line: int | None, **surroundings: Any) -> nodes.Element:
        first, _, rule = text.partition("\n")
        if is_plain_text(first) and compose(text) == text and not rule.strip("="):
            return (_heading if rule else _paragraph)(first, path, line)
        key = (text, path, line)
        made = known.get(key)
        if made is None or not made.children or any(child.parent is not made for child in made.children):
            made = known[key] = publish(text, path, line, **surroundings)
        return made

    return parsed


def _paragraph(text: str, path: str, line: int | None) -> nodes.paragraph:
    """What MyST makes of plain text, without a document around it."""
    return _filled(nodes.paragraph(text), text, path, line)


def _heading(text: str, path: str, line: int | None) -> nodes.section:
    """What MyST makes of a title of plain text; only its title is of use, so it has neither name nor id."""
    made = nodes.section("", _filled(nodes.title(text), text, path, line))
    made.source, made.line = f"{path}:{line}:<translated>", 1
    return made


def _filled(node: _Text, text: str, path: str, line: int | None) -> _Text:
    leaf = nodes.Text(text)
    node.append(leaf)
    for one in (node, leaf):
        one.source, one.line = f"{path}:{line}:<translated>", 1
    return node
