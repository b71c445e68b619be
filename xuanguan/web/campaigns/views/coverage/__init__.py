"""Who has done what, who is missing, and where it is stuck: coverage, matrix, gaps, clauses, what waits."""
