"""Fetch the parts of the zip for office PCs (for maintainers): ``python tools/fetch_office_parts.py DIR``.

Standard library only. It takes what ``download`` of `office_parts.toml` names; `make office` holds each
file to its published hash. Optional parts are left to whoever may pass them on.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

PARTS = Path(__file__).with_name("office_parts.toml")


def main(arguments: list[str]) -> int:
    """Fetch them into a folder; 0, or 2 where none is named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)  # noqa: T201 -- the command's answer
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for file, address in addresses(PARTS).items():
        with urlopen(address) as answer:  # noqa: S310 -- https, as the list says
            (folder / file).write_bytes(answer.read())
        print(folder / file)  # noqa: T201 -- as above
    return 0


def addresses(parts: Path) -> dict[str, str]:
    """File → address of each part that tells one. Raises `ValueError` for one that is not https."""
    table = tomllib.loads(parts.read_text(encoding="utf-8"))
    found = {part["file"]: part["download"] for part in table.values() if "download" in part}
    if others := [address for address in found.values() if not address.startswith("https://")]:
        raise ValueError(others)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
