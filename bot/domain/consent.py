"""Which text people agree to; whoever agreed to an older one is asked again."""

from typing import Final

# One more with every change of what is kept, who sees it, or how long (the entrance, /privacy).
VERSION: Final = 1
