"""What checks and rules look at: `sources`, `required`, `site`; each knows its place and its city."""
