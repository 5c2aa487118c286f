"""The messengers: what comes in, what goes out, what an error means."""
