"""The rules of `tebiki check`, by what they are about. `tebiki.checks.registry` lists the modules."""
