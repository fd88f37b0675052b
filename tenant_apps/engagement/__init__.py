"""Supports and follows."""
