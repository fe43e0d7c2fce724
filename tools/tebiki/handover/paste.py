"""Pages to copy from: the bodies as source, in a box each; the test body, with what to look for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..content.output_names import INDEX, page_file
from .bodies import Made
from .html import Node, element, html
from .page_parts import link, page, paragraph, tick, words

#: What a CMS may take away, and what then is to be seen.
_LOOKS: Final = ("jump", "term", "ruby", "table", "lang")
_GAPS: Final = 12
#: Editors that bodies were pasted into, and a CMS whose published checks they were held to.
_EDITORS: Final = ("tiny", "ckghs", "ck", "shirasagi")


def paste_page(language: str, made: Sequence[Made], simple: dict[str, str], article: str | None) -> str:
    """The bodies of one language as source; ``simple``: name → the body that needs no id and no list."""
    title = words("paste-title", language=language)
    parts: list[Node] = [_back(), element("h1", [title]), paragraph(words("paste-text"))]
    for body in made:
        parts += [element("h2", [words("paste-page", title=body.title)]), _source(body.html, body.title)]
        fold = element("summary", [words("paste-simple")])
        parts.append(element("details", [fold, _source(simple[body.name], words("paste-simple"))]))
    if article is not None:
        parts += [element("h2", [words("kind-article")]), _source(article, words("kind-article"))]
    return page(title, parts)


def trial_page() -> str:
    """The test body in a box, and what to look for once it is saved."""
    title = words("test-title")
    looks = [tick([words(f"test-{name}"), element("br"), words(f"test-{name}-no")]) for name in _LOOKS]
    parts = [_back(), element("h1", [title]), paragraph(words("test-text")), _source(trial_body(), title)]
    return page(title, [*parts, element("ul", looks, class_="ticks"), *_editors()])


def _editors() -> Iterator[Node]:
    """What editors of many CMS were seen to take away, each with the body to paste."""
    heads = [words(f"editors-{name}") for name in ("name", "lost", "use")]
    yield element("h2", [words("editors")])
    yield paragraph(words("editors-text"))
    rows = []
    for name in _EDITORS:
        told = [element("td", [words(f"editor-{name}-{end}")]) for end in ("lost", "use")]
        rows.append(element("tr", [element("th", [words(f"editor-{name}")], scope="row"), *told]))
    head = element("tr", [element("th", [text], scope="col") for text in heads])
    caption = element("caption", [words("editors")])
    made = element("table", [caption, element("thead", [head]), element("tbody", rows)], class_="editors")
    yield element("div", [made], class_="scroll")
    yield paragraph(words("editors-pages"))


def trial_body() -> str:
    """A small body with one of each thing that editors take away."""
    reading: list[Node] = [
        "漢字",
        element("rp", ["（"]),
        element("rt", ["かんじ"]),
        element("rp", ["）"]),
    ]
    blocks = [
        element("h2", [words("test-title")]),
        paragraph(link(words("test-body-jump"), "#manual-test")),
        element(
            "dl",
            [element("dt", [words("test-body-term")]), element("dd", [paragraph(words("test-body-detail"))])],
        ),
        paragraph(element("ruby", reading)),
        paragraph(element("span", ["English"], lang="en")),
        _table(),
        *(paragraph(words("test-body-gap")) for _ in range(_GAPS)),
        element("h3", [words("test-body-goal")], id="manual-test"),
    ]
    return html(blocks)


def _table() -> Node:
    head = element("tr", [element("th", [words("test-body-head")], scope="col")])
    body = element("tr", [element("td", [words("test-body-cell")])])
    caption = element("caption", [words("test-body-caption")])
    return element("table", [caption, element("thead", [head]), element("tbody", [body])])


def _source(text: str, name: str) -> Node:
    return element("textarea", ["\n" + text], readonly="", aria_label=name, spellcheck="false")


def _back() -> Node:
    return paragraph(link(words("back"), page_file(INDEX)))
