"""What the Python that runs this is, and which packages it has, as JSON.

Run as a file, by other Pythons than the engine's, so it imports nothing of ours and nothing
that is not in every Python from 3.8 on.
"""

import json
import os
import platform
import sys
import sysconfig
from importlib.metadata import distributions
from importlib.util import find_spec

if False:
    from collections.abc import Iterator


def installed() -> "Iterator[tuple[str, str]]":
    """Name and version of each package; of one that is spoilt there may be neither."""
    for found in distributions():
        told = found.metadata
        if told and told["Name"] and told["Version"]:
            yield told["Name"], told["Version"]


def main() -> None:
    """Print it."""
    full = platform.python_version()
    implementation = sys.implementation
    markers = {
        "implementation_name": implementation.name,
        "implementation_version": ".".join(map(str, implementation.version[:3])),
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "python_full_version": full,
        "python_version": ".".join(full.split(".")[:2]),
        "sys_platform": sys.platform,
    }
    # The names under which `editions.rebuild.here` tells of it; then what wheels must fit.
    here = "{} {} Python {}".format(sys.platform, platform.machine(), full)  # noqa: UP032 -- any Python
    kind = [implementation.name, str(implementation.cache_tag), sysconfig.get_platform(), str(sys.maxsize)]
    told = {
        "markers": markers,
        "here": here,
        "kind": kind,
        "venv": find_spec("venv") is not None and find_spec("ensurepip") is not None,
        "installed": dict(installed()),
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
