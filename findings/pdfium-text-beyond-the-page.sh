#!/bin/sh
# A box that is higher than a page, or a word wider than its column: is it seen when the PDF is read back?
#
# Version: typst 0.15.2, pypdfium2 5.15.2 (PDFium 159.0.8149.0), Python 3.11.
# Guess:   what is set beyond the page is warned of by Typst, or is at least in the text that PDFium gives of the page.
# Seen:    Typst sets a block that may not break beyond the page without a warning. PDFium's text of the whole page
#          (get_text_bounded without bounds) leaves out what lies beyond it; its objects still have it, with bounds.
# Hurts:   a test that compares the text of a PDF with what was written in pieces sees less text and no reason; one
#          that looks for words that must not be there does not see those beyond the page.
# Output seen:
#   warnings: 0; in the page's text: no; among its objects: yes, 30 mm below the page
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

RECORDED = "warnings: 0; in the page's text: no; among its objects: yes, 30 mm below the page"
SOURCE = b"""
#set page(width: 60mm, height: 60mm, margin: 10mm)
#block(breakable: false, { v(80mm); [LAST] })
"""
data, warnings = typst.compile_with_warnings(SOURCE)
document = pypdfium2.PdfDocument(data)
observed = []
for page in document:
    text_page = page.get_textpage()
    for index in range(raw.FPDFPage_CountObjects(page)):
        found = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(found) == raw.FPDF_PAGEOBJ_TEXT:
            sides = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(found, *sides)
            inside = "yes" if "LAST" in text_page.get_text_bounded() else "no"
            below = round(-sides[3].value * 25.4 / 72)
            observed.append(
                f"warnings: {len(warnings)}; in the page's text: {inside}; "
                f"among its objects: yes, {below} mm below the page"
            )
observed = " | ".join(observed)
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
