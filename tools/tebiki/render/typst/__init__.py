"""The fixed Typst template of a manual, and what goes into it beside the text."""
