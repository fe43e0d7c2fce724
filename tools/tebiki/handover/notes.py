"""The release notes, in Japanese: what this edition is, for colleagues and for whoever comes after."""

from __future__ import annotations

from collections.abc import Iterator

from .facts import changes, language_state, pdf_facts, plain, year_text
from .finished import Finished


def notes(finished: Finished) -> str:
    """The notes as Markdown."""
    return "\n".join(_lines(finished)) + "\n"


def _lines(finished: Finished) -> Iterator[str]:
    here = finished.source
    yield f"# {plain(here.title)} {year_text(finished)}"
    yield ""
    yield f"- 発行: {plain(here.publisher)}"
    yield f"- 更新: {here.words.month(finished.updated)}"
    yield f"- 証明書のファイル: `{here.certificate_file}`"
    yield from ("", "## 版と変わったところ", "")
    for name, version, text in changes(finished):
        yield f"- {name}版（{version}）: {text or '改訂履歴がありません。'}"
    yield from ("", "## 言語", "")
    for each in finished.publications:
        yield f"- {plain(each.words('language.name'))}: {language_state(finished, each)}"
    yield from _unconfirmed(finished)
    yield from ("", "## ファイル", "")
    yield from ("| ファイル | 大きさ | ページ |", "|---|---|---|")
    for facts in pdf_facts(finished):
        yield f"| `{facts.pdf.path.name}` | {facts.size} | {facts.pages} |"


def _unconfirmed(finished: Finished) -> Iterator[str]:
    """Facts that nobody has confirmed, by the names that the edition's file gives them."""
    yield from ("", "## まだ確かめていないこと", "")
    keys = dict.fromkeys([*finished.edition.unconfirmed, "contact.phone", "contact.mail"])
    open_ = finished.edition.unconfirmed
    found = [f"- `{key}`: {_value(finished, key)}" for key in keys if key in open_ or _lacks(finished, key)]
    yield from found or ["ありません。"]


def _lacks(finished: Finished, key: str) -> bool:
    return finished.edition.fact_at(key) is None


def _value(finished: Finished, key: str) -> str:
    try:
        value = finished.edition.fact_at(key)
    except KeyError:
        return "値がありません"
    if isinstance(value, dict):
        value = value.get("ja") or value.get("*")
    if value is None or value == ():
        return "値がありません（載せていません）"
    if value is False:
        return "「ない」とわかっています（載せていません）"
    if key == "certificate.opened":
        opened = finished.edition.certificate.opened
        return "、".join(map(str, opened)) + "（載せていません）"
    value = getattr(value, "text", value)
    if url := getattr(value, "url", None):
        return f"「{url}」と載せています"
    return f"「{plain(str(value))}」と載せています"
