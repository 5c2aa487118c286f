"""The messengers: one messenger, one file."""
