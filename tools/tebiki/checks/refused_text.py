"""What must stand in no output: another edition's certificate, an unfilled template, an unset reading."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ..content.edition import UNFILLED, Edition
from ..content.settings import Settings
from ..errors import Place, Problem

#: A reading as sources write it, ｜課《か》: where one is printed so, nobody has set it over its word.
_UNSET_READING: Final = re.compile(r"\|[^|《》\s]{1,20}《[^|《》\s]{1,40}》")
#: No id of an earlier edition.
EMPTY: Final[Mapping[str, int]] = MappingProxyType({})


def check_text(
    text: str, place: Place, edition: Edition, settings: Settings, earlier: Mapping[str, int] = EMPTY
) -> Iterator[Problem]:
    """Problems of one output's text.

    Full-width forms and soft breaks within an id are seen through. An id of an earlier
    edition may stand as often as facts have put it there (``earlier``) and no more.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u200b", "").replace("\u00ad", "")
    found = Counter(settings.certificate_ids(plain))
    for text_id, times in sorted(found.items()):
        if text_id != edition.certificate.id and times > earlier.get(text_id, 0):
            yield Problem("output/foreign-id", place, {"id": text_id, "current": edition.certificate.id})
    for sign in UNFILLED:
        if sign in plain:
            yield Problem("output/template", place, {"sign": sign})
    for sign in dict.fromkeys(found[0] for found in _UNSET_READING.finditer(plain)):
        if not _is_quoted(sign, edition):
            yield Problem("output/reading", place, {"sign": sign})


def _is_quoted(sign: str, edition: Edition) -> bool:
    texts = (one.text for one in edition.quotations.values() if one is not None)
    return any(sign in unicodedata.normalize("NFKC", text) for text in texts)


def check_name(name: str, place: Place) -> Iterator[Problem]:
    """An output's file name: ASCII, small letters, no blanks, as a municipal CMS takes it."""
    if not name.isascii() or name != name.lower() or " " in name:
        yield Problem("output/name", place, {"name": name})
