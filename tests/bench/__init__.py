"""Load and crash: the real bot in a process of its own, between messengers that are nobody's, and people on phones."""
