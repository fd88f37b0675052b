"""Where operators work."""
