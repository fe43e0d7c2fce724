#!/bin/sh
# A PNG with a palette of four colours (two bits a pixel) in a PDF made by Typst: how the picture lies there.
#
# Version: typst 0.15.2, pikepdf 10.18.0, pillow 13.0.0 (PyPI).
# Guess:   a PDF can hold a palette and the packed rows of a PNG as they are (ISO 32000-1, 7.4.4.4 and 8.6.6.3), so
#          Typst passes them on, as it does with the bytes of a JPEG: an Indexed picture, no larger than the file.
#          Its PDF writer takes over PNG files since LaurenzV/krilla#331, but names those with a palette as still to do.
# Seen:    the picture lies there with three parts of eight bits a pixel and no palette; its rows are packed once more,
#          without the predictors of PNG. This one, of thin lines, takes over a third more bytes than its file.
# Hurts:   whoever prints many pictures of screens: a manual of ours was a quarter larger for it, and slower to make.
# Output seen:
#   in the file: palette, 2 bits; in the PDF: ICCBased, 8 bits, a third more bytes: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
    'typst==0.15.2' 'pikepdf==10.18.0' 'pillow==13.0.0'
cat > "$folder/look.py" <<'PY'
import io
import struct
from pathlib import Path

import pikepdf
import typst
from PIL import Image, ImageDraw

RECORDED = "in the file: palette, 2 bits; in the PDF: ICCBased, 8 bits, a third more bytes: True"

picture = Image.new("P", (800, 800))
picture.putpalette([250, 250, 250, 20, 40, 120, 200, 60, 20, 90, 160, 90])
for at in range(120):
    ends = (at * 37 % 800, at * 91 % 800, (at * 53 + 200) % 800, (at * 29 + 400) % 800)
    ImageDraw.Draw(picture).line(ends, fill=1 + at % 3, width=1 + at % 2)
picture.save("picture.png", bits=2, optimize=True)
data = Path("picture.png").read_bytes()
depth, kind = struct.unpack_from(">BB", data, 24)

Path("main.typ").write_text('#image("picture.png", alt: "lines", width: 10cm)\n', encoding="utf-8")
pdf = typst.compile("main.typ", ignore_system_fonts=True, pdf_standards="a-2b")
with pikepdf.open(io.BytesIO(pdf)) as document:
    [stands] = [each for each in document.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
    space = stands.ColorSpace
    name = str(space[0] if isinstance(space, pikepdf.Array) else space)[1:]
    is_larger = len(stands.read_raw_bytes()) > 4 / 3 * len(data)
    held = f"{name}, {int(stands.BitsPerComponent)} bits, a third more bytes: {is_larger}"
observed = f"in the file: {'palette' if kind == 3 else kind}, {depth} bits; in the PDF: {held}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
cd "$folder"
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
