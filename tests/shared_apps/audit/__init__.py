"""Tests of shared_apps.audit."""
