#!/bin/sh
# A fuzzy entry tells what its translation was made for, "#| msgid "Press the button."", as msgmerge --previous writes
# it and Poedit shows it. Babel reads the catalogue and writes it again.
#
# Version: Babel 2.18.0, Python 3.11.
# Guess:   the line comes back as it was, or it is left out: write_po leaves such lines out unless it is asked by
#          include_previous, so Babel knows what they are.
# Seen:    read_po takes the line for a translator's comment, previous_id stays empty, and write_po writes
#          "# | msgid …", with a blank. There is no warning.
# Hurts:   Poedit no longer shows translators what has changed in the sentence, and shows them a comment that none of
#          them wrote. Whoever collects translators' questions from a catalogue gets the old sentence as one of them.
# Output seen:
#   previous_id []; comments ['| msgid "Press the button."']; written ['# | msgid "Press the button."']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'babel==2.18.0'
cat > "$folder/look.py" <<'PY'
import io

from babel.messages.pofile import read_po, write_po

RECORDED = (
    """previous_id []; comments ['| msgid "Press the button."']; written ['# | msgid "Press the button."']"""
)
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
#| msgid "Press the button."
msgid "Press the blue button."
msgstr "Nhấn nút."
"""
catalogue = read_po(io.BytesIO(CATALOGUE.encode()))
message = catalogue["Press the blue button."]
out = io.BytesIO()
write_po(out, catalogue, include_previous=True)
written = [line for line in out.getvalue().decode().splitlines() if "Press the button." in line]
observed = f"previous_id {message.previous_id}; comments {message.user_comments}; written {written}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
