#!/bin/sh
# A manual is built in several languages. Sphinx can be started from Python, once for each language.
#
# Version: Sphinx 9.0.4, Python 3.11.
# Guess:   each application reads the catalogues of its own language.
# Seen:    translations are kept in a dictionary of the module sphinx.locale, by catalogue and not by language. A
#          catalogue that was read once gets the next language as a fallback: the first language's text stays.
#          So it is within docutils_namespace, too, which is made for several applications in one process; and no
#          warning speaks of it.
# Hurts:   the second language's page says the first one's sentences.
# Output seen:
#   first (id): Tekan tombol. second (vi): Tekan tombol. alone (vi): Nhấn nút.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'sphinx==9.0.4'
cat > "$folder/look.py" <<'PY'
import subprocess
import sys
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

RECORDED = "first (id): Tekan tombol. second (vi): Tekan tombol. alone (vi): Nhấn nút."
root = Path(__file__).parent
docs = root / "docs"
TEXTS = {"id": "Tekan tombol.", "vi": "Nhấn nút."}


def build(language: str, out: str) -> str:
    warnings = StringIO()
    with docutils_namespace(), patch_docutils(docs):
        settings = {"language": language, "suppress_warnings": ["docutils"]}  # it has no words of its own here
        Sphinx(docs, docs, root / out, root / f"{out}-trees", "text", settings, None, warnings).build()
    print(warnings.getvalue(), end="", file=sys.stderr)
    return (root / out / "index.txt").read_text(encoding="utf-8").strip().splitlines()[-1]


if len(sys.argv) == 1:
    docs.mkdir()
    (docs / "conf.py").write_text("locale_dirs = ['locale']\n")
    (docs / "index.rst").write_text("Title\n=====\n\nPress the button.\n")
    for language, text in TEXTS.items():
        catalogue = docs / "locale" / language / "LC_MESSAGES" / "index.po"
        catalogue.parent.mkdir(parents=True)
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        catalogue.write_text(f'{head}msgid "Press the button."\nmsgstr "{text}"\n', encoding="utf-8")
    first, second = build("id", "one"), build("vi", "two")
    alone = subprocess.run([sys.executable, __file__, "alone"], capture_output=True, check=True, encoding="utf-8")
    observed = f"first (id): {first} second (vi): {second} alone (vi): {alone.stdout.strip().splitlines()[-1]}"
    print("observed:", observed)
    print("recorded:", RECORDED)
    raise SystemExit(observed != RECORDED)
print(build("vi", "three"))
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
