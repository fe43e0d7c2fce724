"""Builds one language in a process of its own: Sphinx keeps its catalogues in globals.

One reading serves both outputs: the PDFs first, because the pages tell their size.
"""

from __future__ import annotations

import io
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from ..checks.outputs import Outputs
from ..checks.page_places import PagePlaces
from ..checks.pages import read_site_page
from ..checks.runner import Runner
from ..content.facts import PREVIOUS
from ..content.glossary import load_glossary
from ..content.output_names import PICTURES, link_of_code, picture_path
from ..content.pdf_info import PdfContent, PdfInfo
from ..content.publication import Publication
from ..errors import Place, Problem, TebikiError
from ..log import TOP, timed
from ..output.document import Document
from ..output.kept_readings import share_readings
from ..output.pdf_document import read_document
from ..output.site_files import SiteFiles, hash_file, hashes_within
from ..plain import is_plain
from ..sphinxext.state import ContentError, findings, findings_of_pages, publication
from ..sphinxext.typst.builder import TypstBuilder
from .file_knowledge import city_of
from .job import ENGINE, REFUSED, Job, PageFound, Result, Step
from .kept_pages import KeptPages
from .kept_prints import find_prints, keep_prints
from .sphinx_patches import lean_sphinx
from .unchanged_files import settled

_LOG: Final = logging.getLogger(f"{TOP}.pipeline")
#: What of Sphinx's html output belongs to the site.
PAGE_FILES = ("*.html", "*.css", "*.svg")
#: A colour of a terminal within Sphinx's messages.
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: Its form: ``path:line: WARNING: words``.
_WARNING = re.compile(r"(?P<path>.+?\.\w+)(:(?P<line>\d+))?: (WARNING|ERROR|CRITICAL): (?P<words>.*)")


#: In the folder of a reading: that it is whole, and that nothing was wrong with it.
_WHOLE: Final = "whole"
#: Whom a job tells how far it is.
Tell = Callable[[Step], None]


def build_language(job: Job, tell: Tell) -> Result:
    """Build what ``job`` asks for into its ``out``; a wrong content comes back as problems."""
    if job.engine != ENGINE:
        values = {"language": job.language, "engine": ENGINE, "wanted": job.engine}
        return Result(problems=(Problem("output/engine", None, values),))
    share_readings(job.documents)
    warnings = io.StringIO()
    try:
        try:
            result = _work_at(job, warnings, tell)
        except _OtherPagesError:
            for folder in (job.out, job.work):
                shutil.rmtree(folder)
            result = _work_at(replace(job, pages=()), warnings, tell)
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


class _OtherPagesError(Exception):
    """Pages that were read tell of others than those that were to be taken from the last output."""


