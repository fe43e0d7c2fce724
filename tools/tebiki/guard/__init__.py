"""``tebiki check``: catalogues looked at before anything is built; it needs no Sphinx."""
