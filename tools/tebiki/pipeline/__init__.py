"""A whole build: what to make, in which processes, and how it is put in place."""
