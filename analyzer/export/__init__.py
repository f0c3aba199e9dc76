"""Reports → what people and programs read."""
