"""Reads with more than one caller: what people answered, and what it adds up to."""
