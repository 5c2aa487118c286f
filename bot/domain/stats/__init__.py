"""The numbers of a circle: what was asked in a time and what became of it, counted so that nobody is lost or shown."""
