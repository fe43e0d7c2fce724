#!/bin/sh
# A catalogue whose source is Japanese says so in its header: X-Source-Language, as Poedit writes and reads it.
#
# Version: translate-toolkit 3.20.4, Python 3.11.
# Guess:   po2xliff takes both languages from the header, since it takes the target from "Language".
# Seen:    it reads no language of the source and always writes en-US, and has no option for it. A template
#          (-t) with source-language="ja" is what changes it.
# Hurts:   programs that open the XLIFF are told that its Japanese texts are English.
# Output seen:
#   without a template: en-US to vi; with one: ja to vi
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'translate-toolkit==3.20.4'
cat > "$folder/a.po" <<'PO'
msgid ""
msgstr ""
"Language: vi\n"
"X-Source-Language: ja\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "次へ"
msgstr "Tiếp theo"
PO
cat > "$folder/template.xlf" <<'XLIFF'
<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.1" version="1.1"><file original="a.po" source-language="ja"
  target-language="vi" datatype="po"><body/></file></xliff>
XLIFF
cat > "$folder/look.py" <<'PY'
import re
import subprocess
import sys
from pathlib import Path

RECORDED = "without a template: en-US to vi; with one: ja to vi"
here = Path(sys.argv[1])


def convert(*options):
    command = [here / "venv/bin/po2xliff", "--progress=none", *options, here / "a.po", here / "a.xlf"]
    subprocess.run(command, check=True)
    text = (here / "a.xlf").read_text(encoding="utf-8")
    return " to ".join(re.search(rf'{end}-language="([^"]*)"', text)[1] for end in ("source", "target"))


observed = f"without a template: {convert()}; with one: {convert('-t', here / 'template.xlf')}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py" "$folder"
