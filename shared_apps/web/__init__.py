"""Guards, error pages, page cache and small helpers of views."""
