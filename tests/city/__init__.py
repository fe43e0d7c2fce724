"""Gates on this city's own content and its own site: true in any year, and after any correction.

Nothing here names a year, a version, an id or a sentence of the city: it is read from `current`.
"""
