"""What no build of the content can spare: drawing alone, one reading by Sphinx, Typst alone.

``python bench_floor.py``, in the project's folder, with the engine importable: prints seconds as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tebiki.adapt.typst import builder
from tebiki.build.job import Step
from tebiki.build.run import Request
from tebiki.build.site import Site
from tebiki.build.worker import build_language


def floor(root: Path) -> dict[str, float]:
    """The seconds of each, for the first language that is configured."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        request = Request(root, output=folder / "site")
        site = Site.read(request)
        language = site.languages[0]
        start = time.perf_counter()
        site.draw_ahead(folder / "cache", [language])
        drawing = time.perf_counter() - start
        steps: dict[str, float] = {}
        setting: list[float] = []
        compile_pdf = vars(builder)["compile_pdf"]

        def timed(*arguments: Any) -> Any:
            begun = time.perf_counter()
            pdf = compile_pdf(*arguments)
            setting.append(time.perf_counter() - begun)
            return pdf

        def note(step: Step) -> None:
            steps.setdefault(step.name, time.perf_counter())

        vars(builder)["compile_pdf"] = timed
        result = build_language(site.job(request, language, folder / "out", folder / "work", 1), note)
        vars(builder)["compile_pdf"] = compile_pdf
    if result.problems:
        sys.exit(f"{result.problems}\nnothing was measured")
    return {
        "drawing alone": drawing,
        "one Sphinx read": steps["pdf"] - steps["reading"],
        "Typst alone": sum(setting),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({k: round(v, 3) for k, v in floor(Path.cwd()).items()}) + "\n")
