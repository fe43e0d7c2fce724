"""A whole page of the handover, for staff: to be read, not to be published."""

from __future__ import annotations

from html import escape
from typing import Final

_FRAME: Final = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="tebiki">
<meta name="robots" content="noindex">
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def page_html(title: str, body: str) -> str:
    """A page with ``body``, which is HTML; ``generator`` tells later commands that it is ours."""
    return _FRAME.format(title=escape(title), body=body)
