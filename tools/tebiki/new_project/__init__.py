"""``tebiki init``: a project for another city, school or hospital, which builds and checks at once."""
