"""Every bad input, as one table: what comes, how, what the person or the caller gets; and nothing changes."""
