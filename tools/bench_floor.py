"""What no build of the content can spare: drawing alone, one reading by Sphinx, Typst alone.

Drawing is that of all languages; reading and Typst are one language's, in one thread. What the whole
takes at best follows: all languages' shares, spread evenly over the processors.

``python bench_floor.py``, in the project's folder, with the engine importable: prints seconds as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tebiki.pipeline.job import Step
from tebiki.pipeline.request import Request
from tebiki.pipeline.site import Site
from tebiki.pipeline.worker import build_language
from tebiki.render import pdf


def floor(root: Path) -> dict[str, float]:
    """The seconds of each; the language is the first that is configured."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        request = Request(root, output=folder / "site")
        site = Site.read(request)
        language = site.languages[0]
        start = time.perf_counter()
        site.draw_ahead(folder / "cache", site.languages)
        drawing = time.perf_counter() - start
        steps: dict[str, float] = {}
        setting: list[float] = []
        compile_pdf = pdf.compile_pdf

        def timed(*arguments: Any) -> Any:
            begun = time.perf_counter()
            made = compile_pdf(*arguments)
            setting.append(time.perf_counter() - begun)
            return made

        def note(step: Step) -> None:
            steps.setdefault(step.name, time.perf_counter())

        vars(pdf)["compile_pdf"] = timed
        result = build_language(site.job(request, language, folder / "out", folder / "work", 1), note)
        vars(pdf)["compile_pdf"] = compile_pdf
    if result.problems or not setting:
        sys.exit(f"{result.problems}\nnothing was measured")
    reading, typst = steps["pdf"] - steps["reading"], sum(setting)
    return {
        "drawing alone": drawing,
        "one Sphinx read": reading,
        "Typst alone": typst,
        "cold, at best": (drawing + len(site.languages) * (reading + typst)) / request.processors,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps({k: round(v, 3) for k, v in floor(Path.cwd()).items()}) + "\n")
