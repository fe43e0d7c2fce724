"""Invented values for the facts of an edition that have none; standard library only.

They have the shape of real ones and are of no use but for a rehearsal (rehearse_year.py). Plain
Japanese has no kanji here: each would need a reading that the city has listed.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from typing import Any, Final

#: Text, a list of values, or a table of them.
_Value = str | list[Any] | dict[str, Any]

#: A day, a duration, and any other text, by language; English where a language has none here.
_DAY: Final = {
    "ja": "令和{era}年4月1日",
    "ja_simple": "{year}ねん4がつ1にち",
    "zh_CN": "{year}年4月1日",
    "vi": "ngày 1 tháng 4 năm {year}",
}
_WAIT: Final = {
    "ja": "24時間から48時間",
    "ja_simple": "24から48じかん",
    "zh_CN": "24至48小时",
    "vi": "24 đến 48 giờ",
    "id": "24 sampai 48 jam",
}
_OTHER: Final = {
    "ja": "架空の例{year}",
    "ja_simple": "つくったれい{year}",
    "zh_CN": "虚构示例{year}",
    "vi": "ví dụ {year}",
    "id": "contoh {year}",
}


#: How the keys of quotations begin.
_QUOTATION: Final = "quotations."
#: How those of addresses begin; where a shortened one leads has a part more.
_LINK: Final = "links."


def missing(text: str) -> list[str]:
    """The unconfirmed facts of an edition's file that have no value, in the order of the file's list."""
    edition = tomllib.loads(text)
    return [key for key in unconfirmed(text) if not _has_value(edition, key)]


def unconfirmed(text: str) -> list[str]:
    """All unconfirmed facts of an edition's file."""
    keys: list[str] = tomllib.loads(text).get("unconfirmed", [])
    return keys


def _has_value(edition: dict[str, Any], key: str) -> bool:
    value: Any = edition
    if key.startswith(_QUOTATION):  # one without a text is none, whatever its source
        key += ".text"
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    texts = value.values() if isinstance(value, dict) else [value]
    return any(texts)


def with_value(text: str, key: str, languages: list[str]) -> str:
    """The file with an invented value for a fact; as staff would write it, the rest stays byte for byte."""
    value = _invented(tomllib.loads(text), key, languages)
    table, _, name = key.rpartition(".")
    if isinstance(value, dict) and _body(text, key):
        rows = "".join(f"{language} = {_toml(said)}\n" for language, said in value.items())
        return _with_body(text, key, rows)
    line = f"{name} = {_toml(value)}\n"
    if not table:
        first = text.find("\n[") + 1
        return f"{text[:first]}{line}\n{text[first:]}"
    if (there := _body(text, table)) is None:
        return f"{text}\n[{table}]\n{line}"
    return _with_body(text, table, line + re.sub(rf"(?m)^{name}( *=|\.).*\n", "", there[0]))


def _body(text: str, table: str) -> re.Match[str] | None:
    """What stands below the heading of a table, up to the next heading or empty line."""
    return re.search(rf"(?m)(?<=^\[{re.escape(table)}\]\n)(?:(?!\[).+\n)*", text)


def _with_body(text: str, table: str, body: str) -> str:
    there = _body(text, table)
    assert there is not None
    return text[: there.start()] + body + text[there.end() :]


def _invented(edition: dict[str, Any], key: str, languages: list[str]) -> _Value:
    """A value of the shape that the fact has."""
    name, year = key.rpartition(".")[2], int(edition["year"])
    if key.startswith(_QUOTATION):
        return {"text": f"架空の引用{year}。", "source": f"架空の文書{year}"}
    if key.startswith(_LINK) and key.count(".") == 1:
        return {"url": f"https://{edition['hosts'][0]}/rehearsal/{name}/{year}"}
    opened: dict[str, str | date] = {
        "device": "rehearsal",
        "version": str(year - 2010),
        "on": date(year, 3, 20),
        "by": "rehearsal",
    }
    fixed: dict[str, _Value] = {
        "opened": [opened],
        "subject": f"CN=rehearsal-{year}",
        "stored_name": edition["certificate"]["id"],
        "target": f"https://{edition['hosts'][0]}/rehearsal/{year}",
        "phone": f"03-0000-{year}",
        "mail": f"rehearsal-{year}@example.com",
        "tested": [str(year - 2010)],
    }
    return fixed.get(name) or {language: _text(name, year, language) for language in languages}


def _text(name: str, year: int, language: str) -> str:
    if name.endswith(("_from", "_until")):
        return _DAY.get(language, "1 April {year}").format(year=year, era=year - 2018)
    if name.endswith("_wait"):
        return _WAIT.get(language, "24 to 48 hours")
    return _OTHER.get(language, "example {year}").format(year=year)


def _toml(value: _Value | date) -> str:
    if isinstance(value, dict):
        return "{{ {} }}".format(", ".join(f"{key} = {_toml(said)}" for key, said in value.items()))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "[{}]".format(", ".join(map(_toml, value)))
    return json.dumps(value, ensure_ascii=False)
