"""The emulated Bot API, driven by aiogram's real Bot."""
