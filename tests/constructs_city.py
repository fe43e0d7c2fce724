"""An invented city's project whose manual has one of each accepted construct, in two languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from catalogs import header, quoted
from conftest import ROOTS, speak

from tebiki.content.markdown.constructs import Construct, constructs
from tebiki.content.passages import passages

PAGE = "tablet"
_LABELS = '\n[ok]\nja = "進む"\nen = "Go"\nsource = "invented"\nverified = true\n'
_NAMED = """[quotations.example]
text = "引用の文です。"
source = "架空の文書"

[links.example]
url = "https://yamabe.example/example"

"""
_TABLE = """format = 2

[manuals.tablet]
rows = ["F12"]
steps = [[], ["tablet/ask"]]

[rows.F12]
says = "例の文"
manuals = ["tablet"]
"""
#: What stands before the first chapter.
_FRONT = ("contents", "flow", "glance")
#: What stands on the entry page alone, and does so in this city.
_INDEX = ("devices",)
#: Runs of what is no markup.
_WORDS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff。、「」・]+")
_CODE = re.compile(r"(\{\w+\}`[^`]*`|\]\([^)]*\)|`[^`]*`)")


def examples() -> tuple[Construct, ...]:
    """What a manual may have, in the order of the table."""
    return tuple(one for one in constructs() if one.accepted)


def constructs_city(root: Path) -> Path:
    """Make the project in ``root``, which is empty, and give it back."""
    shutil.copytree(ROOTS / "yamabe", root, dirs_exist_ok=True)
    speak(root, "ja", "en")
    docs, screens = root / "docs", root / "screenshots"
    _add(docs / "labels" / "example.toml", "format = 2\n" + _LABELS)
    edition = docs / "editions" / "2031.toml"
    text = edition.read_text(encoding="utf-8")
    _add(edition, text.replace("[links.form]", f"{_NAMED}[links.form]"))
    _add(docs / "required.toml", _TABLE)
    (docs / "parts").mkdir()
    _add(docs / "parts" / "example.md", "章の文です。\n")
    (screens / "example").mkdir()
    for suffix in (".toml", ".typ"):
        screen = (screens / "tablet" / f"ask{suffix}").read_text(encoding="utf-8")
        _add(screens / "example" / f"example{suffix}", screen.replace("tablet.ask.ok", "example.ok"))
    page = docs / f"{PAGE}.md"
    front = "".join(f"{one.example}\n\n" for one in examples() if one.key in _FRONT)
    rest = "".join(f"\n{one.example}\n" for one in examples() if one.key not in (*_FRONT, *_INDEX))
    _add(page, page.read_text(encoding="utf-8").replace("(steps)=", f"{front}(steps)=", 1) + rest)
    _add(docs / "locales" / "en" / "LC_MESSAGES" / "manual.po", english(docs))
    return root


def english(docs: Path) -> str:
    """A catalogue of all messages, in which every run of Japanese is ``words``."""
    texts = [
        one.text for page in ("index", PAGE) for one in passages(docs, page) if one.kind in ("message", "alt")
    ]
    entries = [f"msgid {quoted(text)}\nmsgstr {quoted(in_words(text))}\n" for text in dict.fromkeys(texts)]
    return header("en") + "\n".join(entries)


def in_words(text: str) -> str:
    """``text`` with ``words`` for its Japanese and a comma for its middle dots, its markup as it is."""
    parts = _CODE.split(text)
    words = (part if at % 2 else _WORDS.sub("words", part) for at, part in enumerate(parts))
    return "".join(words).replace("・", ", ")


def _add(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
