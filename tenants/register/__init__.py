"""The official register of territories."""
