"""Files of a content → models; every mistake is told with file, line or key."""
