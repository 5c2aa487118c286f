"""The matcher: rules, points, the best whole, its proof, and what follows from one event."""
