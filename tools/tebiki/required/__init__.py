"""``tebiki required``: what the manuals must say, and who has last looked whether they do."""
