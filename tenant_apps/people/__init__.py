"""People of a town: profiles, roles, registration lists."""
