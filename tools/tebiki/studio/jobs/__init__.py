"""Long work in a process of its own: one at a time, with its stages, its log and its end on disk."""
