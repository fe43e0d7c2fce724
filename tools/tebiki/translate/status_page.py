"""How far languages are, as one page for a browser: no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from ..content.catalogs.translation import State
from ..content.project import Project
from ..content.publication import Publication
from ..content.write_files import write_together
from ..messages import language
from .phrases import keeper, percent, words
from .pictures import file_name, pictures
from .reading import readable
from .status import LanguageState, Open, PageState, Status
from .template import PageLines, page_name, stands

_COLUMNS: Final = ("manual", "vital", "rest", "released")
_CSS: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid; padding: .3rem .6rem .3rem 0; text-align: start; vertical-align: top; }
meter { height: 1rem; width: 8rem; }
ol { list-style: none; padding: 0; }
li { border-top: 1px solid; display: flex; flex-wrap: wrap; gap: 1rem; padding: 1rem 0; }
li > div { flex: 1 1 20rem; }
img { border: 1px solid; height: auto; width: 11rem; }
p { margin: 0 0 .4rem; }
code { overflow-wrap: anywhere; }
.text { font-size: 1.1rem; }
.scroll { overflow-x: auto; }
"""


def write_page(found: Status, project: Project, source: Publication, path: Path) -> None:
    """Write the page to ``path`` and its pictures into a folder beside it. Raises `TebikiError`."""
    folder = path.with_name(path.stem + "-pictures")
    files: list[tuple[Path, bytes]] = []
    for one in found.languages:
        drawn = pictures(project, one.language, [item.asked for item in one.open])
        files += [(folder / one.language / file_name(name), data) for name, data in drawn.items()]
    text = "\n".join(_Page(project, source, folder.name, PageLines(project.root)).lines(found)) + "\n"
    write_together([*files, (path, text.encode())])


@dataclass(frozen=True, slots=True)
class _Page:
    project: Project
    source: Publication
    #: The folder of the pictures, as seen from the page.
    folder: str
    lines_of_pages: PageLines

    def lines(self, found: Status) -> Iterator[str]:
        title = _said("page-title", year=self.project.edition.year)
        yield f'<!DOCTYPE html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
        yield f"<p>{_said('page-about')}</p>"
        for one in found.languages:
            yield from self.language(one)
        yield "</main>\n</body>\n</html>"

    def language(self, one: LanguageState) -> Iterator[str]:
        code = escape(one.language)
        yield f'<section aria-labelledby="{code}">\n<h2 id="{code}">{code}</h2>'
        yield f"<p>{escape(keeper(one, self.source))}</p>"
        heads = "".join(f'<th scope="col">{_said(f"col-{key}")}</th>' for key in _COLUMNS)
        yield f'<div class="scroll"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>'
        yield from map(self.row, one.pages)
        yield "</tbody>\n</table></div>"
        if one.open:
            yield f"<h3>{_said('page-open', language=one.language, count=len(one.open))}</h3>\n<ol>"
            yield from (
                f"<li><div>{''.join(self.text(item, one))}</div>{self.picture(item, one)}</li>"
                for item in one.open
            )
            yield "</ol>"
        yield "</section>"

    def row(self, page: PageState) -> str:
        name = page_name(page.page, self.source)
        bars = (("col-vital", page.tally.vital), ("col-rest", page.tally.rest))
        cells = "".join(f"<td>{_bar(count, f'{name}: {words(key)}')}</td>" for key, count in bars)
        released = _said("yes" if page.released else "no")
        return f'<tr><th scope="row">{escape(name)}</th>{cells}<td>{released}</td></tr>'

    def text(self, item: Open, one: LanguageState) -> Iterator[str]:
        first = item.asked.messages[0]
        at = "; ".join(stands(item.asked, self.source, self.lines_of_pages))
        state, kind = words(f"is-{item.state}"), words(f"kind-{item.asked.kind}")
        yield f"<p>{escape(f'{state}, {kind}: {at}')}</p>"
        yield f'<p class="text" lang="ja">{escape(readable(first.msgid, first.page, self.source))}</p>'
        if item.entry and item.entry.msgstr:
            tag = escape(one.language.replace("_", "-"))
            yield f'<p class="text" lang="{tag}">{escape(item.entry.msgstr)}</p>'
        places = [f"{file}:{line}" for file, line in item.asked.places]
        places += [f"manual.po:{item.entry.line}"] if item.entry else []
        yield f"<p><code>{escape(', '.join(places))}</code></p>"

    def picture(self, item: Open, one: LanguageState) -> str:
        if not item.asked.screens:
            return ""
        screen = item.asked.screens[0]
        address = escape(f"{self.folder}/{one.language}/{file_name(screen)}")
        return f'<img src="{address}" alt="{_said("page-picture", name=screen)}" loading="lazy">'


def _said(key: str, /, **values: object) -> str:
    return escape(words(key, **values))


def _bar(count: Mapping[State, int], label: str) -> str:
    whole = sum(count.values())
    share = percent(100 * count["done"] / whole) if whole else 100
    told = _said("bar", **{str(state): n for state, n in count.items()}, whole=whole, share=share)
    return (
        f'<meter min="0" max="100" value="{share}" aria-label="{escape(label)}">{share} %</meter><br>{told}'
    )
