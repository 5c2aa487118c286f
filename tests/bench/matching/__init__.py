"""How good, how fast and how small the matcher is, against simpler rules and against OR-tools where it is installed."""
