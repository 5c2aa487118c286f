"""A voice goes on as sound alone: tags, other streams and the number of its stream are gone, the sound is the same."""

import pytest

from bot.domain.voices import UnreadableVoice, untagged
from bot.sandbox.telegram_api.others import TINY_OGG

TAGS = b"CANARY and much more" * 9_000  # as a picture of the cover


def pages(data: bytes) -> list[bytes]:
    """The pages of a file in Ogg."""
    found, place = list[bytes](), 0
    while place < len(data):
        count = data[place + 26]
        end = place + 27 + count + sum(data[place + 27 : place + 27 + count])
        found.append(data[place:end])
        place = end
    return found


def body(page: bytes) -> bytes:
    return page[27 + page[26] :]


def checksum(page: bytes) -> bytes:
    """The sum of a page, bit by bit as RFC 3533 tells it."""
    register = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        register ^= byte << 24
        for _bit in range(8):
            register = (register << 1 ^ (0x04C11DB7 if register >> 31 else 0)) & 0xFFFFFFFF
    return register.to_bytes(4, "little")


def a_page(packet: bytes, stream: bytes) -> bytes:
    """A page with a packet, or with 255 pieces of one that goes on."""
    lengths = bytes([255] * (len(packet) // 255))
    lengths += b"" if len(lengths) == 255 else bytes([len(packet) % 255])
    return b"OggS\x00\x00" + bytes(8) + stream + bytes(8) + bytes([len(lengths)]) + lengths + packet


def with_tags(tags: bytes) -> bytes:
    """The small voice with these tags, on as many pages as they need."""
    head, _tags, sound = pages(TINY_OGG)
    packet = b"OpusTags" + tags
    parts = [packet[start : start + 255 * 255] for start in range(0, len(packet), 255 * 255)]
    return b"".join([head, *(a_page(part, head[14:18]) for part in parts), sound])


@pytest.mark.parametrize("data", [TINY_OGG, with_tags(TAGS), with_tags(TAGS[:510]), with_tags(b"")])
def test_the_sound_goes_on_and_nothing_else(data: bytes) -> None:
    made = pages(untagged(data))
    head, tags, sound = (body(page) for page in made)
    assert head == body(pages(TINY_OGG)[0])
    assert tags == b"OpusTags" + bytes(8)
    assert sound == body(pages(TINY_OGG)[-1])
    assert b"CANARY" not in b"".join(made)
    assert [page[5] for page in made] == [2, 0, 4]
    assert [page[14:22] for page in made] == [bytes([1, 0, 0, 0, number, 0, 0, 0]) for number in range(3)]
    assert [page[22:26] for page in made] == [checksum(page) for page in made]


def test_the_sum_is_that_of_a_true_file() -> None:
    assert [page[22:26] for page in pages(TINY_OGG)] == [checksum(page) for page in pages(TINY_OGG)]


def test_another_stream_and_what_stands_behind_are_left_out() -> None:
    other = a_page(b"CANARY of another stream", b"else")
    head, *rest = pages(TINY_OGG)
    assert untagged(b"".join([head, other, *rest, other, b"CANARY"])) == untagged(TINY_OGG)


@pytest.mark.parametrize(
    "data",
    [
        *(
            b"",
            b"OggS",
            b"ID3\x04 CANARY",
            b"RIFF CANARY",
            b"OggS\x00\x02" + bytes(64),
            TINY_OGG[:46],
            TINY_OGG[:200],
        ),
        *(TINY_OGG.replace(b"OpusHead", b"\x01vorbis"), TINY_OGG.replace(b"OpusTags", b"TagsOpus")),
        b"".join(pages(TINY_OGG)[:2]),
        b"".join(pages(TINY_OGG)[:1]),
        TINY_OGG + bytes(20_000_000),
    ],
    ids=range(12),
)
def test_what_is_no_voice_of_a_messenger_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableVoice):
        untagged(data)


def test_no_bytes_do_anything_but_be_refused_or_read() -> None:
    for place in range(len(TINY_OGG)):
        for byte in (0, 1, 255):
            broken = TINY_OGG[:place] + bytes([byte]) + TINY_OGG[place + 1 :]
            try:
                assert b"artist" not in untagged(broken)
            except UnreadableVoice:
                continue
