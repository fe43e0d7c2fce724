"""A Vietnamese catalogue of the invented city, and what its pages ask for, without Sphinx."""

from __future__ import annotations

from pathlib import Path

from tebiki.content.catalogs.catalog import Catalog, Entry, read_catalog
from tebiki.content.catalogs.translation import Message

PO = "docs/locales/vi/LC_MESSAGES/manual.po"
HEADER = """msgid ""
msgstr ""
"PO-Revision-Date: 2031-02-03 10:00+0900\\n"
"Last-Translator: Lan <lan@people.example>\\n"
"Language-Team: Vietnamese <team@people.example>\\n"
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Poedit 3.4\\n"
"""
HELLO = "みまもりネットに入る手順です。"
OPEN = "フォームを開きます。版は{fact}`version`、{fact}`published`です。"
LABEL = "{ui}`tablet.ask.title`と出たら、ファイル{fact}`certificate.file`を入れます。"
PRESS = "{ui}`tablet.ask.ok`を押します。"
BACK = "{step}`1`に戻るか、{remedy}`nothing`を見てください。"
MESSAGES = (
    Message("index", "端末を選んでください。", ("docs/index.md", 4), "text"),
    Message("tablet", HELLO, ("docs/tablet.md", 4), "text"),
    Message("tablet", OPEN, ("docs/tablet.md", 17), "step"),
    Message("tablet", LABEL, ("docs/tablet.md", 36), "step", "tablet/ask"),
    Message("tablet", PRESS, ("docs/tablet.md", 41), "step", "tablet/ask"),
    Message("tablet", BACK, ("docs/tablet.md", 45), "caution", "tablet/ask"),
    Message("tablet", "{fact}`certificate.file`", ("docs/tablet.md", 50), "text"),
)


def po(*pairs: tuple[str, str] | str, header: str = HEADER) -> str:
    """A catalogue: pairs of msgid and msgstr, or parts as they stand in a file."""
    parts = [p if isinstance(p, str) else f'msgid "{p[0]}"\nmsgstr "{p[1]}"\n' for p in pairs]
    return "\n".join([header, *parts])


def edited(old: str, new: str) -> tuple[Message, ...]:
    """The messages after an edit of one of them."""
    return tuple(Message(m.page, m.msgid.replace(old, new), m.place, m.kind, m.screen) for m in MESSAGES)


def catalog(root: Path) -> Catalog:
    return read_catalog(root / PO)


def entries(root: Path) -> dict[str, Entry]:
    return {entry.msgid: entry for entry in catalog(root).entries}
