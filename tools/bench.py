"""Measures builds and checks: ``make bench`` (``--runs N``, ``--json FILE``, ``--beside FOLDER``).

Works on a copy of the project in a temporary folder and prints, for each situation, the
medians over the runs: wall and CPU time (s), the largest process' memory (MiB) and the
output's size (bytes). CPU and memory are those of the command and all that it started;
Windows does not tell them. ``--beside``: another checkout, such as one of an earlier commit,
is measured in the same rounds with this one's packages, and the ratios are told.
``--floor``: beside it what no build can spare (bench_floor.py). ``--growth``: cold builds of
generated content of more and more manuals and languages (bench_growth.py). ``--studio``: what the studio
takes to start and to answer, and no builds (bench_studio.py). ``--release``: papers and releases alone,
once, of the content of this checkout or of ``--beside`` by its own engine (bench_release.py).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import bench_growth
import bench_release
import bench_studio

ROOT: Final = Path(__file__).resolve().parent.parent
# What a build needs.
_COPIED: Final = ("conf.py", "pyproject.toml", "docs", "screenshots", "tools")
# A line of prose: it begins with a letter and ends a sentence.
_PROSE: Final = re.compile(r"^(?P<text>[^\W\d_].*[。.])$", re.MULTILINE)
_PUBLISHER: Final = re.compile(
    r'(?P<before>^\[publisher\]\n(?:[^\[\n].*\n)*?ja = ")(?P<name>.*)"$', re.MULTILINE
)
# The last translation of one line that ends a sentence.
_MESSAGE: Final = re.compile(r'\A(?P<text>[\s\S]*^msgstr "[^"\\{\[]+[.。!])"$', re.MULTILINE)
_START, _END_OF_BODY = re.compile(r"\A"), re.compile("</body>")


@dataclass(frozen=True)
class Measure:
    """One run of a command; medians of several have the same shape. None: not told by the system."""

    wall_s: float
    cpu_s: float | None
    peak_mib: float | None
    output_bytes: float


def nothing(_root: Path, _run: int) -> None:
    """Change nothing."""


def forget(root: Path, _run: int) -> None:
    """Remove all that earlier builds made."""
    shutil.rmtree(root / "build", ignore_errors=True)


def change_paragraph(root: Path, run: int) -> None:
    """Add a sentence to the first paragraph of the longest manual."""
    page = max((root / "docs").glob("*.md"), key=lambda path: path.stat().st_size)
    _edit(page, _PROSE, rf"\g<text>（{run}）。")


def change_fact(root: Path, run: int) -> None:
    """Change the publisher's name in the current edition."""
    _edit(bench_growth.current_edition(root), _PUBLISHER, rf'\g<before>\g<name>{run}"')


def change_message(root: Path, run: int) -> None:
    """Change the last translation of the first language that has any; a manual shows it, so a PDF too."""
    catalog = min((root / "docs" / "locales").glob("*/LC_MESSAGES/manual.po"))
    _edit(catalog, _MESSAGE, r"\g<text>" + "!" * run + '"')


def change_screen(root: Path, run: int) -> None:
    """Change the first drawing."""
    drawing = min((root / "screenshots").rglob("*.typ"))
    _edit(drawing, _START, f"// {run}\n")


def change_template(root: Path, run: int) -> None:
    """Change the pages' frame."""
    frame = root / "tools" / "tebiki" / "sphinxext" / "theme" / "frame.html"
    _edit(frame, _END_OF_BODY, rf'<span class="run-{run}"></span>\g<0>')


SITUATIONS: Final[dict[str, Callable[[Path, int], None]]] = {
    "cold": forget,
    "nothing changed": nothing,
    "one .po entry changed": change_message,
    "one paragraph changed": change_paragraph,
    "one screen changed": change_screen,
    "one fact changed": change_fact,
    "one template changed": change_template,
    "check": nothing,
}
#: What is run in a situation, where that is no build.
_COMMANDS: Final = {"check": "check"}
#: Codes with which a command has done its work: `tebiki check` may find something.
_DONE: Final = {"build": (0,), "check": (0, 1)}


def _edit(file: Path, pattern: re.Pattern[str], replacement: str) -> None:
    text, found = pattern.subn(replacement, file.read_text(encoding="utf-8"), count=1)
    if not found:
        sys.exit(f"{file.name}: nothing to change for a measurement")
    file.write_text(text, encoding="utf-8", newline="\n")


