"""Rules on wording, names, titles and characters."""
