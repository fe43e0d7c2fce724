"""What every body handed to a CMS must hold: all that its page says, and nothing of the frame."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import html5lib  # type: ignore[import-untyped]

from tebiki.output.page_tree import Element, read_tree

#: Where the bodies that are looked at will stand.
BASE = "/care/"
#: Signs of notation and of styles: nothing of them is for a CMS.
NOT_IN_A_BODY = ("｜", "class=", "style=", "data:")


def check_body(page: Path, cms: Path) -> list[str]:
    """How the body of a site's page differs from it: texts, addresses, alts, pictures to the byte.

    ``cms``: the folder of the handover. Raises where the body is no HTML that a strict parser takes.
    """
    text = (cms / page.parent.name / page.name).read_text(encoding="utf-8")
    html5lib.HTMLParser(strict=True).parseFragment(text)
    body = read_tree(text)
    main = next(read_tree(page.read_text(encoding="utf-8")).iter("main"))
    found = [
        f"{tag} {key}"
        for tag, key in (("a", "href"), ("img", "alt"))
        if outside(body, tag, key) != outside(main, tag, key)
    ]
    for tag in ("p", "dt", "dd", "td", "th", "caption", "h2", "code"):
        found += sorted(texts(main, tag) - said(body))
    found += [sign for sign in NOT_IN_A_BODY if sign in text]
    for old, new in zip(main.iter("img"), body.iter("img"), strict=True):
        there, here = page.parent / old.attrs["src"], cms / new.attrs["src"].removeprefix(BASE)
        if there.read_bytes() != here.read_bytes():
            found.append(new.attrs["src"])
    return found


def outside(root: Element, tag: str, key: str) -> list[str]:
    """Addresses that lead elsewhere, or alts, in order."""
    found = [element.attrs.get(key, "") for element in root.iter(tag)]
    return [value for value in found if key == "alt" or urlsplit(value).scheme]


def texts(root: Element, tag: str) -> set[str]:
    """Texts of elements without blanks; of what only leads about in the page, none."""
    plain = {"bt", "btns", "links"}
    found = (e for e in root.iter(tag) if not plain & set(e.attrs.get("class", "").split()))
    return {"".join(element.text.split()) for element in found}


def said(root: Element) -> set[str]:
    """Texts of all elements without blanks."""
    return {"".join(element.text.split()) for element in root.iter()}
