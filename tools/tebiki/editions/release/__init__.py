"""``tebiki release``: an approved edition made for the website, recorded, and proven again later."""
