"""Wheels of packages that nobody has published, made by hand: for environments without a network."""

from __future__ import annotations

import base64
import hashlib
import sysconfig
import zipfile
from pathlib import Path


def make_wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> Path:
    """A wheel for any Python in ``folder``; ``files``: name → text, put beside other packages."""
    info = f"{name}-{version}.dist-info"
    contents = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{path},sha256={_digest(text)},{len(text.encode())}\n" for path, text in contents.items()]
    contents[f"{info}/RECORD"] = "".join([*rows, f"{info}/RECORD,,\n"])
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for inner, text in contents.items():
            wheel.writestr(zipfile.ZipInfo(inner), text)
    return path


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


#: Lets an engine that runs there, and its workers, see what is installed here. Whoever asks what is
#: installed there sees that package alone.
_BORROW = (
    "import sys; sys.path.append({folder!r}) if any(word == 'tebiki' or 'import tebiki' in word "
    "or 'multiprocessing' in word for word in sys.orig_argv) else None\n"
)


def make_update(folder: Path, version: str) -> str:
    """A wheel ``harbour_colours`` that lets an engine run; gives the text of its lock."""
    borrowed = _BORROW.format(folder=sysconfig.get_paths()["purelib"])
    wheel = make_wheel(folder, "harbour_colours", version, {"harbour_colours.pth": borrowed})
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"harbour-colours=={version} \\\n    --hash=sha256:{digest}\n"
