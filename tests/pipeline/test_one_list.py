"""One list of what no output may have: build, check, serve's first build and a release tell the same.

One fault at a time is planted in a finished site of the invented city, which had another certificate, form
and version the year before. A build is given it after its last step and before it looks at the whole.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from conftest import ROOTS, Shared, speak
from planted import spoil

import tebiki
from tebiki.audit.audit import Asked, check
from tebiki.content.output_names import folder
from tebiki.editions.release.check_beside import refused_by_check
from tebiki.errors import Problem, TebikiError
from tebiki.pipeline import language_cache, record
from tebiki.pipeline.build import build
from tebiki.pipeline.job import Job, Result
from tebiki.pipeline.progress import Progress
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site
from tebiki.render.qr import matrix_of, png_of
from tebiki.serve import visible_first

pytestmark = pytest.mark.usefixtures("forked")
PACKAGE = Path(tebiki.__file__).parent
YEAR = "2031"
LANGUAGES = ("ja", "en")
PAGE, PDF = "ja/tablet.html", "ja/guide-tablet-ver12-ja.pdf"
#: What the edition of this year says and that of last year said.
LAST_YEAR = {
    "year = 2031": "year = 2030",
    'id = "YMB-2031-0228"': 'id = "YMB-2030-0301"',
    'stored_name = "yamabe-kaigo"': 'stored_name = "yamabe-old"',
    "https://yamabe.example/f/9": "https://yamabe.example/f/8",
    'version = 12\npublished = "2031-03"\nplatform': 'version = 11\npublished = "2030-03"\nplatform',
}
Plant = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Fault:
    """``code`` tells of it in ``file``. ``pages``: whether it is of pages, which are served first."""

    code: str
    file: str
    plant: Plant
    pages: bool = True


def put(file: str, old: str, new: str) -> Plant:
    """Put ``new`` for the first ``old`` of a text."""

    def plant(site: Path) -> None:
        spoil(site / file, old, new)

    return plant


def write(file: str, data: bytes) -> Plant:
    """A file of these bytes."""
    return lambda site: (site / file).write_bytes(data)


def edit(change: Callable[[pikepdf.Pdf], object]) -> Plant:
    """A PDF that another program has changed."""

    def plant(site: Path) -> None:
        with pikepdf.open(site / PDF, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(site / PDF, deterministic_id=True)

    return plant


def entitled(key: str, text: str) -> Plant:
    return edit(lambda pdf: pdf.docinfo.__setitem__(key, text))


def lead_elsewhere(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note and str(note.A.get("/URI", "")).endswith("/f/9"):
                note.A.URI = pikepdf.String("https://yamabe.example/g/9")


def edit_locked(site: Path) -> None:
    """A PDF that somebody has saved with a password."""
    with pikepdf.open(site / PDF, allow_overwriting_input=True) as pdf:
        pdf.save(site / PDF, encryption=pikepdf.Encryption(owner="a", user="b"))


KEY = b"-----BEGIN " + b"PRIVATE KEY-----\nx\n-----END " + b"PRIVATE KEY-----\n"
MORE = "もう一度押します。"
FAULTS = {
    "id-of-another-year": Fault("output/foreign-id", PAGE, put(PAGE, MORE, "YMB-2029-0228を押します。")),
    "id-in-a-name": Fault("output/foreign-id", "ja/YMB-2029-0228.txt", write("ja/YMB-2029-0228.txt", b"")),
    "id-in-a-pdf": Fault("output/foreign-id", PDF, entitled("/Subject", "YMB-2029-0228"), pages=False),
    "last-years-name": Fault("output/stale", PAGE, put(PAGE, MORE, "yamabe-<b>old</b>を押します。")),
    "last-years-version-once-too-often": Fault("output/stale", PAGE, put(PAGE, MORE, "Ver.11の手順です。")),
    "last-years-form": Fault("output/stale", "ja/tebiki.css", put("ja/tebiki.css", "{", "{/* yamabe-old */")),
    "last-years-value-in-a-name": Fault(
        "output/stale", "ja/yamabe-old.txt", write("ja/yamabe-old.txt", b"")
    ),
    "last-years-value-in-a-pdf": Fault("output/stale", PDF, entitled("/Subject", "yamabe-old"), pages=False),
    "template": Fault("output/template", PAGE, put(PAGE, MORE, "{{fact}}を押します。")),
    "key": Fault("secret/output", "ja/list.txt", write("ja/list.txt", KEY)),
    "name": Fault("output/name", "ja/My List.txt", write("ja/My List.txt", b"")),
    "kind": Fault("output/not-listed", "ja/list.docx", write("ja/list.docx", b"")),
    "link": Fault("output/link", PAGE, put(PAGE, 'href="index.html"', 'href="home.html"')),
    "place": Fault("output/fragment", PAGE, put(PAGE, 'href="#trouble"', 'href="#troubles"')),
    "what-runs": Fault("output/forbidden", PAGE, put(PAGE, "</main>", "<script></script></main>")),
    "what-is-passed-over": Fault("output/forbidden", PAGE, put(PAGE, "</main>", "<!-- x --></main>")),
    "place-twice": Fault("output/twice", PAGE, put(PAGE, "</main>", '<p id="trouble"></p></main>')),
    "host": Fault("edition/host", PAGE, put(PAGE, "https://yamabe.example/f/9", "https://example.com/f/9")),
    "code-of-another-address": Fault(
        "output/qr-picture",
        "ja/_images/qr-form.png",
        write("ja/_images/qr-form.png", png_of(matrix_of("https://yamabe.example/g/9"))),
    ),
    "code-without-its-link": Fault("output/qr-link", PDF, edit(lead_elsewhere), pages=False),
    "symbolic-link": Fault("site/symlink", "ja/a.html", lambda site: (site / "ja/a.html").symlink_to("/")),
    "encoding": Fault("site/page-encoding", PAGE, write(PAGE, "手順".encode("cp932"))),
    "depth": Fault("site/page-deep", PAGE, write(PAGE, b"<div>" * 10_000)),
    "size": Fault("site/page-large", PAGE, write(PAGE, b"<p>" * 1_000_000)),
    "no-pdf": Fault("site/no-pdf", PDF, write(PDF, b"<p>"), pages=False),
    "rule-of-pages": Fault("picture/alt", PAGE, put(PAGE, 'alt="', 'alt="" title="')),
    "rule-of-names": Fault("name/near", PAGE, put(PAGE, MORE, "YMB-2031-O228を押します。")),
    "rule-of-words": Fault("japanese/width", PAGE, put(PAGE, MORE, "もう１度押します。")),
    "rule-of-pdfs": Fault("private/author", PDF, entitled("/Author", "山田"), pages=False),
    "rule-of-sites": Fault("name/file", "ja/list.txt", write("ja/list.txt", b"")),
}  # fmt: skip
#: Slips of an office, by someone else than the list's authors.
FAULTS |= {
    "id-in-full-width": Fault(
        "output/foreign-id", PAGE, put(PAGE, MORE, "ＹＭＢ－２０２９－０２２８を押します。")
    ),
    "id-spelt-with-entities": Fault(
        "output/foreign-id", PAGE, put(PAGE, MORE, "YMB&#45;2029&#45;0228です。")
    ),
    "id-in-an-alt": Fault("output/foreign-id", PAGE, put(PAGE, 'alt="', 'alt="YMB-2029-0228 ')),
    "id-in-a-comment": Fault(
        "output/foreign-id", PAGE, put(PAGE, "</main>", "<!-- YMB-2029-0228 --></main>")
    ),
    "last-years-form-in-robots": Fault(
        "output/stale", "robots.txt", put("robots.txt", "User-agent", "# yamabe-old\nUser-agent"), pages=False
    ),
    "last-years-name-in-404": Fault(
        "output/stale", "404.html", put("404.html", "</p>", "yamabe-old</p>"), pages=False
    ),
    "last-years-name-in-english": Fault(
        "output/stale", "en/tablet.html", put("en/tablet.html", "</main>", "<p>yamabe-old</p></main>")
    ),
    "folder-of-a-mac": Fault("output/name", "ja/.DS_Store", write("ja/.DS_Store", b"\0")),
    "pictures-of-windows": Fault("output/not-listed", "ja/thumbs.db", write("ja/thumbs.db", b"\0")),
    "copy-of-a-page": Fault(
        "output/name", "ja/tablet - コピー.html", write("ja/tablet - コピー.html", b"<p>")
    ),
    "link-in-another-case": Fault("output/link", PAGE, put(PAGE, 'href="index.html"', 'href="Index.html"')),
    "link-to-a-folder-of-ours": Fault(
        "edition/https", PAGE, put(PAGE, 'href="index.html"', 'href="file:///C:/tebiki/index.html"')
    ),
    "address-without-s": Fault(
        "edition/https", PAGE, put(PAGE, "https://yamabe.example/f/9", "http://yamabe.example/f/9")
    ),
    "half-a-pdf": Fault(
        "site/no-pdf", PDF, lambda site: write(PDF, (site / PDF).read_bytes()[:9000])(site), pages=False
    ),
    "pdf-behind-a-password": Fault("site/no-pdf", PDF, edit_locked, pages=False),
}


def make(root: Path) -> None:
    """The city's project with last year's edition, built; its pages alone are served."""
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    speak(root, *LANGUAGES)
    editions = root / "docs" / "editions"
    text = (editions / "2031.toml").read_text(encoding="utf-8")
    for now, before in LAST_YEAR.items():
        assert now in text, now
        text = text.replace(now, before)
    (editions / "2030.toml").write_text(text, encoding="utf-8", newline="\n")
    for request in (Request(root), served(root)):
        build(request, lambda _: None)


def served(root: Path) -> Request:
    """What is served."""
    out = root / "build" / ".serve" / "html"
    return replace(Request(root, resident=True), formats=("html",), output=out)


@pytest.fixture(scope="session")
def project(shared: Shared) -> Path:
    """Built once, not to be changed."""
    return shared("one_list", make)


@pytest.fixture
def root(project: Path, tmp_path: Path) -> Path:
    """A copy, as if it had been built where it is."""
    copy = tmp_path / "root"
    shutil.copytree(project, copy)
    for request in map(Request, (project, copy)), map(served, (project, copy)):
        old, new = request
        for language in ("", *(f"-{folder(code)}" for code in LANGUAGES)):
            name = record.path_of(old.cache, old.target, language).name
            (new.cache / name).rename(record.path_of(new.cache, new.target, language))
    return copy


Told = set[tuple[str, str]]


def told(problems: Sequence[Problem], site: Path) -> Told:
    """Codes with files within a site; ``site``: as places name it."""
    rows = ((problem.code, problem.place.file) for problem in problems if problem.place)
    start = f"{site.as_posix()}/"
    return {(code, file.removeprefix(start)) for code, file in rows}


def by_build(root: Path, plant: Plant, patch: pytest.MonkeyPatch) -> Told:
    """What a build refuses, all of whose languages are as they were."""
    real = Site.write_root

    def write_root(site: Site, staged: Path) -> None:
        real(site, staged)
        plant(staged)

    patch.setattr(Site, "write_root", write_root)
    request = Request(root)
    record.path_of(request.cache, request.target).unlink()
    with pytest.raises(TebikiError) as raised:
        build(request, lambda _: None)
    return told(raised.value.problems, Path())


def by_first(root: Path, plant: Plant, patch: pytest.MonkeyPatch) -> Told:
    """What keeps serve's first build from being shown; its one job brings back what it brought last."""
    request, found = served(root), list[Problem]()

    def run_jobs(
        jobs: Sequence[Job], _: object, meanwhile: Callable[[], None], *__: object
    ) -> dict[str, Result]:
        [job] = jobs
        last = language_cache.load(request.cache, request.target, job.language)
        assert last is not None
        shutil.copytree(request.target / job.out.name, job.out)
        meanwhile()
        return {job.language: last.result}

    real = Site.finish

    def finish(site: Site, staged: Path, results: Sequence[Result], asked: Request) -> None:
        plant(staged)
        try:
            real(site, staged, results, asked)
        except TebikiError as error:
            found.extend(error.problems)
            raise

    patch.setattr(visible_first, "run_jobs", run_jobs)
    patch.setattr(visible_first, "parts_of_language", lambda *_: {"changed": "1"})
    patch.setattr(Site, "finish", finish)
    assert not visible_first.make_first(request, "ja", Progress(lambda _: None))
    return told(found, Path())


