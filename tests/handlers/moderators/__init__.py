"""The moderators' private chat."""
