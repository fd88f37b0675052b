"""How a city's schema is reached, templated, provisioned and checked."""
