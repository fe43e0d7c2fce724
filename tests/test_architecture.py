"""The layout is the architecture: which room lies above which, and who may import what from outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import tebiki

PACKAGE = Path(tebiki.__file__).parent
#: The rooms of the package, floor by floor, the lowest first. A room may import what lies on lower floors
#: and nothing else: neither its neighbours nor anything above. Rooms that are still to come have theirs.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("characters", "errors", "log", "plain", "processes", "stages"),
    ("messages",),
    ("content",),
    ("render",),
    ("output",),
    ("checks",),
    ("sphinxext",),
    ("pipeline",),
    ("captures", "extras", "handover", "serve", "translate"),
    ("audit",),
    ("editions", "new_project"),
    ("studio",),
    ("cli",),
    ("__main__", "adapt"),
)
#: What a project that is none of ours may load for its PDF: neither the city's content nor pydantic.
WITHOUT_CONTENT = (
    "render/cache.py",
    "render/fonts.py",
    "render/pack.py",
    "render/pdf.py",
    "render/qr.py",
    "sphinxext/dispatch.py",
    "sphinxext/node_kinds.py",
    "sphinxext/places.py",
    "sphinxext/typst/blocks.py",
    "sphinxext/typst/calls.py",
    "sphinxext/typst/inline.py",
    "sphinxext/typst/tables.py",
    "sphinxext/typst/text.py",
)
#: Package from outside → the only rooms or modules that may import it.
ONLY: dict[str, set[str]] = {
    "sphinx": {"sphinxext", "pipeline/locale_patches.py", "pipeline/sphinx_patches.py", "pipeline/worker.py"},
    "docutils": {
        "sphinxext",
        *(f"pipeline/{name}.py" for name in ("locale_patches", "node_search", "sphinx_patches")),
    },
    "myst_parser": {"sphinxext", "pipeline/sphinx_patches.py"},
    "PIL": {"render", "captures/shoot/certificate_dialog.py", "captures/shoot/session.py"},
    "typst": {"render"},
    "pikepdf": {"output", "render"},
    "qrcode": {"render"},
    "pydantic": {"content", "pipeline/language_cache.py", "editions/compare/record_form.py"},
    "pypdfium2": {"output", "render"},
    "zxingcpp": {"output", "render"},
    "jinja2": {"sphinxext", "studio/render.py"},
    "starlette": {"serve", "studio"},
    "uvicorn": {"serve/listening.py"},
    "markdown_it": {"content", "sphinxext/markdown_parser.py"},
    "mdit_py_plugins": {"content"},
    "babel": {"content", "sphinxext", "translate"},
    "sphinx_intl": {"translate"},
    "cryptography": {"editions/certificate_file.py", "captures/shoot/certificates.py"},
    "jeepney": {"captures/shoot/accessibility.py"},
    "tomlkit": {"audit", "captures/shoot/shoot.py", "content/upgrade.py", "editions"},
    "packaging": {"editions", "new_project/pins.py"},
    "playwright": {"extras"},
    "axe_playwright_python": {"extras"},
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Full names that a module imports."""
    package = ["tebiki", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def ours(path: Path) -> Iterator[Path]:
    """Modules of the package that a module imports."""
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "tebiki":
            continue
        found = (_module(parts[1:end]) for end in (len(parts), len(parts) - 1))
        if module := next(filter(None, found), None):
            yield module


def _module(parts: list[str]) -> Path | None:
    base = PACKAGE.joinpath(*parts)
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


def test_each_room_has_its_floor() -> None:
    rooms = {room(path) for path in modules()} - {"__init__"}
    assert rooms <= {name for floor in FLOORS for name in floor}


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path: Path) -> None:
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    here = room(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "tebiki":
            there = parts[1] if len(parts) > 1 else "__version__"
            lower = there == "__version__" or floor[there] < floor[here]
            assert lower or there == here, f"{here} imports {name}"
        elif parts[0] in ONLY:
            allowed = ONLY[parts[0]]
            assert here in allowed or path.relative_to(PACKAGE).as_posix() in allowed, (
                f"{here} imports {name}"
            )


#: What reads a part of the city's project → the only modules that may call it.
READERS: dict[str, set[str]] = {
    "load_config": {"content/project.py"},
    # Sphinx has run conf.py itself; an edition's text is looked at before it takes its place.
    "load_edition": {"content/project.py", "editions/edition_file.py", "sphinxext/extension.py"},
    "earlier_editions": {"content/project.py"},
    # Labels that are taken back are looked at before they take their place.
    "load_labels": {
        # A change that is taken back is looked at before it takes its place.
        "editions/changes/put_back.py",
        "checks/translations/plain_japanese_project.py",
        "content/project.py",
        "sphinxext/extension.py",
    },
    "load_glossary": {"content/project.py", "pipeline/worker.py", "sphinxext/extension.py"},
    "load_required": {"content/project.py"},
}


@pytest.mark.parametrize("reader", READERS)
def test_one_project_reads_the_citys_parts(reader: str) -> None:
    callers = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name) and node.id == reader
    }
    assert callers == READERS[reader]


def test_one_class_is_called_project() -> None:
    found = [
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name == "Project"
    ]
    assert found == ["content/project.py"]


def test_one_module_calls_git() -> None:
    callers = [
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "git"
    ]
    assert set(callers) == {"editions/git.py"}


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {path: set(ours(path)) - {path} for path in modules()}
    list(TopologicalSorter(graph).static_order())  # raises CycleError, which names the circle


@pytest.mark.parametrize("name", WITHOUT_CONTENT)
def test_a_foreign_projects_pdf_needs_no_content(name: str) -> None:
    """All that these modules import, and what that imports."""
    seen, open_ = set[Path](), [PACKAGE / name]
    while open_:
        path = open_.pop()
        assert room(path) != "content", f"{name} leads to {path.relative_to(PACKAGE)}"
        assert not any(one.startswith("pydantic") for one in imports(path)), path
        seen.add(path)
        open_ += set(ours(path)) - seen


def test_the_engine_names_no_city() -> None:
    """All that is a city's, a vendor's or a year's is content."""
    names = ("流山", "Nagareyama", "カナミック", "Kanamic", "KNPKI", "forms.gle")
    texts = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".toml", ".typ", ".html", ".css"}]
    found = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in texts
        for name in names
        if name in path.read_text(encoding="utf-8")
    ]
    assert found == []
