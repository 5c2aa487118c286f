"""The emulated Viber, driven by viberbot's message classes over HTTP."""
