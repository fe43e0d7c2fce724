"""What a page may call, by name; all else of MyST and Sphinx is not for manuals (`download` reads any file).

Sources are read without Sphinx, so the names stand here; a test holds them to the components of
`tebiki.sphinxext.registry`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

#: Directives whose argument names what they show.
SHOWN: Final[Mapping[str, Literal["screen", "qr", "quotation"]]] = {
    "screen": "screen",
    "qr": "qr",
    "quotation": "quotation",
}
#: Directives whose argument is a title that readers get to read.
TITLED: Final = frozenset(
    {"caution", "differs", "done", "history", "info", "reference", "remedy", "stop", "table", "wait"}
)
#: Directives without words of their own before their content.
BARE: Final = frozenset({"actions", "checklist", "contents", "devices", "flow", "glance", "known", "unknown"})
DIRECTIVES: Final = TITLED | BARE | SHOWN.keys() | {"include"}
ROLES: Final = frozenset({"fact", "ui", "url", "step", "remedy", "nobreak"})
