"""What happens by itself: one job, one file; each asks the database what is due, and does it item by item."""
