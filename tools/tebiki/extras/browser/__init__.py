"""``tebiki check --browser``: the built pages in a real browser, and the report that follows from it."""
