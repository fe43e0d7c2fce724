"""Two built sites beside each other: what differs, and nothing else."""
