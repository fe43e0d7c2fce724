"""``tebiki environments``: which environments of earlier releases this user has, and removing them."""
