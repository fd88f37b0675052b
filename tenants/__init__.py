"""The control plane's cities: who they are, how a host leads to one, how its schema lives."""
