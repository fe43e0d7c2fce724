# -*- coding: utf-8 -*-  # noqa: UP009 (Python 2 needs it to get as far as the words below)
"""What `make` calls: ``python3 tools/bootstrap.py COMMAND [options]``, as Makefile lists them.

This file parses on any Python from 2.7 on, so that an old one can say what is missing;
all else is in commands.py, which an old Python would not even parse.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036
    _JA = (
        "Python 3.11 以上が必要です（今は {0}.{1}）。新しい Python を入れて、もう一度実行してください。"
        "別の Python を使うには: make PYTHON=python3.12\n"
    )
    _EN = (
        "Python 3.11 or newer is needed (this is {0}.{1}): install one and run this again. "
        "To choose another: make PYTHON=python3.12\n"
    )
    _LANGUAGE = [os.environ[k] for k in ("TEBIKI_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)]
    _ENCODING = getattr(sys.stderr, "encoding", None) or "ascii"
    _SHOWN = _JA.encode(_ENCODING, "ignore").decode(_ENCODING) == _JA
    _WORDS = _JA if _SHOWN and "".join(_LANGUAGE[:1]).startswith("ja") else _EN
    _WORDS = _WORDS.format(*sys.version_info[:2])
    getattr(sys.stderr, "buffer", sys.stderr).write(_WORDS.encode(_ENCODING, "backslashreplace"))
    sys.exit(2)

from commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
