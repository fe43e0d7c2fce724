"""Measures builds and checks: ``make bench`` (``--runs N``, ``--json FILE``, ``--against COMMIT``).

Works on a copy of the project in a temporary folder and prints, for each situation, the
medians over the runs: wall and CPU time (s), the largest process' memory (MiB) and the
output's size (bytes). CPU and memory are those of the command and all that it started;
Windows does not tell them. ``--beside``: another checkout, such as one of an earlier commit,
is measured in the same rounds with this one's packages, and the ratios are told. ``--against``: a commit
is measured with its own packages, both on the same frozen content, A B A B (bench_against.py).
``--floor``: beside it what no build can spare (bench_floor.py). ``--growth``: cold builds of
generated content of more and more manuals and languages (bench_growth.py). ``--studio``: what the studio
takes to start and to answer, and no builds (bench_studio.py). ``--release``: papers and releases alone,
once, of the frozen content, by this engine and by that of ``--against`` or ``--beside`` (bench_release.py).
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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import bench_against
import bench_growth
import bench_release
import bench_studio

ROOT: Final = Path(__file__).resolve().parent.parent
#: What a build needs: of the content, and of the checkout whose engine builds it.
_CONTENT: Final = ("conf.py", "docs", "screenshots")
_ENGINE: Final = ("pyproject.toml", "tools")
# A line of prose: it begins with a letter and ends a sentence.
_PROSE: Final = re.compile(r"^(?P<text>[^\W\d_].*[。.])$", re.MULTILINE)
_PUBLISHER: Final = re.compile(
    r'(?P<before>^\[publisher\]\n(?:[^\[\n].*\n)*?ja = ")(?P<name>.*)"$', re.MULTILINE
)
# The last translation of one line that ends a sentence.
_MESSAGE: Final = re.compile(r'\A(?P<text>[\s\S]*^msgstr "[^"\\{\[]+[.。!])"$', re.MULTILINE)
_END, _END_OF_BODY = re.compile(r"\Z"), re.compile("</body>")


@dataclass(frozen=True)
class Side:
    """One of those that are measured in turn: a checkout's engine, run by ``python``, on some content."""

    checkout: Path
    content: Path
    python: str = sys.executable
    #: Whether the content is of an older format that this engine brings to its own first.
    migrates: bool = False


@dataclass(frozen=True)
class Spread:
    """The least, the median and the most of the rounds' ratios."""

    least: float
    median: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of at least one value."""
        return cls(*(round(value, 3) for value in (min(values), median(values), max(values))))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.least:.2f}-{self.most:.2f})"


#: Situation → figure → ratio.
Ratios = dict[str, dict[str, Spread]]


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


def change_message(root: Path, _run: int) -> None:
    """Change the last translation of the first language that has any; a manual shows it, so a PDF too."""
    catalog = min((root / "docs" / "locales").glob("*/LC_MESSAGES/manual.po"))
    _edit(catalog, _MESSAGE, r'\g<text> Yes."')


def change_screen(root: Path, run: int) -> None:
    """Put a word under the first drawing."""
    drawing = min((root / "screenshots").rglob("*.typ"))
    _edit(drawing, _END, f'\n#text(size: 14pt, "{run}")\n')


def change_template(root: Path, run: int) -> None:
    """Put a number at the end of each page."""
    frame = min((root / "tools" / "tebiki").rglob("theme/frame.html"))  # rooms had other names once
    _edit(frame, _END_OF_BODY, rf'<span class="run-{run}">{run}</span>\g<0>')


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


def run(root: Path, name: str = "build", python: str = sys.executable) -> Measure:
    """Build or check the project in ``root`` once; ends the program where that fails."""
    output = root / "build" / "site"
    command = [python, "-m", "tebiki", name, *(["--output", str(output)] if name == "build" else [])]
    environment = _surroundings(root)
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


def _surroundings(root: Path) -> dict[str, str]:
    """The environment of a command: the copy's own engine, and bytecode as everybody's Python keeps it.

    Shells of test machines may forbid Python to write bytecode. Each command would compile the engine's
    sources again then, about 0.6 s of CPU a build, which nobody who uses it pays.
    """
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, "PYTHONPATH": str(root / "tools")}


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float | None, float | None]:
    if sys.platform == "win32":
        return process.wait(), None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # Bytes on macOS, KiB elsewhere.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def measure(runs: int, sides: Sequence[Side]) -> list[dict[str, list[Measure]]]:
    """Of each side: situation → its measures, one a round; each round goes through all situations.

    In each situation the sides take turns, so that what else the machine does meets all of them.
    """
    found: list[dict[str, list[Measure]]] = [{name: [] for name in SITUATIONS} for _ in sides]
    with TemporaryDirectory() as folder:
        roots = [Path(folder) / f"project-{number}" for number, _ in enumerate(sides)]
        for root, side in zip(roots, sides, strict=True):
            copy(root, side)
        for number in range(1, runs + 1):
            for name, prepare in SITUATIONS.items():
                for root, side, measures in zip(roots, sides, found, strict=True):
                    prepare(root, number)
                    measures[name].append(run(root, _COMMANDS.get(name, "build"), side.python))
    return found


def growth() -> dict[str, Measure]:
    """Cold builds of content that grows."""
    found = {}
    for manuals, languages in bench_growth.SIZES:
        with TemporaryDirectory() as folder:
            root = Path(folder) / "project"
            copy(root, Side(ROOT, ROOT))
            bench_growth.grow(root, manuals, languages)
            found[f"{manuals} manuals, {languages} languages"] = run(root)
    return found


def floor() -> dict[str, float]:
    """Seconds of what no build can spare, for one language in one thread."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        copy(root, Side(ROOT, ROOT))
        command = [sys.executable, str(ROOT / "tools" / "bench_floor.py")]
        said = subprocess.run(  # noqa: S603
            command, cwd=root, env=_surroundings(root), check=True, stdout=subprocess.PIPE
        )
    found: dict[str, float] = json.loads(said.stdout)
    return found


