"""The control plane and what both sides share."""
