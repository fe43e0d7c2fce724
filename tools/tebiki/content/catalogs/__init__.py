"""Catalogues of translations, and what stands beside each in its language's folder."""
