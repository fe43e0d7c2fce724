"""What was before: commits of the project, and editions as they were released."""
