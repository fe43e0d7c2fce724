"""The layout is the architecture: who may import whom, and who may import what from outside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tebiki

PACKAGE = Path(tebiki.__file__).parent
#: What every layer above may import of ours.
BASE = {"errors", "messages", "model", "parse"}
#: Layer → the layers of ours that it may import (itself apart).
MAY: dict[str, set[str]] = {
    "errors": set(),
    "messages": {"errors"},
    "model": set(),
    "parse": {"errors", "model"},
    "render": {"errors", "model", "parse"},
    "check": {"errors", "model", "parse", "render"},
    "adapt": BASE | {"render", "check", ""},
    "build": BASE | {"render", "adapt", "check"},
    "history": BASE | {"build"},
    "screens": BASE | {"render", "build"},
    "handover": BASE | {"check", "build"},
    "online": BASE | {"check", ""},
    "browser": BASE | {"check", "adapt", "build"},
    "guard": BASE | {"check", "build", "handover", "online", "browser"},
    "required": BASE | {"check", "build", "guard"},
    "translate": BASE | {"render", "check", "build"},
    "compare": BASE | {"render", "check", "adapt", "build", "history"},
    "edition": BASE | {"adapt", "build", "history", "screens", "translate", "compare"},
    "release": BASE | {"check", "build", "history", "guard", "handover", "compare", "edition", ""},
    "environments": BASE | {"build", "history"},
    "serve": BASE | {"check", "build"},
    "migrate": BASE | {"build", "history"},
    "cli": {"errors", "messages", "build", "history", "screens", "guard", "translate", "edition", "serve"}
    | {"handover", "release", "required", "environments", "migrate", ""},
    "__main__": {"cli"},
    "__init__": set(),
}
#: Package from outside → the only layers that may import it.
ONLY: dict[str, set[str]] = {
    "sphinx": {"adapt", "build/lean.py", "build/worker.py"},
    "docutils": {"adapt", "build/lean.py"},
    "myst_parser": {"adapt", "build/lean.py"},
    "PIL": {"render"},
    "typst": {"render"},
    "pikepdf": {"render"},
    "qrcode": {"render"},
    "pydantic": {"model", "parse", "build/kept.py", "compare/record_form.py"},
    "pypdfium2": {"check", "render"},
    "zxingcpp": {"check", "render"},
    "jinja2": {"adapt"},
    "markdown_it": {"parse"},
    "mdit_py_plugins": {"parse"},
    "babel": {"adapt", "parse", "translate"},
    "sphinx_intl": {"translate"},
    "cryptography": {"edition/certfile.py"},
    "tomlkit": {"edition", "release", "required", "parse/upgrade.py"},
    "packaging": {"history"},
    "playwright": {"browser"},
    "axe_playwright_python": {"browser"},
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


def layer(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    here = layer(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "tebiki":
            there = parts[1] if len(parts) > 1 else ""
            there = "" if there.startswith("__") else there
            assert there == here or there in MAY[here], f"{here} imports {name}"
        elif parts[0] in ONLY:
            allowed = ONLY[parts[0]]
            assert here in allowed or path.relative_to(PACKAGE).as_posix() in allowed, (
                f"{here} imports {name}"
            )


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
