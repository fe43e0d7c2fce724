#!/bin/sh
# A name without blanks (a certificate's subject) needs places to break at that leave nothing in its text.
#
# Version: typst 0.15.2 (PyPI), pypdfium2 5.15.2 for counting lines, Python 3.11.
# Guess:   h(0pt) between two letters is a space of no width: a line may break there, and no character is added.
# Seen:    a space of exactly no width is left out before lines are broken, and with it the chance: the name stays
#          on one line and runs off the page. h(0.001pt) and box() keep it. A zero-width space (U+200B) breaks, too,
#          but stays in the text: whoever copies or searches the name does not get the name.
# Hurts:   whoever tries h(0pt) sees no error and no break.
# Output seen:
#   breaks: h(0pt) no, h(0.001pt) yes, box() yes, U+200B yes; U+200B in the text: yes
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'typst==0.15.2' 'pypdfium2==5.15.2'
cat > "$folder/look.py" <<'PY'
import ctypes

import pypdfium2
import typst
from pypdfium2 import raw

RECORDED = "breaks: h(0pt) no, h(0.001pt) yes, box() yes, U+200B yes; U+200B in the text: yes"
SOURCE = """
#set page(width: 60mm, height: 60mm, margin: 10mm)
#(("InformationSharing",) * 4).join(CHANCE)
"""


def look(chance):
    """Whether the name stands on more than one line, and whether U+200B is in the text."""
    source = SOURCE.replace("CHANCE", chance)
    document = pypdfium2.PdfDocument(typst.compile(source.encode()))
    page = document[0]
    text_page, lines, text = page.get_textpage(), set(), ""
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT:
            sides = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(found, *sides)
            lines.add(round(sides[1].value))
            buffer = (ctypes.c_ushort * 400)()
            raw.FPDFTextObj_GetText(found, text_page, buffer, 800)
            text += bytes(buffer).decode("utf-16-le")
    return len(lines) > 1, "\u200b" in text


def said(yes):
    return "yes" if yes else "no"


zero_width = '"\\u{200b}"'
found = [f"{chance} {said(look(chance)[0])}" for chance in ("h(0pt)", "h(0.001pt)", "box()")]
breaks, there = look(zero_width)
observed = f"breaks: {', '.join(found)}, U+200B {said(breaks)}; U+200B in the text: {said(there)}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
