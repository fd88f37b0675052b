"""Flags, decisions and their reasons."""
