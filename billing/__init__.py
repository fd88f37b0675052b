"""Subscriptions, invoices and the finance dashboard."""
