#!/bin/sh
# A PDF with one word of Khmer, ចុច (a letter, the vowel below it, the letter again), made by Typst and read back.
#
# Version: typst 0.15.2, pypdfium2 5.15.2 (PyPI); fonts fontpkg-noto-sans-khmer 2.4, fontpkg-noto-sans-thai 2.2.
# Guess:   text that is copied out of the PDF is the text that was set: /ActualText and /ToUnicode see to it, as in
#          words of Devanagari, where the shaped glyphs stand for no letter, either.
# Seen:    where one cluster is drawn as two glyphs that stand at different heights, /ToUnicode gives each of the two
#          the text of the whole cluster, and no /ActualText covers them: ចុ is found twice (ចុចុច). Where both stand
#          on the line the text is right (ភាសា). Thai ใช้ is found as ใช้ช้, ที่ is right. The page looks right.
# Hurts:   searching, copying and reading aloud in Khmer (nearly every word), and in Thai, Lao and Burmese (some).
# Output seen:
#   ចុច -> ចុចុច; ភាសា -> ភាសា; ใช้ -> ใช้ช้; ที่ -> ที่
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: \
    'typst==0.15.2' 'pypdfium2==5.15.2' 'fontpkg-noto-sans-khmer==2.4' 'fontpkg-noto-sans-thai==2.2'
cat > "$folder/look.py" <<'PY'
from pathlib import Path

import fontpkg_noto_sans_khmer
import fontpkg_noto_sans_thai
import pypdfium2
import typst

RECORDED = "ចុច -> ចុចុច; ភាសា -> ភាសា; ใช้ -> ใช้ช้; ที่ -> ที่"
FONTS = [str(Path(m.__file__).parent / "files") for m in (fontpkg_noto_sans_khmer, fontpkg_noto_sans_thai)]


def read_back(family, word):
    text = f'#set page(width: 200pt, height: auto)\n#set text(font: "{family}")\n{word}\n'
    pdf = typst.compile(text.encode(), font_paths=FONTS, ignore_system_fonts=True)
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()


WORDS = (("Khmer", "ចុច"), ("Khmer", "ភាសា"), ("Thai", "ใช้"), ("Thai", "ที่"))
observed = "; ".join(f"{word} -> {read_back(f'Noto Sans {script}', word)}" for script, word in WORDS)
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
cd "$folder"
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
