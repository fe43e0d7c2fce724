"""A translation memory (TMX 1.4b) of what is translated: programs offer it for sentences that are alike.

Roles and links stand in it as in the catalogue, as plain text. As elements (``<ph>``) they would be lost in
Poedit, and no sentence with one would be found again in OmegaT, whose segments of a catalogue are plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from .. import __version__
from ..content.catalogs.language_folder import SOURCE


def xml_language(code: str) -> str:
    """A language in these programs' files: ``zh_CN`` → ``zh-CN``, which they compare with the catalogue's."""
    return code.replace("_", "-")


def memory_tmx(texts: Mapping[str, str], language: str) -> str:
    """The pairs of message and translation as TMX, in their order.

    Without DOCTYPE: its system identifier would be looked for beside the file, where no DTD is.
    """
    head = (
        f'<header creationtool="tebiki" creationtoolversion="{__version__}" segtype="paragraph" o-tmf="po" '
        f'adminlang="en" srclang="{SOURCE}" datatype="plaintext"/>'
    )
    pairs = "".join(_unit(msgid, text, xml_language(language)) for msgid, text in texts.items())
    body = f"{head}\n<body>\n{pairs}</body>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n{body}</tmx>\n'


def _unit(msgid: str, text: str, language: str) -> str:
    variants = ((SOURCE, msgid), (language, text))
    return "".join(
        [
            "<tu>\n",
            *(f'<tuv xml:lang="{tag}"><seg>{escape(said)}</seg></tuv>\n' for tag, said in variants),
            "</tu>\n",
        ]
    )
