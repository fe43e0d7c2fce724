"""Whether an output holds, waits for approval, or is over; light, because every build reads it."""

from __future__ import annotations

from typing import Final, Literal

#: What an output is: the edition that holds, one that nobody has approved yet (案), one that is over, pages
#: of one language for its translator.
#:
#: A draft differs from what will be published in nothing but: in each page its one element
#: ``.draft-mark``, the title's words before it, ``robots`` and the names and sizes of the PDFs that it
#: leads to; in each PDF the mark (an artifact outside the text's area, so nothing moves) and the title
#: of its metadata, and its name; ``robots.txt``, and no ``sitemap.xml``.
#:
#: A proof is the current edition in a language alone: no manual is held back however little is translated,
#: and no page leads to another language, to a PDF or to the site, since none of them is beside it.
Stage = Literal["current", "draft", "archive", "proof"]
#: How many folders an archive lies below the site's root: ``archive/<year>/``.
ARCHIVE_DEPTH: Final = 2
#: From a page of the archive (``archive/<year>/<language>/``) to the root of the site.
NEWEST: Final = "../" * (ARCHIVE_DEPTH + 1)
