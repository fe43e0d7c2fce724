"""Real captures that a machine can make by itself: a browser of its own, on a screen of its own."""
