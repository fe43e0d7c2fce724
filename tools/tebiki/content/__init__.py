"""What is true of an edition, a screen, a label: pure data that imports nothing of ours."""
