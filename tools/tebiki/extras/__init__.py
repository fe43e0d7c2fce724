"""Checks that are made only when asked for; each brings rules of its own."""
