"""The moderators' private chat: commands and buttons that work there and nowhere else."""
