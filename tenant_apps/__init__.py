"""What lives in one city's schema."""
