"""What the server adds to a page on its way to the browser; none of it is in any output."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from ..messages import language, say

#: Addresses of the server's own. A hyphen alone is no language.
NEWS, SCRIPT, STYLE = "/-/news", "/-/reload.js", "/-/problems.css"
#: What a served page may load: as on the website, and our script.
POLICY: Final = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

RELOAD: Final = f"""\
const number = document.currentScript.dataset.number;
const folder = (location.pathname.match(/^\\/([a-z-]+)\\//) || ["", ""])[1];
async function ask() {{
  try {{
    const answer = await fetch("{NEWS}?after=" + number + "&of=" + folder, {{cache: "no-store"}});
    if (answer.ok && (await answer.text()) !== number) return location.reload();
  }} catch {{
    await new Promise((next) => setTimeout(next, 1000));
  }}
  ask();
}}
ask();
"""

PROBLEMS: Final = """\
#tebiki-problems { position: sticky; top: 0; z-index: 9; margin: 0; padding: 1rem; max-height: 50vh;
  overflow: auto; background: #fff; color: #7a0000; border: 4px solid #b00000; font: 1rem/1.6 monospace; }
#tebiki-problems pre { margin: 0 0 1rem; white-space: pre-wrap; font: inherit; }
"""

_HEAD, _BODY = re.compile(rb"</head>"), re.compile(rb"<body[^>]*>")


def with_script(page: bytes, number: int, problems: tuple[str, ...]) -> bytes:
    """A page with the script that reloads it and, where there are any, the problems."""
    head = f'<script src="{SCRIPT}" data-number="{number}"></script>'
    if problems:
        head += f'<link rel="stylesheet" href="{STYLE}">'
    page = _HEAD.sub(lambda found: head.encode() + found[0], page, count=1)
    return _BODY.sub(lambda found: found[0] + _box(problems).encode(), page, count=1)


def alone(number: int, problems: tuple[str, ...]) -> bytes:
    """A page for an address that has none, or has none yet."""
    title = escape(say("serve/nothing"))
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    body = f"<body>{'' if problems else title}</body>"
    text = f'<!DOCTYPE html>\n<html lang="{language()}">{head}{body}</html>\n'
    return with_script(text.encode(), number, problems)


def _box(problems: tuple[str, ...]) -> str:
    if not problems:
        return ""
    told = "".join(f"<pre>{escape(problem)}</pre>" for problem in problems)
    return f'<section id="tebiki-problems" role="alert" lang="{language()}">{told}</section>'
