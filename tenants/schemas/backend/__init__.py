"""The database backend: a search path per city, set only when it changes."""
