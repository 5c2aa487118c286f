"""A week as 28 bits: bit `day * 4 + block`, Monday is day 0, the blocks begin at 0, 6, 12 and 18 o'clock."""

from typing import Final

BLOCK: Final = 6  # hours
BLOCKS: Final = 28
WHOLE_WEEK: Final = (1 << BLOCKS) - 1
