"""A site beside the record of a release: what differs, and nothing else."""
