"""Makes a new picture out of one that came in: its pixels go on and nothing else, no EXIF, no place, no name."""

import io
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

LONG_SIDE: Final = 1600  # pixels
MOST_BYTES: Final = 1_000_000  # what Viber shows on an iPhone (channel contracts)
MOST_PIXELS: Final = 40_000_000
MOST_RATIO: Final = 20  # of the sides of a photo on Telegram (channel contracts)
MOST_BYTES_IN: Final = 20_000_000  # what Telegram lets a bot download
# A progressive JPEG has some ten; each costs the decoder a pass over all pixels, and the sender sixty bytes.
MOST_SCANS: Final = 64
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITIES: Final = (85, 75, 65, 50)
_JPEG, _SCAN, _END = b"\xff\xd8", 0xDA, 0xD9
_MARKER: Final = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")  # of those that are more than themselves


class UnreadablePicture(ValueError):
    """The bytes cannot be made into a picture that may be passed on."""


class NotAPicture(UnreadablePicture):
    """It is no picture of a kind that we read, or a broken one."""


class TooBig(UnreadablePicture):
    """It has more pixels or bytes than we open."""


def cleaned(data: bytes) -> bytes:
    """Return the picture as a JPEG without any metadata, at most 1600 pixels wide or high and 1 MB.

    Of an animation it is the first frame; what was transparent becomes white. Raises NotAPicture or TooBig,
    both before the pixels of a huge one are read (promise P2).
    """
    if len(data) > MOST_BYTES_IN or _has_too_many_scans(data):
        raise TooBig
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        return as_jpeg(_pixels(data))
    except UnreadablePicture:
        raise
    except (DecompressionBombError, DecompressionBombWarning):
        raise TooBig from None
    except Exception:  # a decoder may raise anything on hostile bytes, and quote them
        raise NotAPicture from None


def _has_too_many_scans(data: bytes) -> bool:
    """Whether the first image of a JPEG would be drawn over and over; what is beside it is skipped."""
    place, scans = len(_JPEG), 0
    while data.startswith(_JPEG) and (marker := _MARKER.search(data, place)) is not None:
        kind, place = data[marker.start() + 1], marker.end()
        scans += kind == _SCAN
        if kind == _END or scans > MOST_SCANS:
            break
        place += int.from_bytes(data[place : place + 2])
    return scans > MOST_SCANS


def _pixels(data: bytes) -> "Image":
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise TooBig
        picture.draft("RGB", (LONG_SIDE, LONG_SIDE))  # a JPEG is decoded at a fraction of its size
        small = picture if _shrinks_as_it_is(picture) else picture.convert("RGBA")
        small.thumbnail((LONG_SIDE, LONG_SIDE))  # first of all: a copy of 40 megapixels takes 160 MB
        upright = ImageOps.exif_transpose(small).convert("RGBA")
    blank = Image.new("RGB", _accepted(*upright.size), "white")  # a new picture knows nothing of the old one
    blank.paste(upright, mask=upright.getchannel("A"))
    return blank


def _shrinks_as_it_is(picture: "Image") -> bool:
    """Whether the colours can be mixed: not those of a palette, nor where one of them stands for "nothing"."""
    return picture.mode in ("RGB", "RGBA", "L", "CMYK") and "transparency" not in picture.info


def _accepted(width: int, height: int) -> tuple[int, int]:
    """Return the size with the short side lengthened until Telegram takes it."""
    return max(width, -(-height // MOST_RATIO)), max(height, -(-width // MOST_RATIO))


def as_jpeg(picture: "Image") -> bytes:
    """Return the picture as a JPEG of at most 1 MB, made smaller when it must be."""
    for quality in _QUALITIES:
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=quality, optimize=True)
        if written.tell() <= MOST_BYTES:
            return written.getvalue()
    return as_jpeg(picture.resize((picture.width * 3 // 4, picture.height * 3 // 4)))
