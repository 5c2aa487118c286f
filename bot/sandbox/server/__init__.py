"""The sandbox's web page: static files, one event stream, and what a phone's owner can do."""

from bot.sandbox.server.app import page_app

__all__ = ["page_app"]
