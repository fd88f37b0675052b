"""The mechanism of rules: who may do what, and why not."""
