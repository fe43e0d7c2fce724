"""Whatever Sphinx reads of a manual, it reads by our parser: pages, shared chapters, boxes, translations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from myst_parser.config.main import MdParserConfig
from web_gates import unmarked

from tebiki.content.markdown.parser import parser
from tebiki.sphinxext.extension import MYST
from tebiki.sphinxext.markdown_parser import create_parser

ADDED = """
ここで**「頁」**を押します。

```{include} parts/bold.md
```

:::{info} 囲みの**「題」**です
囲みの**「中」**です。

- 項の**「目」**です。
:::

:::{table} 表の**「名」**です
| 欄の**「甲」**です | 乙 |
|---|---|
| **{ui}`tablet.ask.ok`**を押します。 | 欄の**「丁」**です。 |
:::
"""
WORDS = "頁章題中目名甲丁"
WHICH = """
from sphinx.application import Sphinx
app = Sphinx("docs", ".", "out", "trees", "html", status=None, warning=None)
print(type(app.registry.create_source_parser("markdown", config=app.config, env=app.env)).__name__)
"""


def add_bold(root: Path) -> None:
    docs = root / "docs"
    (docs / "parts").mkdir()
    (docs / "parts" / "bold.md").write_text("章の**「章」**です。\n", encoding="utf-8")
    page = docs / "tablet.md"
    page.write_text(page.read_text(encoding="utf-8") + ADDED, encoding="utf-8", newline="\n")


def test_all_that_a_plain_sphinx_build_reads_is_read_by_it(city: Path) -> None:
    add_bold(city)
    line = [sys.executable, "-m", "sphinx", "-W", "-q", "-c", ".", "docs", "out"]
    ended = subprocess.run(line, cwd=city, capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    page = unmarked((city / "out" / "tablet.html").read_text(encoding="utf-8"))
    for word in WORDS:
        assert f"<strong>「{word}」</strong>" in page, word
    assert "**" not in page


def test_translations_are_read_by_it(city: Path) -> None:
    """Sphinx makes a parser for each translated text; it asks its registry for the class."""
    told = subprocess.run([sys.executable, "-c", WHICH], cwd=city, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "ManualParser"


def test_both_parsers_have_the_same_rules_by_the_same_functions() -> None:
    options = {name.removeprefix("myst_"): value for name, value in MYST.items()}
    theirs = create_parser(MdParserConfig(**options))  # type: ignore[arg-type]
    for of_theirs, of_ours in ((theirs.inline, parser().inline), (theirs.core, parser().core)):
        functions = dict(zip(of_ours.ruler.get_active_rules(), of_ours.ruler.getRules(""), strict=True))
        others = dict(zip(of_theirs.ruler.get_active_rules(), of_theirs.ruler.getRules(""), strict=True))
        for name in {"emphasis", "normalize"} & functions.keys():
            assert others[name] is functions[name]
            assert functions[name].__module__.startswith("tebiki.content.markdown")
