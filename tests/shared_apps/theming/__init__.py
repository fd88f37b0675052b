"""Tests of a town's brand."""
