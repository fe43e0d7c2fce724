"""Ways out of a page that a translation must not add: addresses, mail, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .pair import Found, Pair

_MAIL = re.compile(r"[^\s@]{0,64}@[^\s@]{0,64}")
#: What a browser or a phone acts upon. After what is a word too (``file:``), an address must follow.
_SCHEME = re.compile(
    r"(?i)(?<![a-z])(?:(?:javascript|vbscript)\s*:|(?:https?|ftps?|file|intent|market|blob)\s*:/|data:\w+/"
    r"|(?:mailto|tel|sms|fact|inv|path|project):(?=[\w+#*]))\S*"
)
#: Ends of the names of hosts; what a translator writes after a full stop without a blank is none of them.
_HOST = re.compile(
    r"(?i)(?<![A-Za-z0-9.-])(?:www\.|(?:[a-z0-9][a-z0-9-]*\.)+(?:com|net|org|info|biz|edu|gov|mil|int|gle|app|dev|"
    r"page|site|online|shop|top|xyz|link|click|jp|cn|tw|hk|vn|us|uk|eu|de|fr|ru|kr|io|ly|co|tv|cc|me)"
    r"(?![a-z0-9])|localhost(?![a-z]))[A-Za-z0-9./:?=&%_-]*"
)
_PHONE = re.compile(r"(?<![\d.])(?:\+\d[\d ()./-]{6,}\d|\(?0\d{1,4}\)?[ .-]?\d{1,4}[ .-]?\d{3,4})(?!\d)")


def check(pair: Pair) -> Iterator[Found]:
    """Addresses that the message does not have."""
    there, here = pair.texts
    found: set[str] = set()
    for code, pattern in (("mail", _MAIL), ("address", _SCHEME), ("address", _HOST)):
        for text in sorted({match.group() for match in pattern.finditer(here)}):
            if text not in there and not any(text in other for other in found):
                found.add(text)
                yield f"catalog/{code}", {"text": text}
    for match in _PHONE.finditer(here):
        if re.sub(r"\D", "", match.group()) not in re.sub(r"\D", "", there):
            yield "catalog/phone", {"text": match.group()}
