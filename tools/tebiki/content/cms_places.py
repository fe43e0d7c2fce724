"""Where the CMS has put what was handed to it: ``docs/cms.toml``, kept from year to year.

``base`` is asked for once. ``addresses`` holds what the CMS named itself, by the name that the part has in
the handover: ``ja/android.html``, ``android-name-ja.png``, ``certificate-manual-android-ja.pdf``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from .formats import CMS
from .settings import Base, Strict, Text
from .toml_files import load

FILE: Final = "cms.toml"
_ADDRESS: Final = re.compile(r"(https://[a-z0-9.-]+(:\d+)?)?/[^\s\"'<>\\{}#?]*(\?[A-Za-z0-9=&._~-]+)?")


def is_address(text: str) -> bool:
    """Whether a text is an address of a page or file as a body may name it: ``/x.html`` or https."""
    return (
        text.isascii()
        and text.isprintable()
        and not text.startswith("//")
        and _ADDRESS.fullmatch(text) is not None
    )


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError("needs / or https:// at its start, and no blank or quotation mark")
    return text


Address = Annotated[str, AfterValidator(_address)]


class CmsPlaces(Strict):
    """What is known of the CMS. ``base``: the folder of the pages; empty while nobody has told it."""

    base: Base = ""
    addresses: dict[Text, Address] = Field(default_factory=dict)


def load_places(docs: Path) -> CmsPlaces:
    """The file, or nothing known where there is none. Raises `TebikiError` for what the model refuses."""
    path = docs / FILE
    return load(CmsPlaces, path, CMS, printed=False) if path.exists() else CmsPlaces()


def places_text(base: str, addresses: Mapping[str, str]) -> str:
    """The file's text; names in order, so that the same table gives the same bytes."""
    rows = [f"{json.dumps(name)} = {json.dumps(address)}" for name, address in sorted(addresses.items())]
    lines = (
        "# CMSで、どこに置いたか。tebiki handover が書きます。手で直しても、かまいません。",
        "# Where the CMS has put what was handed to it; tebiki handover writes it.",
        f"base = {json.dumps(base)}",
        *(["", "[addresses]", *rows] if rows else []),
    )
    return "\n".join(lines) + "\n"
