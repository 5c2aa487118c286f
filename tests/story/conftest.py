"""The browser that the page of the sandbox is tested in."""

from tests.sandbox.conftest import chromium

__all__ = ["chromium"]
