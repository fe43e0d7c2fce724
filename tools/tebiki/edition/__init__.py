"""``tebiki edition``: the yearly work, from a new certificate to a draft that people confirm."""
