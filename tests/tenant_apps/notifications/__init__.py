"""Tests of tenant_apps.notifications."""
