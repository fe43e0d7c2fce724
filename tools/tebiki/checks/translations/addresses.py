"""Ways out of a page that a translation must not add: addresses, mail, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .pair import Found, Pair

_MAIL = re.compile(r"[A-Za-z0-9._%+-]{0,64}@[A-Za-z0-9._-]{0,64}")
#: What ends a sentence is no part of an address.
_ENDS = ".,;:!?)\"'>"
#: What a browser or a phone acts upon. After what is a word too (``file:``), an address must follow.
_SCHEME = re.compile(
    r"(?i)(?<![a-z])(?:(?:javascript|vbscript)\s*:|(?:https?|ftps?|file|intent|market|blob)\s*:/|data:\w+/"
    r"|(?:mailto|tel|sms|fact|inv|path|project):(?=[\w+#*]))[!-~]*"
)
#: Ends of the names of hosts; what a translator writes after a full stop without a blank is none of them.
_HOST = re.compile(
    r"(?i)(?<![A-Za-z0-9.-])(?:www\.|(?:[a-z0-9][a-z0-9-]*\.)+(?:com|net|org|info|biz|edu|gov|mil|int|gle|app|dev|"
    r"page|site|online|shop|top|xyz|link|click|jp|cn|tw|hk|vn|us|uk|eu|de|fr|ru|kr|io|ly|co|tv|cc|me)"
    r"(?![a-z0-9])|localhost(?![a-z]))[A-Za-z0-9./:?=&%_-]*"
)
#: Any scheme, also one that is made unusable (``hxxps://``).
_ANY_SCHEME = re.compile(
    r"(?i)(?<![a-z0-9])[a-z][a-z0-9+.-]{0,30}:/{2,}[!-~]*|(?<![A-Za-z])[a-z]{2,}-[a-z]+:[a-z]+"
)
#: Written so that no program sees it.
_SPELT = re.compile(r"(?i)[\w-]+\s?[(\[]dot[)\]]\s?\w+|\b[a-z0-9-]+ (?:dot |\.)(?:com|net|org|jp|info)\b")
#: A name with a dot that ends in small letters: a sentence begins with a capital. ``e.g.`` is none.
_DOTTED = re.compile(
    r"(?<![A-Za-zÀ-ɏḀ-ỹ0-9.@_/-])(?!(?:[A-Za-z]\.)+[A-Za-z]*\b|\d+\.)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}[A-Za-z0-9])?\.)+"
    r"[a-z]{2,24}(?![A-Za-zÀ-ɏḀ-ỹ0-9])(?:[:/?#][A-Za-z0-9./:?=&%#_-]*)?"
)
#: What stands before a dot in the middle of a sentence, and ends of files' names.
_ABBREVIATION = re.compile(
    r"(?i)(?:etc|dll|dsb|dst|no|nr|ver|vol|vs|fig|tel|tlp|telp|pág|pag|art|hal|ext|approx|min|max|núm|num|sec|ca)\."
    r"|(?:[\w-]+\.)+(?:p12|pfx|pdf|png|jpe?g|gif|svg|zip|txt|csv|xml|html?|docx?|xlsx?|exe|msi|dmg|apk|cer|crt|pem|"
    r"mobileconfig)"
)
#: 01.03.2033 is a day; whether it is the right one, the numbers tell.
_DATE = re.compile(r"[0-3]\d([./ -])[01]\d\1(?:19|20)\d\d")
_PHONE = re.compile(r"(?<![\d.])(?:\+\d[\d ()./-]{6,}\d|\(?0\d{1,4}\)?[ .-]?\d{1,4}[ .-]?\d{3,4})(?!\d)")

#: What is told of a way out, how it is known, and of what, in small letters, it has at least one.
_WAYS: Final = (
    ("mail", _MAIL, ("@",)),
    ("address", _ANY_SCHEME, (":",)),
    ("address", _SCHEME, (":",)),
    ("address", _HOST, (".", "localho")),
    ("address", _SPELT, (".", "dot")),
)


def check(pair: Pair) -> Iterator[Found]:
    """Addresses that the message does not have."""
    there, here = pair.texts
    found: set[str] = set()
    small = here.lower()
    for code, pattern, signs in _WAYS:
        if not any(sign in small for sign in signs):
            continue
        for text in sorted({match.group().rstrip(_ENDS) for match in pattern.finditer(here)}):
            if text not in there and not any(text in other for other in found):
                found.add(text)
                yield f"catalog/{code}", {"text": text}
    for match in _DOTTED.finditer(here) if "." in here else ():
        text = match.group()
        if not _ABBREVIATION.match(text) and text not in there and not any(text in other for other in found):
            found.add(text)
            yield "catalog/address", {"text": text}
    for match in _PHONE.finditer(here):
        if not _DATE.fullmatch(match.group()) and re.sub(r"\D", "", match.group()) not in re.sub(
            r"\D", "", there
        ):
            yield "catalog/phone", {"text": match.group()}
