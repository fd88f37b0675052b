"""Factories of test data, one file an app."""
