"""What a page may call, by name; all else of MyST and Sphinx is not for manuals (`download` reads any file).

Sources are read without Sphinx, so the names stand in the table of constructs; a test holds them to the
components of `tebiki.sphinxext.registry`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from .markdown.constructs import accepted, constructs

#: Directives whose argument names what they show.
SHOWN: Final[Mapping[str, Literal["screen", "qr", "quotation"]]] = {
    one.key: one.argument
    for one in constructs()
    if one.accepted and one.argument in ("screen", "qr", "quotation")
}
#: Directives whose argument is a title that readers get to read.
TITLED: Final = frozenset(one.key for one in constructs() if one.accepted and one.argument == "title")
#: Directives without words of their own before their content.
BARE: Final = frozenset(one.key for one in constructs() if one.accepted and one.argument in ("none", "facts"))
DIRECTIVES: Final = accepted("directive")
ROLES: Final = accepted("role")
