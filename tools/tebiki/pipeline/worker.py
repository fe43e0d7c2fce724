"""Builds one language in a process of its own: Sphinx keeps its catalogues in globals.

One reading serves both outputs: the PDFs first, because the pages tell their size.
"""

from __future__ import annotations

import io
import logging
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..checks.outputs import Outputs
from ..checks.runner import Runner
from ..content.facts import PREVIOUS
from ..content.glossary import load_glossary
from ..content.output_names import PICTURES, link_of_code, picture_path
from ..content.pdf_info import PdfContent, PdfInfo
from ..content.publication import Publication
from ..errors import Place, Problem, TebikiError
from ..log import TOP, timed
from ..output.kept_readings import keep_reading
from ..output.pdf_document import Document, read_document
from ..output.site_files import SiteFiles, hash_file, hashes_within
from ..sphinxext.state import ContentError, Findings, findings, publication
from ..sphinxext.typst.builder import TypstBuilder
from .file_knowledge import city_of
from .job import ENGINE, REFUSED, Job, Result, Step
from .sphinx_patches import lean_sphinx
from .unchanged_files import settled

_LOG: Final = logging.getLogger(f"{TOP}.pipeline")
#: What of Sphinx's html output belongs to the site.
PAGE_FILES = ("*.html", "*.css", "*.svg")
#: A colour of a terminal within Sphinx's messages.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: Its form: ``path:line: WARNING: words``.
_WARNING = re.compile(r"(?P<path>.+?\.\w+)(:(?P<line>\d+))?: (WARNING|ERROR|CRITICAL): (?P<words>.*)")


#: Whom a job tells how far it is.
Tell = Callable[[Step], None]


def build_language(job: Job, tell: Tell) -> Result:
    """Build what ``job`` asks for into its ``out``; a wrong content comes back as problems."""
    if job.engine != ENGINE:
        values = {"language": job.language, "engine": ENGINE, "wanted": job.engine}
        return Result(problems=(Problem("output/engine", None, values),))
    warnings = io.StringIO()
    try:
        result = _kind_of(job)(job, warnings, tell)
    except ContentError as error:
        return Result(problems=error.problems)
    except TebikiError as error:
        return Result(problems=error.problems)
    except SphinxError as error:
        told = tuple(_warnings(warnings.getvalue()))
        return Result(problems=(*told, Problem("output/sphinx", None, {"text": str(error)})))
    if told := tuple(_warnings(warnings.getvalue())):
        return Result(problems=told)
    return result


def _kind_of(job: Job) -> Callable[[Job, io.StringIO, Tell], Result]:
    if job.extracts:
        return _extract
    return _prove if job.stage == "proof" else _build


