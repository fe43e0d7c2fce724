"""One zip for an office PC with Windows, and the papers to ask leave for it with (``make office``)."""
