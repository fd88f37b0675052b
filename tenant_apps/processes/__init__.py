"""Participation processes and their phases."""
