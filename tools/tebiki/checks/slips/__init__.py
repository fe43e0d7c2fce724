"""Slips in the text of manuals: what people type that would be lost, altered or printed as a sign.

A module a kind. Each is a function of the text alone; `tebiki.checks.manual_text` runs them all.
"""
