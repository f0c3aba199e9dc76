"""Many files → a store of results."""
