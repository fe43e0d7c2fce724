"""Markdown as the manuals write it: one parser, one table of what is accepted."""
