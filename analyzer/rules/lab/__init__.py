"""Rules on labels and numbering."""
