"""Rules on figures and their arithmetic."""
