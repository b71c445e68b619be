"""Pages of notices, a file per noun."""