def studio(runs: int) -> dict[str, bench_studio.Times]:
    """What the studio takes, on a copy of the project; each figure is told once it is known."""
    found = {}
    sys.stdout.write(f"{bench_studio.HEAD}\n")
    with TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        copy(root, Side(ROOT, ROOT))
        for name, times in bench_studio.measure_studio(root, runs, bench_studio.engine_of(root)):
            found[name] = times
            sys.stdout.write(f"{bench_studio.line_of(name, times)}\n")
            sys.stdout.flush()
    return found


def releases(sides: Sequence[Side]) -> Iterator[dict[str, bench_release.Taken]]:
    """Of each side what its papers and releases take; by the environment of its checkout where it has one.

    A release asks for the packages of its engine's lock.
    """
    with TemporaryDirectory() as folder:
        for number, side in enumerate(sides):
            own = Path(bench_against.python_of(side.checkout))
            python = own if own.is_file() else Path(side.python)
            root = Path(folder) / f"project-{number}"
            yield bench_release.measure_release(python, side.checkout, side.content, root)


def copy(root: Path, side: Side) -> None:
    """Make the folder ``root`` and put there what a build needs, in the format of the side's engine."""
    root.mkdir()
    for folder, names in ((side.content, _CONTENT), (side.checkout, _ENGINE)):
        for name in names:
            if (folder / name).is_dir():
                shutil.copytree(folder / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(folder / name, root / name)
    # As after an installation: no round pays for the first start.
    commands = [[side.python, "-m", "compileall", "-q", str(root / "tools" / "tebiki")]]
    if side.migrates:
        commands.append([side.python, "-m", "tebiki", "migrate", "--root", str(root)])
    for command in commands:
        subprocess.run(command, env=_surroundings(root), check=True, stdout=subprocess.DEVNULL)  # noqa: S603


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


def ratios(one: Mapping[str, list[Measure]], other: Mapping[str, list[Measure]]) -> Ratios:
    """How many times the other's figures one's are, round by round; without what is not told."""
    return {
        name: {
            field.name: Spread.of(pairs)
            for field in fields(Measure)
            if (pairs := [*_ratios_of(measures, other[name], field.name)])
        }
        for name, measures in one.items()
    }


def _ratios_of(one: Sequence[Measure], other: Sequence[Measure], figure: str) -> Iterator[float]:
    for own, others in zip(one, other, strict=True):
        value, measure_of_it = getattr(own, figure), getattr(others, figure)
        if value is not None and measure_of_it:
            yield value / measure_of_it


def ratio_table(heading: str, found: Ratios) -> str:
    """The ratios as people read them: the median, and in brackets the least and the most."""
    lines = [f"{heading:28}{'wall':>20}{'CPU':>20}{'peak':>20}{'output':>20}"]
    for name, each in found.items():
        told = [str(each[field.name]) if field.name in each else "-" for field in fields(Measure)]
        lines.append(f"{name:28}" + "".join(f"{text:>20}" for text in told))
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description="Measure builds of a copy of this project.")
    parser.add_argument("--runs", type=int, default=3, help="rounds (default: 3)")
    figures_go = ROOT / "build" / "bench.json"
    parser.add_argument("--json", type=Path, default=figures_go, help="where the figures go")
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="another checkout, for ratios")
    parser.add_argument("--against", metavar="COMMIT", help="a commit with its own packages, for ratios")
    parser.add_argument("--floor", action="store_true", help="what no build can spare, too")
    parser.add_argument("--growth", action="store_true", help="growing content, too")
    parser.add_argument("--studio", action="store_true", help="the studio, and no builds")
    parser.add_argument("--release", action="store_true", help="papers and releases, and no builds")
    asked = parser.parse_args()
    if asked.runs < 1:
        parser.error("--runs must be 1 or more")
    if asked.beside and asked.against:
        parser.error("--beside and --against: one of them")
    if asked.beside and not (asked.beside / "conf.py").is_file():
        parser.error(f"--beside {asked.beside}: no conf.py there")
    machine = {"python": platform.python_version(), "system": sys.platform, "processors": os.cpu_count()}
    if asked.studio:
        times = studio(asked.runs)
        told = {name: asdict(one) for name, one in times.items()}
        _write(asked.json, {**machine, "runs": asked.runs, "studio": told})
        return
    sides = _sides(asked.beside, asked.against)
    if asked.release:
        # What this city has published cannot be released once more; the frozen content can.
        frozen = [replace(side, content=bench_against.FROZEN) for side in sides[:2]]
        _write(asked.json, {**machine, "releases": _told_releases(frozen)})
        return
    measures = measure(asked.runs, sides)
    found = {name: medians(each) for name, each in measures[0].items()}
    compared = {heading: ratios(measures[a], measures[b]) for heading, (a, b) in _pairs(asked).items()}
    if asked.growth:
        found |= growth()
    least = floor() if asked.floor else {}
    figures: dict[str, object] = {
        "medians": {name: asdict(m) for name, m in found.items()},
        "floor_s": least,
        "ratios": {
            heading: {name: {k: asdict(v) for k, v in each.items()} for name, each in table_.items()}
            for heading, table_ in compared.items()
        },
    }
    _write(asked.json, {**machine, "runs": asked.runs, **figures})
    floors = "".join(f"{name:28}{seconds:10.2f}\n" for name, seconds in least.items())
    beside = "".join(f"{ratio_table(heading, each)}\n" for heading, each in compared.items())
    sys.stdout.write(f"{table(found)}\n{floors}{beside}")


