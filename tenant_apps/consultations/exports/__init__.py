"""Files and data: answers for staff, published data, one person's answers."""
