"""Which text people agree to (handlers/start.py says it): the version stands beside each consent."""

from typing import Final

# One more with every change of what is kept, who sees it, or how long (the entrance, /privacy).
VERSION: Final = 5
