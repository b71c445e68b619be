"""Pages of policies: reading them, and bringing them in."""
