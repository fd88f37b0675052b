"""The idea box."""
