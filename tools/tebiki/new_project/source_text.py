"""The two files of a new project that hold what somebody typed: conf.py and the year's facts.

Text is data: each is written as a literal that Python and TOML read alike, never put into one.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from ..content.calendar import Month
from ..content.formats import CONF, EDITION
from ..content.placeholders import placeholder_id
from .answers import id_pattern
from .plan import ProjectPlan

_FACTS: Final = "facts.toml"
#: Facts that a first edition has no value of, or one that nobody has looked at.
_OPEN: Final = (
    *("publisher", "certificate.id", "certificate.stored_name", "certificate.subject", "certificate.opened"),
    *("links.login", "contact.phone", "contact.mail", "contact.hours"),
)
_OPEN_OF_MANUAL: Final = ("version", "published", "os", "browser", "tested")


def quoted(text: str) -> str:
    """A literal of Python and of TOML. ``text`` holds no control character (`read_title`)."""
    return json.dumps(text, ensure_ascii=False)


@cache
def facts_of_templates() -> Mapping[str, Any]:
    """What templates know by language: the title, each device's names, the first row of a history."""
    folder = files(__package__).joinpath("templates")
    return tomllib.loads(folder.joinpath(_FACTS).read_text(encoding="utf-8"))


def conf_text(plan: ProjectPlan) -> str:
    """``conf.py``."""
    title = facts_of_templates()["title"]
    name, system = plan.spoken(plan.name), plan.spoken(plan.system)
    masthead = {code: f"{text} {system[code]}" for code, text in name.items() if code in system}
    lines = [
        '"""What this office sets, and which edition is current. Facts of a year stand in docs/editions/."""',
        "",
        'extensions = ["tebiki.sphinxext"]',
        'language = "ja"',
        "",
        "#: The edition that `tebiki build` makes. It changes with a release, not with the calendar.",
        f'tebiki_edition = "{plan.year}"',
        "",
        "#: 原稿・画面・訳の形式の番号。tebiki migrate が書きます。",
        "#: The format of pages, drawings and catalogues; tebiki migrate writes it.",
        f"tebiki_format = {CONF.current}",
        "",
        "tebiki_settings = {",
        f'    "city": {_table(name)},',
        f'    "system": {_table(system)},',
        "    # The line over the cover's title.",
        f'    "masthead": {_table(masthead)},',
        "    # U+200B (zero-width space): a line may break here.",
        f'    "title": {_table(plan.spoken(title), breaks=True)},',
        *_certificate_lines(plan),
        '    "documents": "guide",',
        f'    "languages": [{", ".join(map(quoted, plan.languages))}],',
        '    # The address that the pages will stand at ("https://…/"), once it is known.',
        '    "site": None,',
        "}",
    ]
    return "\n".join(lines) + "\n"


def _certificate_lines(plan: ProjectPlan) -> Iterator[str]:
    yield "    # 証明書の名前の形（正規表現）。The shape of the certificate's name, as a regular expression."
    if plan.certificate.id == placeholder_id():
        yield "    # 名前がわかったら、年度ファイルの id といっしょに替えます。"
        yield "    # Change it together with `id` in the year's file once the name is known."
    yield f'    "certificate_pattern": {quoted(id_pattern(plan.certificate.id))},'
    yield f'    "certificate_suffix": {quoted(plan.certificate.suffix)},'


def _table(texts: Mapping[str, str], *, breaks: bool = False) -> str:
    rows = (f'"{code}": {quoted(text)}' for code, text in texts.items())
    joined = ", ".join(rows)
    return "{" + (joined.replace("\u200b", "\\u200b") if breaks else joined) + "}"


def edition_texts(plan: ProjectPlan) -> dict[int, str]:
    """The file of each edition by its year: an example has one before the current one."""
    first = Row(1, plan.published, plan.certificate.id)
    if plan.example is None:
        return {plan.year: _edition_text(plan, plan.year, (first,))}
    before = Month(plan.published.year - 1, plan.published.month)
    earlier = Row(1, before, plan.example.certificate_before)
    return {
        plan.year - 1: _edition_text(plan, plan.year - 1, (earlier,)),
        plan.year: _edition_text(plan, plan.year, (Row(2, plan.published, plan.certificate.id), earlier)),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the manuals' history, which all of them share."""

    version: int
    published: Month
    certificate: str


def _edition_text(plan: ProjectPlan, year: int, history: Sequence[Row]) -> str:
    """``history``: the newest row first, which is that of the edition."""
    login = "" if plan.example is None else plan.example.login
    hosts = [quoted(login.split("/")[2])] if login else []
    lines = [
        f"# {year}年度の事実。年度で変わる値は、すべてここに1回だけ書きます。",
        "# The facts of one fiscal year. Whatever changes with the year is written here, once.",
        "",
        f"format = {EDITION.current}",
        f"year = {year}",
        "",
        "# まだ誰も確かめていない事実。確かめたら tebiki edition confirm が、この一覧から消します。",
        "# Facts that nobody has confirmed yet; tebiki edition confirm takes them out of this list.",
        "unconfirmed = [",
        *(f"  {quoted(key)}," for key in _open_facts(plan)),
        "]",
        "",
        "# リンクしてよい先 / hosts that links may lead to",
        f"hosts = [{', '.join(hosts)}]",
        "",
        *_table_lines("publisher", plan.spoken(plan.publisher)),
        "",
        "[certificate]",
        f"id = {quoted(history[0].certificate)}",
        "",
        *_table_lines("contact", {}),
        *_by_language("hours", {} if plan.example is None else plan.spoken(plan.example.hours)),
        "",
        '# url = "" のあいだは、印刷しません。わかったら、ホストの名前を上の hosts にも書きます。',
        '# Not printed while url = "". Write the host into hosts above, too.',
        *_table_lines("links.login", {"url": login}),
    ]
    for device in plan.devices:
        lines += ["", *_manual_lines(plan, device, history)]
    return "\n".join(lines) + "\n"


def _open_facts(plan: ProjectPlan) -> list[str]:
    return [*_OPEN, *(f"manuals.{name}.{key}" for name in plan.devices for key in _OPEN_OF_MANUAL)]


def _table_lines(key: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"[{key}]"
    yield from (f"{name} = {quoted(text)}" for name, text in texts.items())


def _by_language(key: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{key}.{code} = {quoted(text)}" for code, text in texts.items())


def _manual_lines(plan: ProjectPlan, device: str, history: Sequence[Row]) -> Iterator[str]:
    known = facts_of_templates()
    names: Mapping[str, Any] = known["devices"][device]
    yield f"[manuals.{device}]"
    yield f"version = {history[0].version}"
    yield f'published = "{history[0].published}"'
    yield f"device = {quoted(names['device'])}"
    for key in ("platform", "os", "browser"):
        if isinstance(names[key], str):
            yield f"{key} = {quoted(names[key])}"
        else:
            yield from _by_language(key, plan.spoken(names[key]))
    for row in history:
        yield ""
        yield f"[[manuals.{device}.history]]"
        yield f"version = {row.version}"
        yield f'published = "{row.published}"'
        yield f"certificate = {quoted(row.certificate)}"
        yield from _by_language("changes", plan.spoken(known["first" if row.version == 1 else "next"]))
