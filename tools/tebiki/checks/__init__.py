"""Everything that can be wrong: checks and rules, what they look at, who runs them; pure functions."""
