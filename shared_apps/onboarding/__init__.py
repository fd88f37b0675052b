"""From a name in the official register to a running portal."""
