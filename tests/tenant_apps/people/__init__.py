"""Tests of tenant_apps.people."""
