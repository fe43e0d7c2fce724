"""What checks and rules look at: `sources`, `required`, `outputs`; each knows its place and its city."""
