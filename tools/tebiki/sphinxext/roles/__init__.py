"""What stands within a line: roles, and nodes that transforms make, each with its HTML and its Typst.

A file here that has a ``COMPONENT`` is registered by being here (`tebiki.sphinxext.registry`).
Each role takes a name and nothing else: no text of a manual or of a translation is ever
evaluated. Values are put in as plain text in nodes of their own.
"""
