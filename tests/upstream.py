"""What we rely on of Sphinx, MyST, docutils, CPython and Typst beyond what they promise, row by row.

Each row of ``docs/dev/patches.md`` whose upstream could change in silence has a check here, and a change
that the check must notice. A check looks at names and at who calls them; what then comes out is held by
the tests that the row names.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from multiprocessing import forkserver
from typing import Any, Final, cast

import sphinx_intl.catalog
import typst
from docutils import nodes
from myst_parser.mdit_to_docutils import base, transforms
from myst_parser.parsers import sphinx_
from myst_parser.sphinx_ext import main
from sphinx import application, events, locale, theming
from sphinx.builders import Builder
from sphinx.builders import html as html_builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms import i18n
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util import docutils as sphinx_docutils
from sphinx.util import i18n as catalogs
from sphinx.util import logging as sphinx_logging
from sphinx.util import nodes as sphinx_nodes
from sphinx.util.logging import SphinxWarningLogRecord

from tebiki.pipeline.sphinx_patches import NOT_NEEDED
from tebiki.pipeline.worker import _warnings

#: As the module that we patch knows it.
Matcher: Any = vars(i18n)["NodeMatcher"]
#: For a name that upstream has no more.
GONE: Final = object()


@dataclass(frozen=True)
class Reliance:
    """``holds``: whether upstream is still as we need it; ``place``, ``name``: what a change could touch."""

    holds: Callable[[], bool]
    place: Any
    name: str
    #: What the name is by then.
    then: Any = GONE


def calls(place: Any, words: str, times: int = 1) -> bool:
    """Whether a module or function of theirs holds these words at least so often."""
    return inspect.getsource(place).count(words) >= times


def parameters(function: Any) -> list[str]:
    return list(inspect.signature(function).parameters)


def _warned() -> bool:
    record = SphinxWarningLogRecord("sphinx", logging.WARNING, "", 1, "words", None, None)
    record.location = "docs/page.md:3"
    [problem] = _warnings(record.getMessage())
    return (str(problem.place), problem.values) == ("docs/page.md:3", {"text": "words"})


def other(*_: object) -> None:
    """Something else by the name that we know: other parameters, and it calls nothing."""


def fails(*_: object, **__: object) -> None:
    raise ValueError


RELIANCES: dict[str, Reliance] = {
    "builders": Reliance(
        lambda: (
            set(application.builtin_extensions) >= NOT_NEEDED
            and calls(application.Sphinx.__init__, "in builtin_extensions")
        ),
        application,
        "builtin_extensions",
        (),
    ),
    "documents": Reliance(
        lambda: (
            calls(base.DocutilsRenderer.setup_render, 'options.get("document", make_document())')
            and parameters(base.DocutilsRenderer.setup_render) == ["self", "options", "env"]
            and calls(sphinx_.MystParser.parse, 'parser.options["document"] = document')
        ),
        sphinx_.MystParser,
        "parse",
        other,
    ),
    "parser": Reliance(
        lambda: (
            calls(sphinx_.MystParser.parse, "create_md_parser(config, SphinxRenderer)")
            and calls(sphinx_.MystParser.parse, "parser.render(inputstring)")
            and parameters(vars(sphinx_)["create_md_parser"]) == ["config", "renderer"]
        ),
        sphinx_,
        "create_md_parser",
        other,
    ),
    "matcher": Reliance(
        lambda: (
            calls(i18n, "NodeMatcher(", 4)
            and parameters(Matcher.findall) == ["self", "node"]
            and parameters(Matcher.match) == ["self", "node"]
            and Matcher(nodes.target, refname="a").classes == (nodes.target,)
        ),
        Matcher,
        "match",
        other,
    ),
    "references": Reliance(
        lambda: (
            calls(i18n, "updater = _NodeUpdater(node, patch, self.document, noqa", 2)
            and calls(i18n._NodeUpdater, "        self.compare_references(", 5)
            and all(
                calls(getattr(i18n._NodeUpdater, method), words)
                for method, words in {
                    "update_autofootnote_references": "NodeMatcher(nodes.footnote_reference, ",
                    "update_refnamed_references": "NodeMatcher(nodes.reference, ",
                    "update_refnamed_footnote_references": "NodeMatcher(nodes.footnote_reference, ",
                    "update_citation_references": "NodeMatcher(nodes.citation_reference, ",
                    "update_pending_xrefs": "findall(addnodes.pending_xref)",
                }.items()
            )
        ),
        i18n,
        "_NodeUpdater",
        other,
    ),
    "kinds": Reliance(
        lambda: (
            calls(nodes.Element.copy, "object.__new__(el.__class__)")
            and calls(
                nodes.TextElement.__init__, "Element.__init__(self, rawsource, *children, **attributes)"
            )
            and calls(nodes.document.__init__, "Element.__init__(self, *args, **kwargs)")
        ),
        nodes.Element,
        "copy",
        other,
    ),
    "log": Reliance(
        lambda: (
            calls(application.Sphinx.__init__, "logging.setup(self, self._status, self._warning")
            and parameters(sphinx_logging.setup)[:3] == ["app", "status", "warning"]
            and calls(sphinx_logging.setup, "logging.getLogger(NAMESPACE)")
        ),
        sphinx_logging,
        "setup",
        other,
    ),
    "scripts": Reliance(
        lambda: (
            calls(theming.HTMLThemeFactory.__init__, "self._load_entry_point_themes()")
            and calls(html_builder, "self._get_translations_js()", 2)
            and calls(Builder.write, "self.copy_assets()")
            and calls(StandaloneHTMLBuilder.copy_assets, "add_task", 3)
            and calls(html_builder, "self.render_partial(", 4)
            and calls(
                StandaloneHTMLBuilder.get_doc_context, "self_toc = document_toc(self.env, docname, self.tags)"
            )
            and not calls(html_builder, "self.render_partial(", 7)
        ),
        StandaloneHTMLBuilder,
        "copy_assets",
        other,
    ),
    "links": Reliance(
        lambda: (
            calls(StandaloneHTMLBuilder.copy_image_files, "copyfile(", 1)
            and parameters(vars(html_builder)["copyfile"]) == ["source", "dest", "force"]
        ),
        html_builder,
        "copyfile",
        other,
    ),
    "events": Reliance(
        lambda: (
            calls(events.EventManager.emit, "logger.debug('[app] emitting event: %r%s', name, repr_args)")
            and calls(events.EventManager.emit, "repr_args = repr(args)")
            and not calls(events, " repr(", 3)  # the third would be asked for its words; one is a remark
        ),
        events.EventManager,
        "emit",
        other,
    ),
    "translations": Reliance(
        lambda: (
            parameters(i18n._publish_msgstr)[:3] == ["source", "source_path", "source_line"]
            and calls(i18n, "= _publish_msgstr(", 3)
        ),
        i18n,
        "_publish_msgstr",
        other,
    ),
    "findall": Reliance(
        lambda: (
            parameters(nodes.Node.findall)[:2] == ["self", "condition"]
            and parameters(nodes.Node.findall)[2:] == ["include_self", "descend", "siblings", "ascend"]
        ),
        nodes.Node,
        "findall",
        other,
    ),
    "translatable": Reliance(
        lambda: calls(sphinx_nodes.extract_messages, "findall(is_translatable)"),
        sphinx_nodes,
        "extract_messages",
        other,
    ),
    "trees": Reliance(
        lambda: (
            calls(BuildEnvironment.get_and_resolve_doctree, "self._write_doc_doctree_cache.pop(docname)")
            and calls(Builder.write_doctree, "self.env._write_doc_doctree_cache[docname] = doctree")
            and calls(Builder.write_doctree, "pickle.dump(doctree, f, pickle.HIGHEST_PROTOCOL)")
            and calls(sphinx_nodes.inline_all_toctrees, "tree = tree.deepcopy()")
        ),
        BuildEnvironment,
        "get_and_resolve_doctree",
        other,
    ),
    "highlight": Reliance(
        lambda: calls(HighlightLanguageTransform.apply, "self.document.walkabout(visitor)"),
        HighlightLanguageTransform,
        "apply",
        other,
    ),
    "builder": Reliance(
        lambda: calls(
            application.Sphinx.__init__,
            "self.builder = self.create_builder(buildername)\n\n"
            "        # build environment post-initialisation, after creating the builder\n"
            "        self._post_init_env()\n\n        # set up the builder\n        self._init_builder()\n",
        ),
        application.Sphinx,
        "__init__",
        other,
    ),
    "server": Reliance(
        lambda: (
            callable(getattr(forkserver._forkserver, "_stop", None))
            and hasattr(forkserver._forkserver, "_forkserver_pid")
        ),
        forkserver.ForkServer,
        "_stop",
    ),
    "search": Reliance(
        lambda: (
            StandaloneHTMLBuilder.search is True
            and calls(StandaloneHTMLBuilder.gen_additional_pages, "if self.search:")
        ),
        StandaloneHTMLBuilder,
        "search",
        None,
    ),
    "container": Reliance(
        lambda: calls(main.setup_sphinx, "html=(visit_container_html, depart_container_html)"),
        main,
        "setup_sphinx",
        other,
    ),
    "pictures": Reliance(
        lambda: calls(StandaloneHTMLBuilder.copy_image_files, "dest = self.images[src]"),
        StandaloneHTMLBuilder,
        "copy_image_files",
        other,
    ),
    "catalogues": Reliance(
        lambda: (
            calls(catalogs.CatalogInfo.is_outdated, "_last_modified_time")
            and parameters(locale.init)[:3] == ["locale_dirs", "language", "catalog"]
        ),
        locale,
        "init",
        other,
    ),
    "globals": Reliance(
        lambda: isinstance(locale.translators, dict) and calls(locale.init, "translators["),
        locale,
        "translators",
        None,
    ),
    "labels": Reliance(
        lambda: (
            calls(base, '"id_link"] = True')
            and calls(transforms, 'get("id_link")')
            and calls(base, 'node["slug"] =')
            and {"ids", "nameids", "nametypes"} <= vars(cast(Any, nodes.document)("", "")).keys()
        ),
        nodes.document,
        "__init__",
        other,
    ),
    "helpers": Reliance(
        lambda: all(
            hasattr(module, name)
            for module, name in (
                (sphinx_nodes, "extract_messages"),
                (sphinx_nodes, "inline_all_toctrees"),
                (sphinx_docutils, "docutils_namespace"),
                (sphinx_docutils, "patch_docutils"),
            )
        ),
        sphinx_docutils,
        "docutils_namespace",
    ),
    "report": Reliance(
        lambda: parameters(sphinx_docutils.SphinxTranslator.__init__) == ["self", "document", "builder"],
        sphinx_docutils.SphinxTranslator,
        "__init__",
        other,
    ),
    "warnings": Reliance(_warned, SphinxWarningLogRecord, "prefix", "Note: "),
    "typst-errors": Reliance(
        lambda: {"message", "hints", "trace", "diagnostic"} <= set(dir(_typst_error())),
        typst,
        "compile",
        fails,
    ),
    "merge": Reliance(
        lambda: (
            parameters(sphinx_intl.catalog.update_with_fuzzy) == ["catalog", "catalog_source"]
            and parameters(sphinx_intl.catalog.load_po)[:1] == ["filename"]
        ),
        sphinx_intl.catalog,
        "update_with_fuzzy",
        other,
    ),
    "socket": Reliance(
        lambda: (
            HTTPConnection("example.invalid").sock is None
            and calls(HTTPConnection.send, "if self.sock is None:")
        ),
        HTTPConnection,
        "send",
        other,
    ),
}


def _typst_error() -> Exception:
    try:
        typst.compile(b"#nothing", format="svg")
    except Exception as error:  # noqa: BLE001 -- its kind is what is asked for
        return error
    raise AssertionError("Typst compiles what is wrong")
