#!/bin/sh
# A word kept together by an inline box, in a column that is narrower than the word, and what follows it.
#
# Version: typst 0.15.2, pypdfium2 5.15.2 (PyPI); the font is the one that Typst brings.
# Guess:   a box() whose content needs two lines, for want of room, ends where its second line ends: what follows
#          stands behind that, or on a line below.
# Seen:    the content breaks within the box, and the box stands on the baseline of its first line: what follows
#          is set beside the first line, at the right of the box, above the words that it comes after. The mark
#          after "delta" is higher than "delta".
# Hurts:   whoever keeps words together with box(), as the documentation says one may: a page reads wrongly in a
#          narrow column, without a warning. The text that is copied out is in the right order.
# Output seen:
#   the mark stands on the line of: alpha
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
    'typst==0.15.2' 'pypdfium2==5.15.2'
cat > "$folder/look.py" <<'PY'
import pypdfium2
import pypdfium2.raw as pdfium
import typst

RECORDED = "the mark stands on the line of: alpha"
TEXT = b"#set page(width: 60pt, height: auto, margin: 5pt)\n#set text(size: 10pt)\n#box[alpha bet delta]!\n"

page = pypdfium2.PdfDocument(typst.compile(TEXT, ignore_system_fonts=True))[0].get_textpage()
letters = [chr(pdfium.FPDFText_GetUnicode(page, index)) for index in range(page.count_chars())]
foot = {letter: page.get_charbox(index)[1] for index, letter in enumerate(letters)}
beside = "alpha" if abs(foot["!"] - foot["h"]) < abs(foot["!"] - foot["d"]) else "delta"
observed = f"the mark stands on the line of: {beside}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
cd "$folder"
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
