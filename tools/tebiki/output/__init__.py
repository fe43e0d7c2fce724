"""A finished site, read back: its files, its pages as trees, its PDFs."""
