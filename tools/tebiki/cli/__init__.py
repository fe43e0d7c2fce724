"""The command ``tebiki``: one file a command, with its arguments, what it runs and what it says.

Engines of later years call ``tebiki.cli.main`` of this one: the name is part of the contract
that `tebiki.editions.engine` numbers.
"""

from .dispatch import main

__all__ = ["main"]
