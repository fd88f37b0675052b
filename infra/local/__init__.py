"""What `./dev` runs on one machine: embedded PostgreSQL and Redis, the demo, the checks."""
