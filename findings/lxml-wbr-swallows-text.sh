#!/bin/sh
# Japanese titles have <wbr> where a line may break. It is a void element of HTML: nothing can stand in it.
#
# Version: lxml 6.1.3 (libxml2 2.14.6 in its wheel), Python 3.11.
# Guess:   lxml.html reads <wbr> like <br>: an element without children, and the text after it as its tail.
# Seen:    libxml2's list of HTML elements does not have wbr. What follows is taken for its content, and
#          each further <wbr> nests in the one before, up to the end of the heading.
# Hurts:   whoever takes a title's own text and its children's tails gets 電子証明書 alone; one who removes
#          <wbr> with what is in it loses the rest of the title.
# Output seen:
#   depth of wbr: 2; tails: none; text within the first wbr: インストールマニュアル
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'lxml==6.1.3'
cat > "$folder/look.py" <<'PY'
import lxml.html

RECORDED = "depth of wbr: 2; tails: none; text within the first wbr: インストールマニュアル"
page = lxml.html.document_fromstring("<h1>電子証明書<wbr>インストール<wbr>マニュアル</h1><p>次の文</p>")
breaks = page.findall(".//wbr")
depth = 1 + max(len(list(each.iterancestors("wbr"))) for each in breaks)
tails = [each.tail for each in breaks if each.tail] or "none"
observed = f"depth of wbr: {depth}; tails: {tails}; text within the first wbr: {breaks[0].text_content()}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
