"""What a language is called: in conf.py, in names of folders and files, in labels."""

from __future__ import annotations

import re

#: A language: ``vi``, ``fil``, ``zh_CN``, ``sr_Latn``, ``ja_simple``. Labels may have any, also one that the
#: site has not.
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2}|_[a-z]+)?")
