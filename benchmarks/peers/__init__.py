"""Xuanguan beside what others use for the same: PostgreSQL with analytics tables, and Apache Superset on it. Losses are printed too."""
