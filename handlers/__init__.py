"""What people can do: one flow, one file; the moderators' commands lie in `moderators/`."""
