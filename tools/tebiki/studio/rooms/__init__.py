"""A module a room: its addresses, what it reads, what it calls. Templates and words stand beside it."""
