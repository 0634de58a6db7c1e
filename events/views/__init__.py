"""What readers and participants ask for, by subject."""