def _work_at(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    with nullcontext() if is_plain() else _namespace(job):
        return _kind_of(job)(job, warnings, tell)


def _kind_of(job: Job) -> Callable[[Job, io.StringIO, Tell], Result]:
    if job.extracts:
        return _extract
    return _prove if job.stage == "proof" else _build


def _build(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    kept = KeptPages.of(job)
    if not kept.found:
        job = replace(job, pages=())
    job.out.mkdir(parents=True, exist_ok=True)
    pdf, summaries = dict(kept.pdf), dict(kept.summaries)
    made: list[PdfInfo] = []
    app: Sphinx | None = None
    runs = _Runs(job, warnings, tell)
    prints = find_prints(job)
    if prints is not None:
        prints.write(job.out)
        pdf, summaries = dict(prints.pdf), dict(prints.summaries)
    elif "pdf" in job.formats:
        app = runs.run("tebiki-pdf")
        assert isinstance(app.builder, TypstBuilder)
        made = [*app.builder.pdfs.values(), *app.builder.summaries.values()]
        pdf, summaries = pdf | app.builder.pdfs, summaries | app.builder.summaries
        for info in made:
            shutil.copyfile(Path(app.outdir) / info.file, job.out / info.file)
    # Read back while the pages are written; in one thread, because pdfium knows none.
    with ThreadPoolExecutor(1) as reader:
        documents = {info.file: reader.submit(_read, job, info.file) for info in made}
        if "html" in job.formats and not warnings.getvalue():
            app = runs.run("html", tebiki_pdf=pdf, tebiki_summaries=summaries)
            _take_pages(Path(app.outdir), job.out)
    assert app is not None
    pages = {page: _page_found(app, page) for page in findings_of_pages(app.env)}
    if not kept.agrees(pages):
        raise _OtherPagesError
    if job.reading is not None and not warnings.getvalue():
        (job.reading / _WHOLE).touch()
    kept.write(job.out)
    pages |= kept.found
    result = _result(app, job, pdf, summaries, {page: pages[page] for page in sorted(pages)})
    found: dict[str, Document | PdfContent] = dict(kept.contents if prints is None else prints.contents)
    found |= {file: document.result() for file, document in documents.items()}
    order = [info.file for info in [*result.pdf.values(), *result.summaries.values()]]
    result = replace(result, contents={file: _content(found[file]) for file in order})
    if warnings.getvalue():
        return result
    files = SiteFiles.walk(job.out.parent, job.out.name)
    looked = hashes_within(files.hashes, job.out.name)
    last = job.last if prints is None else Result(looked=prints.passed)
    outputs = _outputs(job, files, publication(app.config), settled(looked, last, job.out.name))
    outputs.read = lambda path: _document(job, found.get(path.name), path)
    with timed("pipeline", "%s: rules on %d files", job.language, len(looked)):
        refused = [problem.problem for problem in Runner(REFUSED, job.checks).rules_of(outputs)]
    if refused:
        return replace(result, refused=tuple(refused))
    result = replace(result, looked=looked, places=_places(job, outputs, looked))
    keep_prints(job, result)
    return result


def _places(job: Job, outputs: Outputs, looked: Mapping[str, str]) -> dict[str, PagePlaces]:
    """What the whole site is looked at for; of a page with the same bytes what the last build read."""
    if is_plain():
        return {}
    last, found = job.last or Result(), {}
    for name, page in outputs.site.pages.items():
        within = name.removeprefix(f"{job.out.name}/")
        same = last.looked.get(within) == looked[within]
        found[within] = (last.places.get(within) if same else None) or read_site_page(page.text, name)
    return found


def _read(job: Job, file: str) -> Document | PdfContent:
    """A PDF read back; what the last build read in one with the same bytes."""
    path, last = job.out / file, job.last
    if last and file in last.contents and last.looked.get(file) == hash_file(path):
        return last.contents[file]
    return read_document(path, job.cache, job.old and job.old / file)


def _content(read: Document | PdfContent) -> PdfContent:
    return read if isinstance(read, PdfContent) else read.content


def _document(job: Job, read: Document | PdfContent | None, path: Path) -> Document:
    """The whole document, for rules; of one that did not change only where its page did."""
    return read if isinstance(read, Document) else read_document(path, job.cache)


def _outputs(job: Job, files: SiteFiles, here: Publication, settled: frozenset[str]) -> Outputs:
    """The language's files for the rules; the whole site is looked at when all languages are made."""
    city = city_of(job.root, here, load_glossary(job.root / "docs"))
    found = Outputs.of(files, city, formats=frozenset(job.formats), stage=job.stage)
    found.settled = settled
    return found


def _extract(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    """All messages: also those that only another year's facts would show."""
    app = _Runs(job, warnings, tell).run("gettext")
    return Result(messages=tuple(findings(app.env).messages))


def _prove(job: Job, warnings: io.StringIO, tell: Tell) -> Result:
    """Pages for a translator's eyes. Rules of outputs are for what goes on a website."""
    app = _Runs(job, warnings, tell).run("html")
    job.out.mkdir(parents=True, exist_ok=True)
    if not warnings.getvalue():
        _take_pages(Path(app.outdir), job.out)
    return Result()


@contextmanager
def _namespace(job: Job) -> Iterator[None]:
    """Docutils keeps directives and nodes in globals; the namespace gives them back."""
    lean = lean_sphinx(keeps_trees=job.reading is not None)
    with patch_docutils(job.root), docutils_namespace(), lean:
        yield


@dataclass(slots=True)
class _Runs:
    """Sphinx for one job: builders one after the other, of which only the first reads the sources."""

    job: Job
    warnings: io.StringIO
    tell: Tell
    app: Sphinx | None = None

    def run(self, builder: str, **overrides: Any) -> Sphinx:
        """Run a builder; ``overrides``: settings that the reading does not depend on."""
        job, read = self.job, self.app is None and not self._is_read()
        self.tell(Step("reading" if read or builder != "html" else "pages"))
        with _namespace(job) if is_plain() else nullcontext():  # each new Sphinx registers all of it anew
            if self.app is None or is_plain():
                app = self._new(builder, freshenv=read, **overrides)
            else:
                app = _with_builder(self.app, builder, job.work / builder, overrides)
            self.app = app
            # Sphinx writes the pages whose sources it is given.
            sources = [job.root / "docs" / f"{page}.md" for page in job.pages]
            with timed("pipeline", "%s: Sphinx' builder %s", job.language, builder):
                begun = monotonic()
                app.connect("env-check-consistency", lambda *_: _log_reading(job, begun), priority=1)
                app.build(force_all=not sources, filenames=sources)
        return app

    def _is_read(self) -> bool:
        """Whether a job before this one has read the pages."""
        reading = self.job.reading
        return reading is not None and (reading / _WHOLE).is_file()

    def _new(self, builder: str, *, freshenv: bool, **overrides: Any) -> Sphinx:
        job = self.job
        overrides |= {
            "language": job.language,
            "tebiki_edition": job.edition,
            "tebiki_manuals": job.manuals,
            "tebiki_languages": job.languages,
            "tebiki_publication": job.publication,
            "tebiki_cache": str(job.cache),
            "tebiki_passed": job.passed,
            "tebiki_threads": job.threads,
            "tebiki_stage": job.stage,
            "tebiki_pages": job.pages,
        }
        app = Sphinx(
            srcdir=job.root / "docs",
            confdir=job.root,
            outdir=job.work / builder,
            doctreedir=job.reading or job.work / "doctrees",
            buildername=builder,
            confoverrides=overrides,
            status=None,
            warning=self.warnings,
            freshenv=freshenv,
        )
        app.connect("tebiki-pdf", lambda _, number, count: self.tell(Step("pdf", number, count)))
        return app


def _with_builder(app: Sphinx, builder: str, out: Path, overrides: Mapping[str, Any]) -> Sphinx:
    """``app`` with another builder on what it has read.

    Sphinx would have to be set up anew, with all its extensions, and read back from disk what it has in
    memory. What `Sphinx.__init__` does for a builder is all that is done here.
    """
    for name, value in overrides.items():
        setattr(app.config, name, value)
    app.outdir = out
    out.mkdir(parents=True, exist_ok=True)
    app.preload_builder(builder)
    app.builder = app.create_builder(builder)
    app._post_init_env()  # noqa: SLF001 -- as `Sphinx.__init__` does
    app._init_builder()  # noqa: SLF001 -- as `Sphinx.__init__` does
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


def _page_found(app: Sphinx, page: str) -> PageFound:
    """What the reading found of a page, without what lies where in this build."""
    found, env = findings_of_pages(app.env)[page], app.env
    docs = Path(env.srcdir)
    files = {Path(env.doc2path(page)), *(docs / name for name in env.dependencies.get(page, ()))}
    return PageFound(
        files=frozenset(Path(os.path.relpath(file, docs.parent)).as_posix() for file in files),
        screens=frozenset(found.screens),
        messages=tuple(dict.fromkeys(message.msgid for message in found.messages)),
        pictures={file: path.name for file, path in found.pictures.items()},
        codes=tuple(found.codes.get(page, ())),
        facts=frozenset(found.facts),
        foreign=frozenset(found.foreign),
        drawn=dict(found.drawn),
        instead=dict(found.instead),
        earlier=found.earlier.get(page),
        tally=found.tallies.get(page),
        held=page in found.held,
    )


def _result(
    app: Sphinx,
    job: Job,
    pdf: Mapping[str, PdfInfo],
    summaries: Mapping[str, PdfInfo],
    found: Mapping[str, PageFound],
) -> Result:
    here, pages = publication(app.config), found.values()
    links = here.edition.links
    shown = {file: link_of_code(file) for page in pages for file in page.pictures}
    codes = {picture_path(file): links[name].url for file, name in shown.items() if name is not None}
    pdf, summaries = (
        {name: made[name] for name in here.edition.manuals if name in made} for made in (pdf, summaries)
    )
    return Result(
        pdf=pdf,
        summaries=summaries,
        codes=codes if "html" in job.formats else {},
        printed={name: printed_codes(here, found[name].codes, name) for name in pdf},
        earlier={name: page.earlier for name, page in found.items() if page.earlier is not None},
        facts=frozenset[str]().union(*(page.facts for page in pages)),
        instead={name: other for page in pages for name, other in page.instead.items()},
        tallies={name: page.tally for name, page in found.items() if page.tally is not None},
        held=frozenset(name for name, page in found.items() if page.held),
        foreign=frozenset[str]().union(*(page.foreign for page in pages)),
        drawn=_drawn(here, {file: keys for page in pages for file, keys in page.drawn.items()}),
        found=found,
    )


def printed_codes(here: Publication, codes: Sequence[str], manual: str) -> tuple[str, ...]:
    """The addresses of the codes in a manual's PDF: those of its text, and the cover's."""
    cover = here.address(manual)
    return tuple(dict.fromkeys([*codes, *([cover] if cover else [])]))


def _drawn(here: Publication, drawn: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The words that drawings took in, one text a picture."""
    shown: dict[str, str] = {}
    for manual in (None, *here.edition.manuals):
        inputs = here.inputs(manual)
        known = {**inputs.labels, **{name: text or "" for name, text in inputs.facts.items()}}
        for file, keys in drawn.items():
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
