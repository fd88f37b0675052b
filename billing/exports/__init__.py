"""Files that billing gives out."""
