"""The web pages: Sphinx's html builder with a theme and a translator of our own."""
