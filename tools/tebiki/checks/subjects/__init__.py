"""What checks and rules look at: `sources`, `required`, `site`, `body`; each knows its place and its city."""
