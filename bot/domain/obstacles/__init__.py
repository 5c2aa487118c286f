"""Obstacles: a help that exists on paper and stops at the counter; what is told of one, and how it stands."""
