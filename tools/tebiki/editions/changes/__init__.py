"""What has changed in the sources, as people see it, and how one change is taken back."""
