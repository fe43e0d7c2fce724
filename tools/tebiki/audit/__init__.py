"""The whole of `tebiki check`: sources and output read, every check of them run."""
