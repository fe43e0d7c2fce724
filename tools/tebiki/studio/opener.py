"""How the browser of whoever started the studio finds it: by a file that nobody else may read."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from html import escape
from pathlib import Path
from typing import Final

from ..content.write_files import TEMPORARY

_PAGE: Final = """\
<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>手引きスタジオ</title></head>
<body><p><a href="{address}">手引きスタジオを開く</a></p></body></html>
"""


def opening_file(own: Path) -> Path:
    """Where the file lies: in the studio's folder; on Windows, where modes say nothing, in the user's own."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", tempfile.gettempdir())) / "tebiki" / "open-studio.html"
    return own / "open-studio.html"


def write_opening_file(path: Path, host: str, secret: str) -> None:
    """Write the page that leads to the studio. Its secret stands behind ``#``, which goes to no server."""
    path.parent.mkdir(parents=True, exist_ok=True)
    address = escape(f"http://{host}/start#{secret}")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=TEMPORARY)  # mode 0600 from the beginning
    with os.fdopen(handle, "wb") as stream:
        stream.write(_PAGE.format(address=address).encode())
    Path(name).replace(path)


def open_browser(path: Path) -> bool:
    """Open the page in the default browser; False where there is none."""
    try:
        return webbrowser.open(path.resolve().as_uri())
    except webbrowser.Error:
        return False
