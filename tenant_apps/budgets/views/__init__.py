"""Residents' pages: budgets and projects, the ballot, the results."""
