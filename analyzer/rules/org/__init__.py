"""Rules on the body that reports."""