def by_check(root: Path, plant: Plant, patch: pytest.MonkeyPatch) -> Told:
    """What is an error to `tebiki check`."""
    patch.chdir(root)
    plant(Path("build/site"))
    report = check(Asked(Path(), sources=False))
    errors = [finding.problem for finding in report.findings if finding.severity == "error"]
    return told(errors, Path("build/site"))


def by_release(root: Path, plant: Plant, patch: pytest.MonkeyPatch) -> Told:
    """What keeps a site from being released."""
    del patch
    site = root / "build" / "site"
    plant(site)
    return told(refused_by_check(root, site, YEAR), site)


@pytest.mark.parametrize("caller", [by_build, by_first, by_check, by_release])
@pytest.mark.parametrize("fault", [pytest.param(fault, id=name) for name, fault in FAULTS.items()])
def test_a_fault_is_told_alike(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: Fault,
    caller: Callable[[Path, Plant, pytest.MonkeyPatch], Told],
) -> None:
    if caller is by_first and not fault.pages:
        return  # its PDFs are made when one is opened, by a whole build
    assert (fault.code, fault.file) in caller(root, fault.plant, monkeypatch)


@pytest.mark.parametrize("caller", [by_check, by_release])
def test_a_sound_site_is_none_of_these(
    root: Path, monkeypatch: pytest.MonkeyPatch, caller: Callable[[Path, Plant, pytest.MonkeyPatch], Told]
) -> None:
    assert caller(root, lambda _: None, monkeypatch) == set()


