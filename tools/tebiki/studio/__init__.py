"""The studio: the year's work in a browser of this machine, by the functions that the commands call."""
