"""What was published from a file made elsewhere: its text, recorded once, as the old side of a comparison."""
