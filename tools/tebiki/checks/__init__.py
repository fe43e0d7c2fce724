"""Catalogues before a build, finished outputs after it: nothing wrong leaves."""
