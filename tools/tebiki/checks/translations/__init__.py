"""A translation may change words and nothing else: each kind of change has its own check."""
