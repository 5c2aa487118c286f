"""Rules without any input or output: what Kolo knows about needs, places, people's time and safety."""
