"""Open data: what participation produced."""
