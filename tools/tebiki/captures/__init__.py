"""What staff do with captures of real screens: see what there is, add one, check it."""
