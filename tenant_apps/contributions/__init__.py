"""What residents publish."""
