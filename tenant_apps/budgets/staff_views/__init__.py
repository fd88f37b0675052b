"""The back office of budgets: set-up and review, then the vote."""
