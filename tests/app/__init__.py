"""The whole bot between emulated messengers, over real HTTP."""
