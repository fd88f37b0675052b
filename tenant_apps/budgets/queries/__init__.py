"""Reads of budgets: the count, the ballot, participation."""
