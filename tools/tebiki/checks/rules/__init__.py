"""The rules of `tebiki check`: a module a topic, found by being there; its words in the TOML beside it."""
