"""Towns for the promises: both emulated messengers over HTTP, people with phones, and the real bot between them."""

from tests.app.conftest import alive, migrated, server, sqlite_url, town

__all__ = ["alive", "migrated", "server", "sqlite_url", "town"]
