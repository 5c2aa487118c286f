"""Makes a new voice message out of one that came in: the sound goes on, and no title, name, place or program.

A voice of Telegram is Opus in Ogg (RFC 7845): a page that says how it sounds, a packet with tags (who, where, with
which program, and pictures), then the sound. The sound is copied, all that stands around it is written anew.
"""

import zlib
from collections.abc import Iterator
from typing import Final, NamedTuple

MOST_BYTES_IN: Final = 20_000_000  # what Telegram lets a bot download
_PAGE: Final = b"OggS\x00"  # RFC 3533, section 6
_FIXED: Final = 27  # bytes of a page before its table of lengths
_HEAD: Final = 19  # bytes of an OpusHead for one or two channels (RFC 7845, section 5.1)
_NO_TAGS: Final = b"OpusTags" + bytes(8)  # no program, no comments (section 5.2)
_GOES_ON, _BEGINS, _ENDS = 1, 2, 4  # flags of a page: begins within a packet, is the first, is the last
_MIRRORED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class UnreadableVoice(ValueError):
    """The bytes are no voice message of a kind that may be passed on."""


class _Page(NamedTuple):
    """A page of a stream: its flags, where in time it ends, the lengths of its pieces, and these."""

    flags: int
    time: bytes
    stream: bytes
    lengths: bytes
    body: bytes


def untagged(data: bytes) -> bytes:
    """Return the voice without its tags, its number of the stream and all other streams; raise UnreadableVoice."""
    if len(data) > MOST_BYTES_IN:
        raise UnreadableVoice
    head, *rest = _pages(data)
    if not head.body.startswith(b"OpusHead") or len(head.body) != _HEAD:
        raise UnreadableVoice
    mine = [page for page in rest if page.stream == head.stream]
    sound = mine[_pages_of_tags(mine) :]
    if not sound:
        raise UnreadableVoice
    tags = _Page(0, bytes(8), head.stream, bytes([len(_NO_TAGS)]), _NO_TAGS)
    return b"".join(_written(page, number) for number, page in enumerate((head, tags, *sound)))


def _pages(data: bytes) -> Iterator[_Page]:
    """Read one page after the other; what stands behind the last one is left out."""
    place = 0
    while data[place : place + len(_PAGE)] == _PAGE and place + _FIXED <= len(data):
        lengths = data[place + _FIXED : place + _FIXED + data[place + _FIXED - 1]]
        body, ends = place + _FIXED + len(lengths), place + _FIXED + len(lengths) + sum(lengths)
        if ends > len(data):
            raise UnreadableVoice
        fixed = data[place:body]
        yield _Page(fixed[5], fixed[6:14], fixed[14:18], lengths, data[body:ends])
        place = ends
    if not place:
        raise UnreadableVoice


def _pages_of_tags(pages: list[_Page]) -> int:
    """Count the pages that the packet of tags fills: no sound begins on the last of them (section 3)."""
    if not pages or not pages[0].body.startswith(b"OpusTags"):
        raise UnreadableVoice
    for count, page in enumerate(pages, 1):
        if page.lengths and page.lengths[-1] < 255:
            return count
    raise UnreadableVoice


def _written(page: _Page, number: int) -> bytes:
    """Write a page of a stream that is called 1, with its sum."""
    flags = page.flags & (_GOES_ON | _ENDS) if number else _BEGINS
    before = _PAGE + bytes([flags]) + page.time + b"\x01\x00\x00\x00" + number.to_bytes(4, "little")
    after = bytes([len(page.lengths)]) + page.lengths + page.body
    return before + _sum(before + bytes(4) + after) + after


def _sum(page: bytes) -> bytes:
    """The CRC of Ogg, which is that of zlib mirrored, begun with noughts and not turned over."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return mirrored.to_bytes(4, "big").translate(_MIRRORED)