def run(root: Path, name: str = "build") -> Measure:
    """Build or check the project in ``root`` once; ends the program where that fails."""
    output = root / "build" / "site"
    # The copy's own engine, not the one that is installed.
    environment = {**os.environ, "PYTHONPATH": str(root / "tools")}
    command = [sys.executable, "-m", "tebiki", name, *(["--output", str(output)] if name == "build" else [])]
    with (root / "said.txt").open("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=root, env=environment, stdout=said, stderr=said)  # noqa: S603
        code, cpu, peak = _wait(process)
        wall = time.perf_counter() - start
        said.seek(0)
        if code not in _DONE[name]:
            sys.exit(f"{said.read()}\ntebiki {name} ended with {code}; nothing was measured")
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    return Measure(wall, cpu, peak, size)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float | None, float | None]:
    if sys.platform == "win32":
        return process.wait(), None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Bytes on macOS, KiB elsewhere.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def measure(runs: int, checkouts: Sequence[Path]) -> list[dict[str, Measure]]:
    """Of each checkout: situation → medians over ``runs`` rounds; each round goes through all situations.

    In each situation the checkouts take turns, so that what else the machine does meets all of them.
    """
    found: list[dict[str, list[Measure]]] = [{name: [] for name in SITUATIONS} for _ in checkouts]
    with TemporaryDirectory() as folder:
        roots = [Path(folder) / f"project-{number}" for number, _ in enumerate(checkouts)]
        for root, checkout in zip(roots, checkouts, strict=True):
            copy(root, checkout)
        for number in range(1, runs + 1):
            for name, prepare in SITUATIONS.items():
                for root, measures in zip(roots, found, strict=True):
                    prepare(root, number)
                    measures[name].append(run(root, _COMMANDS.get(name, "build")))
    return [{name: medians(each) for name, each in measures.items()} for measures in found]


def growth() -> dict[str, Measure]:
    """Cold builds of content that grows."""
    found = {}
    for manuals, languages in bench_growth.SIZES:
        with TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            copy(root, ROOT)
            bench_growth.grow(root, manuals, languages)
            found[f"{manuals} manuals, {languages} languages"] = run(root)
    return found