def _sides(beside: Path | None, against: str | None) -> list[Side]:
    """Those that are measured in turn; the first is this checkout's engine."""
    if against:
        other = bench_against.checkout_of(ROOT, against)
        frozen = bench_against.FROZEN
        return [
            Side(ROOT, frozen, migrates=True),
            Side(other, frozen, bench_against.python_of(other), bench_against.can_migrate(other)),
            Side(ROOT, ROOT),
        ]
    own = Side(ROOT, ROOT)
    return [own, *([Side(beside.resolve(), beside.resolve())] if beside else [])]


def _pairs(asked: argparse.Namespace) -> dict[str, tuple[int, int]]:
    """Heading of a table of ratios → which side of which."""
    if asked.against:
        return {"frozen content": (0, 1), "today's content": (2, 1)}
    return {"of the other checkout": (0, 1)} if asked.beside else {}


def _told_releases(sides: Sequence[Side]) -> dict[str, object]:
    """Print and give the figures by side: its checkout and whose content it was."""
    told: dict[str, object] = {}
    for side, steps in zip(sides, releases(sides), strict=True):
        heading = f"{side.checkout.name}, {side.content.name}"
        lines = [f"{heading:28}{'wall s':>10}{'CPU s':>10}{'peak MiB':>10}"]
        for name, one in steps.items():
            cpu, peak = ("-" if value is None else f"{value:.2f}" for value in (one.cpu_s, one.peak_mib))
            lines.append(f"{name:28}{one.wall_s:10.2f}{cpu:>10}{peak:>10}")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()
        told[heading] = {name: asdict(one) for name, one in steps.items()}
    return told


def _write(path: Path, figures: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
