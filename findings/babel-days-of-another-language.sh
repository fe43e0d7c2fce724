#!/bin/sh
# A program that shows days of the week in several languages, by Babel, one after the other.
#
# Version: babel 2.18.0 (PyPI), Python 3.11.
# Guess:   what a locale says does not depend on which other locales were asked before.
# Seen:    after the days of Urdu have been read, the days of German that stand alone are those of Urdu,
#          and so in Spanish, Portuguese, Vietnamese, Indonesian; English is right. Names within dates (format) stay
#          right. A fresh process is right until Urdu is read.
# Hurts:   whoever lists names of days for many languages in one process: a server, a test, a generator. No error.
# Output seen:
#   German alone: Sonntag; after Urdu: اتوار; within dates: Sonntag
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: 'babel==2.18.0'
cat > "$folder/look.py" <<'PY'
import subprocess
import sys

RECORDED = "German alone: Sonntag; after Urdu: اتوار; within dates: Sonntag"
SUNDAY = 6


def day(language, use="stand-alone"):
    from babel import Locale

    return Locale.parse(language).days[use]["wide"][SUNDAY]


if len(sys.argv) > 1:
    print(day("de"))
    raise SystemExit
alone = subprocess.run([sys.executable, __file__, "alone"], capture_output=True, check=True, encoding="utf-8")
day("ur")
observed = f"German alone: {alone.stdout.strip()}; after Urdu: {day('de')}; within dates: {day('de', 'format')}"
print("observed:", observed)
print("recorded:", RECORDED)
raise SystemExit(observed != RECORDED)
PY
PYTHONUTF8=1 "$folder/venv/bin/python" "$folder/look.py"