def test_a_sound_build_and_a_sound_first_one_pass(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record.path_of(Request(root).cache, Request(root).target).unlink()
    assert build(Request(root), lambda _: None).fresh
    monkeypatch.setattr(visible_first, "parts_of_language", lambda *_: {"changed": "1"})
    assert visible_first.make_first(served(root), "ja", Progress(lambda _: None))


def test_without_a_record_what_a_history_prints_may_stand_and_nothing_else(root: Path) -> None:
    record.path_of(Request(root).cache, Request(root).target).unlink()
    put(PAGE, MORE, "Ver.11、yamabe-old")(root / "build" / "site")
    found = check(Asked(root, sources=False)).findings
    texts = [one.problem.values["text"] for one in found if one.rule == "output/stale"]
    assert texts == ["yamabe-old"]


def test_a_stale_value_in_a_translation_that_no_page_shows_is_told_by_check(root: Path) -> None:
    with (root / "docs/locales/en/LC_MESSAGES/manual.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "古い文です。"\nmsgstr "Choose yamabe-old."\n')
    found = check(Asked(root)).findings
    places = [str(one.problem.place) for one in found if one.rule == "output/stale"]
    assert places == ["docs/locales/en"]


def test_a_stale_value_that_a_drawing_took_in_is_told_by_check(root: Path) -> None:
    request = Request(root)
    last = language_cache.load(request.cache, request.target, "ja")
    assert last is not None
    drawn = {**last.result.drawn, "tablet-ask.png": "yamabe-old"}
    language_cache.keep(
        request.cache, request.target, "ja", replace(last, result=replace(last.result, drawn=drawn))
    )
    found = check(Asked(root, sources=False)).findings
    assert [one.rule for one in found if one.severity == "error"] == ["output/stale"]


def imported(path: Path) -> Iterator[str]:
    """What a module of ours takes from others of ours, by full names."""
    package = ["tebiki", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


_CHECKS = (
    "checks.printed_codes.check_codes",
    "checks.stale_values.check_stale",
    "checks.refused_text.check_text",
)
_CHECKS_OF_PAGES = ("checks.pages.check_kind", "checks.pages.check_pages", "checks.pages.check_qr_picture")
_WHOLE = ("runner", "pages", "printed_codes", "stale_values", "refused_text")
#: A check, the list, or what runs it → the only modules that take it.
ONLY = {
    **{f"tebiki.{name}": {"checks/refusals.py"} for name in (*_CHECKS, *_CHECKS_OF_PAGES)},
    # A handover names its own files, which are no part of the site.
    "tebiki.checks.refused_text.check_name": {"checks/refusals.py", "handover/write.py"},
    "tebiki.checks.registry.applied_to": {"checks/runner.py"},
    "tebiki.checks.runner.Runner": {"pipeline/site.py", "pipeline/worker.py", "audit/audit.py"},
    "tebiki.audit.audit.findings": {"editions/release/check_beside.py"},
    # Whoever took a whole module could call what is in it.
    "tebiki.checks.refusals": {"checks/registry.py"},
    **{f"tebiki.checks.{name}": set[str]() for name in _WHOLE},
}


def test_nobody_but_the_runner_calls_a_check_of_outputs() -> None:
    found: dict[str, set[str]] = {name: set() for name in ONLY}
    for path in PACKAGE.rglob("*.py"):
        for name in found.keys() & set(imported(path)):
            found[name].add(path.relative_to(PACKAGE).as_posix())
    assert found == ONLY
