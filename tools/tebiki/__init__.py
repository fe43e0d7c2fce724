"""tebiki (手引き): builds a city's install manuals from Markdown, as HTML and PDF.

The engine knows nothing of any one city, vendor or year; that is content
(``docs/``, ``screenshots/``, ``conf.py``).
"""

__version__ = "0.2.0"
