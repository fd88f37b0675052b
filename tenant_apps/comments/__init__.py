"""Discussion of contributions."""
