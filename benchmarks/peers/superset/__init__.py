"""Apache Superset on PostgreSQL beside Xuanguan's own server, both asked over HTTP on the same records."""
