"""Finished outputs, read back: nothing wrong leaves the build."""
