r"""Make the fonts of tools/tebiki/fonts/ from their packages (a maintainer's script, needs fontTools).

It also writes the list of the characters that they have, which the engine reads instead of the fonts.

Fetch the packages into one folder, then run the script on that folder::

    npm pack @expo-google-fonts/biz-udpgothic@0.4.2 @expo-google-fonts/biz-udgothic@0.4.0 \
        @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-sans-sc@0.4.3
    python tools/subset_fonts.py FOLDER

The same packages and the same fontTools give the same bytes. After a change, look at
the pictures and the PDFs again: every cached picture is drawn anew by itself.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

TARGET = Path(__file__).parent / "tebiki" / "fonts"
#: The first line of the list of characters.
LIST_HEAD = "# Code points that a font of this folder has. Written by tools/subset_fonts.py."

# Full-width in BIZ UDGothic, half-width in BIZ UDPGothic, where Typst squeezes them a
# second time, so that they overlap their neighbours.
PUNCTUATION = "、。「」『』（）…〈〉《》【】〔〕［］｛｝！？：；，．“”‘’"


WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}


def jis_x_0213() -> set[int]:
    """Every code point of JIS X 0213, kanji of all four levels and signs."""
    lead = range(0xA1, 0xFF)
    rows = [bytes([a, b]) for a in lead for b in lead]
    found: set[int] = set()
    for code in [*rows, *(b"\x8f" + row for row in rows)]:
        text = code.decode("euc_jis_2004", errors="ignore")
        found.update(map(ord, text))
    return found


def cp932() -> set[int]:
    """Every code point of Windows' Japanese code page: names of people and places have 髙, 﨑 and others."""
    rows = (bytes([a, b]) for a in range(0x81, 0xFD) for b in range(0x40, 0xFD))
    return {ord(c) for row in rows for c in row.decode("cp932", errors="ignore")}


def gb_2312() -> set[int]:
    """Every code point of GB 2312, the characters of everyday Chinese."""
    lead = range(0xA1, 0xFF)
    return {ord(c) for a in lead for b in lead for c in bytes([a, b]).decode("gb2312", errors="ignore")}


def latin() -> set[int]:
    """European and Vietnamese letters, combining marks, general punctuation, currency signs."""
    return set().union(
        range(0x20, 0x7F),
        range(0xA0, 0x250),
        range(0x300, 0x370),
        range(0x1E00, 0x1F00),
        range(0x2000, 0x2070),
        range(0x20A0, 0x20D0),
    )


def east_asian_signs() -> set[int]:
    """Arrows, enclosed numbers, shapes, CJK punctuation, kana, full-width forms."""
    blocks = (range(0x2190, 0x2200), range(0x2460, 0x2700), range(0x3000, 0x3100), range(0xFF00, 0xFFF0))
    return set().union(*blocks)


@dataclass(frozen=True)
class Package:
    """A package as fetched, the sha256 of the file, and what is taken from it.

    ``features``: what of OpenType's substitution and positioning the text needs.
    """

    file: str
    sha256: str
    family: str
    characters: frozenset[int]
    features: tuple[str, ...]


PACKAGES = (
    Package(
        "expo-google-fonts-biz-udpgothic-0.4.2.tgz",
        "25b7863372a51cbed767be911076ebdaeaae9a687bcb57e052286f43416d9ea3",
        "BIZUDPGothic",
        frozenset(jis_x_0213() | cp932() | latin() | east_asian_signs()),
        ("ccmp", "vert"),
    ),
    Package(
        "expo-google-fonts-biz-udgothic-0.4.0.tgz",
        "29bad69cc7094ac4adcba3af21b903b18e85e6829a521f42591ade9891f0b99d",
        "BIZUDGothic",
        frozenset(map(ord, PUNCTUATION)),
        ("vert",),
    ),
    Package(
        "expo-google-fonts-noto-sans-0.4.2.tgz",
        "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
        "NotoSans",
        frozenset(latin()),
        ("ccmp", "kern", "locl", "mark", "mkmk"),
    ),
    Package(
        "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
        "NotoSansSC",
        frozenset(gb_2312() | east_asian_signs() | set(range(0x20, 0x7F))),
        ("ccmp", "vert"),
    ),
)


def add_nonbreaking_hyphen(font: TTFont) -> None:
    """Let U+2011 show the hyphen: Android writes 「Wi‑Fi」 with it, and BIZ UD has no such sign."""
    if 0x2011 in font.getBestCmap():
        return
    for table in font["cmap"].tables:
        if hyphen := table.cmap.get(0x2D):
            table.cmap[0x2011] = hyphen


def make(source: bytes, package: Package) -> bytes:
    """The subset of one font: no hints (Typst and large pictures use none), the stored date kept."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = list(package.features)
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.drop_tables += ["meta", "STAT"]
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    add_nonbreaking_hyphen(font)
    work = subset.Subsetter(options)
    work.populate(unicodes=sorted(package.characters))
    work.subset(font)
    out = io.BytesIO()
    font.save(out, reorderTables=True)
    return out.getvalue()


def unpack(package: Package, folder: Path) -> dict[str, bytes]:
    """Files of a package by name, after its sha256 has been compared."""
    data = (folder / package.file).read_bytes()
    if hashlib.sha256(data).hexdigest() != package.sha256:
        sys.exit(f"{package.file}: not the package that was looked at (sha256 differs)")
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = [m for m in archive.getmembers() if m.name.endswith((".ttf", "LICENSE_FONT"))]
        streams = {m.name.rpartition("/")[2]: archive.extractfile(m) for m in members}
        return {name: stream.read() for name, stream in streams.items() if stream}


def characters_of(fonts: Iterable[Path]) -> set[int]:
    """Code points that at least one of the fonts has a glyph for."""
    found: set[int] = set()
    for path in fonts:
        with TTFont(path, lazy=True) as font:
            found.update(code for table in font["cmap"].tables if table.isUnicode() for code in table.cmap)
    return found


def format_characters(codes: set[int]) -> str:
    """The list of code points: a line each run, ``0020-007E`` or ``025C``, in order; LF."""
    spans: list[list[int]] = []
    for code in sorted(codes):
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    lines = (f"{first:04X}" if first == last else f"{first:04X}-{last:04X}" for first, last in spans)
    return "\n".join([LIST_HEAD, *lines]) + "\n"


def write_characters(folder: Path) -> None:
    """Write beside the fonts of ``folder`` which characters they have; `tebiki.render.fonts` reads it."""
    text = format_characters(characters_of(sorted(folder.glob("*.ttf"))))
    (folder / "characters.txt").write_text(text, encoding="ascii", newline="\n")


def main(folder: Path) -> None:
    """Write all fonts, their licence and the list of their characters."""
    for package in PACKAGES:
        files = unpack(package, folder)
        for weight, name in WEIGHTS.items():
            out = TARGET / f"{package.family}-{weight}.ttf"
            out.write_bytes(make(files[f"{package.family}_{name}.ttf"], package))
            print(f"{out.name}: {out.stat().st_size} bytes")  # noqa: T201
        (TARGET / f"{package.family}-OFL.txt").write_bytes(files["LICENSE_FONT"])
    write_characters(TARGET)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
