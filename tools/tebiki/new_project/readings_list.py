"""The list of readings of a new project: the terms that its own texts write, each with its reading."""

from __future__ import annotations

from pathlib import Path

from ..content.formats import READINGS
from ..content.ruby import RUBY
from .source_text import facts_of_templates, quoted

_HEAD = """\
# 読みの一覧: 1つの言葉に1つの読み。The list of readings: one reading a term.

format = {number}

# 外国の文字で書いてよい言葉（名前など）。Words that may stand in foreign letters: names above all.
names = [{names}]

"""


def readings_text(root: Path) -> str:
    """The list for the files below ``root``, by term; the first reading counts, others the check tells."""
    found: dict[str, str] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix in (".toml", ".po", ".py"):
            for term, reading in RUBY.findall(path.read_text(encoding="utf-8")):
                found.setdefault(term, reading)
    names = ", ".join(map(quoted, facts_of_templates()["foreign_names"]))
    rows = "".join(f"{quoted(term)} = {quoted(found[term])}\n" for term in sorted(found))
    return _HEAD.format(number=READINGS.current, names=names) + rows
