"""The helper's own page, as people on phones meet it."""
