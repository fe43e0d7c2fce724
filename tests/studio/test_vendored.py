"""Scripts of others are what their packages hold, with their licences beside them."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import tebiki.studio

STATIC = Path(tebiki.studio.__file__).parent / "static"


def test_each_vendored_script_has_its_hash_and_its_licence() -> None:
    told = tomllib.loads((STATIC / "vendored.toml").read_text(encoding="utf-8"))
    for one in told.values():
        assert hashlib.sha256((STATIC / one["file"]).read_bytes()).hexdigest() == one["sha256"]
        assert (STATIC / one["licence_file"]).is_file()


def test_no_other_script_is_minified() -> None:
    told = tomllib.loads((STATIC / "vendored.toml").read_text(encoding="utf-8"))
    known = {one["file"] for one in told.values()}
    longest = {
        path.name: max(map(len, path.read_text(encoding="utf-8").splitlines()))
        for path in STATIC.rglob("*.js")
        if path.name not in known
    }
    assert not {name: length for name, length in longest.items() if length > 200}
