"""Tiny wheels and locks for tests of environments: no network, nothing of any registry."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path


def write_wheel(
    folder: Path, name: str, version: str, *, requires: str = "", tag: str = "py3-none-any", hook: str = ""
) -> Path:
    """A wheel with one module that holds its version; ``requires``: Requires-Python.

    ``hook``: a line that each start of that Python runs.
    """
    info = f"{name}-{version}.dist-info"
    meta = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    meta += f"Requires-Python: {requires}\n" if requires else ""
    kind = f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: {tag}\n"
    files = {f"{name}.py": f"VERSION = '{version}'\n", f"{info}/METADATA": meta, f"{info}/WHEEL": kind}
    files |= {f"{name}.pth": f"{hook}\n"} if hook else {}
    record = "".join(f"{path},{_record_hash(text)},{len(text)}\n" for path, text in files.items())
    folder.mkdir(parents=True, exist_ok=True)
    wheel = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return wheel


def _record_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def pin(wheel: Path) -> str:
    """The entry of a lock for a wheel."""
    name, version, *_ = wheel.name.split("-")
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def pin_unknown(name: str, version: str) -> str:
    """The entry of a lock for a wheel that nobody has."""
    return f"{name}=={version} \\\n    --hash=sha256:{'0' * 64}\n"


def lend_pip(program: str) -> None:
    """Let the environment of ``program`` use the pip of this one: to put in its own takes seconds."""
    asked = [program, "-I", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = subprocess.run(asked, capture_output=True, check=True, encoding="utf-8").stdout.strip()
    pip = find_spec("pip")
    if pip is None or pip.origin is None:
        sys.exit("this environment has no pip")
    (Path(site) / "pip").symlink_to(Path(pip.origin).parent)


#: Lets an engine that runs there, and its workers, see what is installed here. Whoever asks what is
#: installed there sees that package alone.
_BORROW = (
    "import sys; sys.path.append({folder!r}) if any(word == 'tebiki' or 'import tebiki' in word "
    "or 'multiprocessing' in word for word in sys.orig_argv) else None"
)


def make_update(folder: Path, version: str) -> str:
    """A wheel ``harbour_colours`` that lets an engine run; gives the text of its lock."""
    hook = _BORROW.format(folder=sysconfig.get_paths()["purelib"])
    return pin(write_wheel(folder, "harbour_colours", version, hook=hook))
