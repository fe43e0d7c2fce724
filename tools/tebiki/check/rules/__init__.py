"""The rules of `tebiki check`, by what they are about. `tebiki.guard.registry` lists the modules."""
