"""What is kept: one table and its queries in one file; functions take a session, the unit of work."""
