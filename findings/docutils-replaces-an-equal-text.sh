#!/bin/sh
# A transform marks the second "を" of a paragraph: it finds the text node that it means and replaces it in its parent.
#
# Version: docutils 0.22.4, Python 3.11.
# Guess:   Element.replace(old, new) replaces the node that it is given, as every other tree does.
# Seen:    a text node is a str, and Element.index looks for what is equal. So the first text that reads the same is
#          replaced, without an error; the node that was meant stays, and index() names the place of the other.
# Hurts:   in Japanese one-letter texts between roles repeat all the time (を, の). Marks come to stand at another place
#          of the paragraph. Who walks the tree by parent.index(node) looks at the wrong neighbours.
# Output seen:
#   second text: index 0; after replace: [X]「OK」を; is the node still there: True
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'docutils==0.22.4'
cat > "$folder/look.py" <<'PY'
from docutils import nodes

RECORDED = "second text: index 0; after replace: [X]「OK」を; is the node still there: True"
second = nodes.Text("を")
paragraph = nodes.paragraph("", "", nodes.Text("を"), nodes.strong("", "「OK」"), second)
index = paragraph.index(second)
paragraph.replace(second, nodes.Text("[X]"))
there = any(child is second for child in paragraph.children)
observed = f"second text: index {index}; after replace: {paragraph.astext()}; is the node still there: {there}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
