"""The story end to end: on both databases, by polling and webhook, and by clicks on the sandbox's page."""
