"""The studio: the year in a browser of this machine."""
