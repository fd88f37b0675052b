"""From a host name to a city."""
