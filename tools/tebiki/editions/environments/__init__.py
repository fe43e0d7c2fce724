"""Pythons with exactly the packages that an earlier release was made with."""
