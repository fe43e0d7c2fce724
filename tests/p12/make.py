"""Make the files of this folder anew: ``python tests/p12/make.py [NAME ...]``; not run by any test.

Runs the commands of ``files.toml`` by bash in a folder of their own and writes hash and version back. Keys,
and so hashes, are others each time. Needs the tools that the table names; standard library only.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLE = HERE / "files.toml"


def make_file(name: str, shared: str, row: dict[str, Any]) -> tuple[str, str]:
    """Write one file; its SHA-256 and what the tool says of its version."""
    with tempfile.TemporaryDirectory() as folder:
        script = "\n".join(["set -eu", shared, *row["commands"]])
        subprocess.run(["bash", "-c", script], cwd=folder, check=True, capture_output=True)
        data = (Path(folder) / "out.p12").read_bytes()
        said = subprocess.run(["bash", "-c", row["version_of"]], check=True, capture_output=True, text=True)
    (HERE / name).write_bytes(data)
    return hashlib.sha256(data).hexdigest(), re.sub(
        r'["\\\s]+', " ", (said.stdout + said.stderr).strip().split("\n")[0]
    )


def with_value(text: str, name: str, key: str, value: str) -> str:
    """The table with another value in the row of a file."""
    start = text.index(f'[files."{name}"]')
    head, rest = text[:start], text[start:]
    return head + re.sub(rf'(?m)^{key} = ".*"$', f'{key} = "{value}"', rest, count=1)


def main(names: list[str]) -> None:
    """Make the named files, or all."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    text = TABLE.read_text(encoding="utf-8")
    for name, row in table["files"].items():
        if names and name not in names:
            continue
        digest, version = make_file(name, table["shared"], row)
        for key, value in (("sha256", digest), ("version", version)):
            text = with_value(text, name, key, value)
    TABLE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
