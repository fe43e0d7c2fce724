"""The Sphinx extension under the name that older projects have in conf.py; it stays for them."""

from ..sphinxext import setup

__all__ = ["setup"]
