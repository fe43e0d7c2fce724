"""Directives of a manual: one component a file, with its node, its HTML and its Typst.

A file here that has a ``COMPONENT`` is registered by being here (`tebiki.sphinxext.registry`).
"""