def _build(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    job.out.mkdir(parents=True, exist_ok=True)
    pdf: dict[str, PdfInfo] = {}
    summaries: dict[str, PdfInfo] = {}
    app: Sphinx | None = None
    if "pdf" in job.formats:
        app = _run(job, "tebiki-pdf", warnings, tell)
        assert isinstance(app.builder, TypstBuilder)
        pdf, summaries = dict(app.builder.pdfs), dict(app.builder.summaries)
        for info in [*pdf.values(), *summaries.values()]:
            shutil.copyfile(Path(app.outdir) / info.file, job.out / info.file)
    # Read back while the pages are written; in one thread, because pdfium knows none.
    with ThreadPoolExecutor(1) as reader:
        files = [info.file for info in [*pdf.values(), *summaries.values()]]
        documents = {file: reader.submit(_read, job, file) for file in files}
        if "html" in job.formats and not warnings.getvalue():
            app = _run(
                job,
                "html",
                warnings,
                tell,
                tebiki_pdf=pdf,
                tebiki_summaries=summaries,
                read="pdf" not in job.formats,
            )
            _take_pages(Path(app.outdir), job.out)
    assert app is not None
    result = _result(app, job, pdf, summaries)
    found = {file: document.result() for file, document in documents.items()}
    result = replace(result, contents={file: _content(each) for file, each in found.items()})
    if warnings.getvalue():
        return result
    made = SiteFiles.walk(job.out.parent, job.out.name)
    looked = hashes_within(made.hashes, job.out.name)
    outputs = _outputs(job, made, publication(app.config), settled(looked, job.last, job.out.name))
    outputs.read = lambda path: _document(found.get(path.name), path)
    with timed("pipeline", "%s: rules on %d files", job.language, len(looked)):
        refused = [problem.problem for problem in Runner(REFUSED, job.checks).rules_of(outputs)]
    return replace(result, refused=tuple(refused), looked={} if refused else looked)


def _read(job: Job, file: str) -> Document | PdfContent:
    """A PDF read back; what the last build read in one with the same bytes."""
    path, last = job.out / file, job.last
    if last and file in last.contents and last.looked.get(file) == hash_file(path):
        return last.contents[file]
    document = read_document(path)
    keep_reading(document, path, job.cache)
    return document


def _content(read: Document | PdfContent) -> PdfContent:
    return read if isinstance(read, PdfContent) else read.content


def _document(read: Document | PdfContent | None, path: Path) -> Document:
    """The whole document, for rules; of one that did not change only where its page did."""
    return read if isinstance(read, Document) else read_document(path)


def _outputs(job: Job, files: SiteFiles, here: Publication, settled: frozenset[str]) -> Outputs:
    """The language's files for the rules; the whole site is looked at when all languages are made."""
    city = city_of(job.root, here, load_glossary(job.root / "docs"))
    found = Outputs.of(files, city, formats=frozenset(job.formats), stage=job.stage)
    found.settled = settled
    return found


def _extract(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    """All messages: also those that only another year's facts would show."""
    app = _run(job, "gettext", warnings, tell)
    return Result(messages=tuple(findings(app.env).messages))


def _prove(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    """Pages for a translator's eyes. Rules of outputs are for what goes on a website."""
    app = _run(job, "html", warnings, tell)
    job.out.mkdir(parents=True, exist_ok=True)
    if not warnings.getvalue():
        _take_pages(Path(app.outdir), job.out)
    return Result()


def _run(
    job: Job, builder: str, warnings: io.StringIO, tell: Tell, *, read: bool = True, **overrides: Any
) -> Sphinx:
    """Run Sphinx once; only the first run of a job reads the sources."""
    tell(Step("reading" if read else "pages"))
    overrides |= {
        "language": job.language,
        "tebiki_edition": job.edition,
        "tebiki_manuals": job.manuals,
        "tebiki_languages": job.languages,
        "tebiki_cache": str(job.cache),
        "tebiki_passed": job.passed,
        "tebiki_threads": job.threads,
        "tebiki_stage": job.stage,
    }
    # docutils keeps directives and nodes in globals; the namespace gives them back.
    with patch_docutils(job.root), docutils_namespace(), lean_sphinx():
        app = Sphinx(
            srcdir=job.root / "docs",
            confdir=job.root,
            outdir=job.work / builder,
            doctreedir=job.work / "doctrees",
            buildername=builder,
            confoverrides=overrides,
            status=None,
            warning=warnings,
            freshenv=read,
        )
        app.connect("tebiki-pdf", lambda _, number, count: tell(Step("pdf", number, count)))
        with timed("pipeline", "%s: Sphinx' builder %s", job.language, builder):
            begun = monotonic()
            app.connect("env-check-consistency", lambda *_: _log_reading(job, begun), priority=1)
            app.build(force_all=True)
    return app


def _log_reading(job: Job, begun: float) -> None:
    _LOG.info("%s: read: %.2f s", job.language, monotonic() - begun)


def _take_pages(made: Path, out: Path) -> None:
    """Copy what belongs to the site, and nothing else that Sphinx wrote."""
    for pattern in PAGE_FILES:
        for path in sorted(made.glob(pattern)):
            # Sphinx writes the platform's line ends; a page has the same bytes everywhere.
            (out / path.name).write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    pictures = sorted((made / PICTURES).glob("*.png"))
    if pictures:
        (out / PICTURES).mkdir()
    for path in pictures:
        shutil.copyfile(path, out / PICTURES / path.name)


def _result(app: Sphinx, job: Job, pdf: dict[str, PdfInfo], summaries: dict[str, PdfInfo]) -> Result:
    found, here = findings(app.env), publication(app.config)
    links = here.edition.links
    shown = {file: link_of_code(file) for file in found.pictures}
    codes = {picture_path(file): links[name].url for file, name in shown.items() if name is not None}
    return Result(
        pdf=pdf,
        summaries=summaries,
        codes=codes if "html" in job.formats else {},
        printed={name: printed_codes(here, found, name) for name in pdf},
        earlier=dict(found.earlier),
        facts=frozenset(found.facts),
        instead=dict(found.instead),
        tallies=dict(found.tallies),
        held=frozenset(found.held),
        foreign=frozenset(found.foreign),
        drawn=_drawn(app, found),
    )


def printed_codes(here: Publication, found: Findings, manual: str) -> tuple[str, ...]:
    """The addresses of the codes in a manual's PDF: those of its text, and the cover's."""
    cover = here.address(manual)
    return tuple(dict.fromkeys([*found.codes.get(manual, ()), *([cover] if cover else [])]))


def _drawn(app: Sphinx, found: Findings) -> dict[str, str]:
    """The words that drawings took in, one text a picture."""
    here = publication(app.config)
    shown: dict[str, str] = {}
    for manual in (None, *here.edition.manuals):
        inputs = here.inputs(manual)
        known = {**inputs.labels, **{name: text or "" for name, text in inputs.facts.items()}}
        for file, keys in found.drawn.items():
            shown[file] = "\n".join(known.get(key, "") for key in sorted(keys - {PREVIOUS}))
    return shown


def _warnings(text: str) -> Iterator[Problem]:
    """Sphinx's warnings as problems."""
    for line in _COLOUR.sub("", text).splitlines():
        if found := _WARNING.match(line):
            number = int(found["line"]) if found["line"] else None
            yield Problem("output/sphinx", Place.of(Path(found["path"]), number), {"text": found["words"]})
        elif line.strip():
            yield Problem("output/sphinx", None, {"text": line.strip()})
