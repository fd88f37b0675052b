"""A city's brand."""
