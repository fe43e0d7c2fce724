"""The PDF: a Sphinx builder ``tebiki-pdf``, and a writer from the doctree to Typst calls."""
