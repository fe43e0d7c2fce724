"""What a language is called: in conf.py, in names of folders and files, in labels."""

from __future__ import annotations

import re

#: A language: ``vi``, ``zh_CN``, ``ja_simple``, ``sr_Latn``, ``fil``. Labels may have any, also one that the site has not.
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2}|_[a-z]+)?")