def floor() -> dict[str, float]:
    """Seconds of what no build can spare, for one language in one thread."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        copy(root, ROOT)
        command = [sys.executable, str(ROOT / "tools" / "bench_floor.py")]
        environment = {**os.environ, "PYTHONPATH": str(root / "tools")}
        said = subprocess.run(command, cwd=root, env=environment, check=True, stdout=subprocess.PIPE)  # noqa: S603
    found: dict[str, float] = json.loads(said.stdout)
    return found


def studio(runs: int) -> dict[str, bench_studio.Times]:
    """What the studio takes, on a copy of the project; each figure is told once it is known."""
    found = {}
    sys.stdout.write(f"{bench_studio.HEAD}\n")
    with TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        copy(root, ROOT)
        for name, times in bench_studio.measure_studio(root, runs, bench_studio.engine_of(root)):
            found[name] = times
            sys.stdout.write(f"{bench_studio.line_of(name, times)}\n")
            sys.stdout.flush()
    return found


def releases(checkouts: Sequence[Path]) -> list[dict[str, bench_release.Taken]]:
    """Of each checkout what its papers and releases take; by its own environment where it has one.

    A release asks for the packages of its engine's lock.
    """
    found = []
    with TemporaryDirectory() as folder:
        for number, checkout in enumerate(checkouts):
            own = checkout / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
            python = own if own.is_file() else Path(sys.executable)
            root = Path(folder) / f"project-{number}"
            found.append(bench_release.measure_release(python, checkout, checkout, root))
    return found


def copy(root: Path, checkout: Path) -> None:
    """Make the folder ``root`` and put there what a build of ``checkout`` needs."""
    root.mkdir()
    for name in _COPIED:
        if (checkout / name).is_dir():
            shutil.copytree(checkout / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(checkout / name, root / name)


def medians(measures: list[Measure]) -> Measure:
    """The median of each figure; a figure that the system does not tell stays None."""
    cpu = [m.cpu_s for m in measures if m.cpu_s is not None]
    peak = [m.peak_mib for m in measures if m.peak_mib is not None]
    return Measure(
        median(m.wall_s for m in measures),
        median(cpu) if cpu else None,
        median(peak) if peak else None,
        median(m.output_bytes for m in measures),
    )


def table(found: dict[str, Measure]) -> str:
    """The figures as people read them."""
    lines = [f"{'':28}{'wall s':>10}{'CPU s':>10}{'peak MiB':>10}{'output bytes':>15}"]
    for name, m in found.items():
        cpu, peak = ("-" if value is None else f"{value:.2f}" for value in (m.cpu_s, m.peak_mib))
        lines.append(f"{name:28}{m.wall_s:10.2f}{cpu:>10}{peak:>10}{m.output_bytes:15,.0f}")
    return "\n".join(lines)


def ratios(found: dict[str, Measure], beside: dict[str, Measure]) -> dict[str, dict[str, float]]:
    """Situation → figure → how many times that of the other checkout it is; without what is not told."""
    return {
        name: {
            figure: round(value / other, 3)
            for figure, value in asdict(one).items()
            if value is not None and (other := getattr(beside[name], figure))
        }
        for name, one in found.items()
    }


def ratio_table(found: dict[str, dict[str, float]]) -> str:
    """The ratios as people read them."""
    lines = [f"{'of the other checkout':28}{'wall':>10}{'CPU':>10}{'peak':>10}{'output':>15}"]
    for name, each in found.items():
        wall, cpu, peak, output = (f"{each[f.name]:.2f}" if f.name in each else "-" for f in fields(Measure))
        lines.append(f"{name:28}{wall:>10}{cpu:>10}{peak:>10}{output:>15}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description="Measure builds of a copy of this project.")
    parser.add_argument("--runs", type=int, default=3, help="rounds (default: 3)")
    figures_go = ROOT / "build" / "bench.json"
    parser.add_argument("--json", type=Path, default=figures_go, help="where the figures go")
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="another checkout, for ratios")
    parser.add_argument("--floor", action="store_true", help="what no build can spare, too")
    parser.add_argument("--growth", action="store_true", help="growing content, too")
    parser.add_argument("--studio", action="store_true", help="the studio, and no builds")
    parser.add_argument("--release", action="store_true", help="papers and releases, and no builds")
    asked = parser.parse_args()
    if asked.runs < 1:
        parser.error("--runs must be 1 or more")
    if asked.beside and not (asked.beside / "conf.py").is_file():
        parser.error(f"--beside {asked.beside}: no conf.py there")
    machine = {"python": platform.python_version(), "system": sys.platform, "processors": os.cpu_count()}
    if asked.studio:
        times = studio(asked.runs)
        told = {name: asdict(one) for name, one in times.items()}
        _write(asked.json, {**machine, "runs": asked.runs, "studio": told})
        return
    checkouts = [ROOT, *([asked.beside.resolve()] if asked.beside else [])]
    if asked.release:
        _write(asked.json, {**machine, "releases": _told_releases(checkouts)})
        return
    found, *others = measure(asked.runs, checkouts)
    compared = ratios(found, others[0]) if others else {}
    if asked.growth:
        found |= growth()
    figures = {name: asdict(m) for name, m in found.items()}
    least = floor() if asked.floor else {}
    _write(
        asked.json, {**machine, "runs": asked.runs, "medians": figures, "floor_s": least, "ratios": compared}
    )
    floors = "".join(f"{name:28}{seconds:10.2f}\n" for name, seconds in least.items())
    beside = f"{ratio_table(compared)}\n" if compared else ""
    sys.stdout.write(f"{table(found)}\n{floors}{beside}")


def _told_releases(checkouts: Sequence[Path]) -> dict[str, object]:
    """Print and give the figures by checkout."""
    told: dict[str, object] = {}
    for checkout, steps in zip(checkouts, releases(checkouts), strict=True):
        lines = [f"{checkout.name:28}{'wall s':>10}{'CPU s':>10}{'peak MiB':>10}"]
        for name, one in steps.items():
            cpu, peak = ("-" if value is None else f"{value:.2f}" for value in (one.cpu_s, one.peak_mib))
            lines.append(f"{name:28}{one.wall_s:10.2f}{cpu:>10}{peak:>10}")
        sys.stdout.write("\n".join(lines) + "\n")
        told[str(checkout.name)] = {name: asdict(one) for name, one in steps.items()}
    return told


def _write(path: Path, figures: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
