#!/bin/sh
# Opens the year's work in a browser: double-click this file, or run it. The same as: make studio
# Words behind it go to the studio: --port 8000 --no-open. Another Python: PYTHON=python3.12 ./hajimeru.sh
cd -- "$(dirname -- "$0")" || exit 2

# Tell it where it is seen: in the terminal, else in a window of the desktop.
tell() {
    printf '%s\n' "$1" >&2
    [ -t 2 ] && return
    for window in "zenity --error --text" "kdialog --error" "xmessage"; do
        program=${window%% *}
        # shellcheck disable=SC2086 -- its options are words of their own
        command -v "$program" >/dev/null 2>&1 && $window "$1" && return
    done
}

for python in "${PYTHON:-python3}" python; do
    if command -v "$python" >/dev/null 2>&1; then
        # -S: what is installed beside Python is of no use here and costs time.
        exec "$python" -S tools/bootstrap.py studio "$@"
    fi
done

tell "手引きスタジオには、Python 3.11 以上が必要です。入れてから、もう一度開いてください。
Python 3.11 or newer is needed: install it and open this file again."
exit 2
