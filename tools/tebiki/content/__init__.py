"""What the city writes: a module a kind of file, with its model, its reader and what it refuses."""
