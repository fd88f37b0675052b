"""Tests of shared_apps.accounts."""
