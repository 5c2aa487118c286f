"""What Kolo promises, one file a promise."""
