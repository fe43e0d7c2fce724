"""The former name of `tebiki.sphinxext`: older projects have it in conf.py."""
