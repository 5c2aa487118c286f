"""The sandbox: emulated messengers and a page with phones, so that the bot runs without any token."""
