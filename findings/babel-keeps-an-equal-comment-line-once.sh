#!/bin/sh
# A translator asks two questions in a comment, each in a paragraph, and the office answers each below it with the same
# word. Babel reads the catalogue and writes it again.
#
# Version: Babel 2.18.0, Python 3.11.
# Guess:   the comment comes back line by line, as it does through gettext's msgcat.
# Seen:    Message keeps equal lines of a comment once, so that the second answer is gone; write_po leaves the blank
#          lines between paragraphs out, too. There is no warning.
# Hurts:   the second question stands there without its answer, and nobody can see that there was one.
# Output seen:
#   read ['Is it blue?', 'Yes.', '', 'Is it round?']; written ['# Is it blue?', '# Yes.', '# Is it round?']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'babel==2.18.0'
cat > "$folder/look.py" <<'PY'
import io

from babel.messages.pofile import read_po, write_po

RECORDED = (
    "read ['Is it blue?', 'Yes.', '', 'Is it round?']; written ['# Is it blue?', '# Yes.', '# Is it round?']"
)
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# Is it blue?
# Yes.
#
# Is it round?
# Yes.
msgid "Press the button."
msgstr "Nhấn nút."
"""
catalogue = read_po(io.BytesIO(CATALOGUE.encode()))
out = io.BytesIO()
write_po(out, catalogue, omit_header=True)
written = [line for line in out.getvalue().decode().splitlines() if line.startswith("#")]
observed = f"read {catalogue['Press the button.'].user_comments}; written {written}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
