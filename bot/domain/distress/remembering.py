"""What is found out about a word is remembered, for people use the same words again and again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar, TypeVarTuple

LONG: Final = 48  # letters: nobody means longer words, and remembering those would fill the memory

More = TypeVarTuple("More")
Answer = TypeVar("Answer")


def remembered(
    words: int,
) -> Callable[[Callable[[str, *More], Answer]], Callable[[str, *More], Answer]]:
    """Let a function of a word remember its answers for so many of the words that came last."""

    def decorate(find_out: Callable[[str, *More], Answer]) -> Callable[[str, *More], Answer]:
        remembering = lru_cache(maxsize=words)(find_out)

        @wraps(find_out)
        def answer(word: str, *more: *More) -> Answer:
            return remembering(word, *more) if len(word) <= LONG else find_out(word, *more)

        return answer

    return decorate
