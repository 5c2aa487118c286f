"""A picture goes on as pixels alone: of a corpus made here no field is left, and what is meant to choke us is refused.

The corpus: JPEG, PNG, WebP and GIF with every place where a camera or an app writes (EXIF with the place, the artist
and a thumbnail, XMP, IPTC, comments, profiles, private parts, a film behind the picture), alone and all together. Each
is sent into a talk, and what the other one's messenger gets is searched. Bombs and what has over 40 megapixels are
refused for less processor time than an ordinary photo takes. HEIC and AVIF are refused as no picture: no library here
reads HEIC.
"""

import io
import itertools
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PIL import Image, PngImagePlugin

from bot.domain.pictures import MOST_SCANS, NotAPicture, TooBig, UnreadablePicture, cleaned
from tests.domain.test_pictures import (
    HARMLESS_MARKERS,
    SECRET,
    XMP,
    exif,
    markers,
    photo,
    with_segment,
    written,
)
from tests.growth import seconds

Maker = Callable[[], bytes]
BYTES = SECRET.encode()
THUMBNAIL = written(photo(), "JPEG", comment=SECRET, exif=exif())
FILM = b"\x00\x00\x00\x18ftypmp42" + BYTES * 40  # of a live photo


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def part(name: bytes, data: bytes) -> bytes:
    """A part of a WebP."""
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def text(kind: str) -> PngImagePlugin.PngInfo:
    """A text of a PNG in one of its three kinds."""
    told = PngImagePlugin.PngInfo()
    match kind:
        case "tEXt":
            told.add_text("Author", SECRET)
        case "zTXt":
            told.add_text("Comment", SECRET, zip=True)
        case _:
            told.add_itxt("XML:com.adobe.xmp", SECRET, lang="uk", tkey=SECRET)
    return told


JPEG: dict[str, Callable[[bytes], bytes]] = {
    "exif": lambda plain: with_segment(plain, 0xE1, exif()),
    "thumbnail": lambda plain: with_segment(plain, 0xE1, b"Exif\0\0" + THUMBNAIL),
    "xmp": lambda plain: with_segment(plain, 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
    "more xmp": lambda plain: with_segment(plain, 0xE1, b"http://ns.adobe.com/xmp/extension/\0" + XMP),
    "iptc": lambda plain: with_segment(
        plain, 0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x40\x1c\x02\x50" + BYTES
    ),
    "comment": lambda plain: with_segment(plain, 0xFE, BYTES),
    "profile": lambda plain: with_segment(plain, 0xE2, b"ICC_PROFILE\0\x01\x01" + BYTES),
    "preview": lambda plain: with_segment(plain, 0xE2, b"FPXR\0" + THUMBNAIL),
    "content credentials": lambda plain: with_segment(plain, 0xEB, b"JP\0\0" + BYTES),
    "ducky": lambda plain: with_segment(plain, 0xEC, b"Ducky" + BYTES),
    "private": lambda plain: with_segment(plain, 0xEF, BYTES),
    "film": lambda plain: plain + FILM,
    "second picture": lambda plain: plain + THUMBNAIL,
}
PNG: dict[str, Callable[[bytes], bytes]] = {
    "private": lambda plain: plain[:33] + chunk(b"prIv", BYTES) + plain[33:],
    "time": lambda plain: plain[:33] + chunk(b"tIME", BYTES[:7]) + chunk(b"prIv", BYTES) + plain[33:],
    "exif": lambda plain: plain[:33] + chunk(b"eXIf", exif()[6:]) + plain[33:],
    "iptc": lambda plain: plain[:33] + chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(BYTES)) + plain[33:],
    "palette": lambda plain: plain[:33] + chunk(b"sPLT", BYTES + b"\0\x08") + plain[33:],
    "film": lambda plain: plain + FILM,
}  # fmt: skip
GIF: dict[str, Callable[[bytes], bytes]] = {
    "comment": lambda plain: plain[:-1] + b"\x21\xfe" + bytes([len(BYTES)]) + BYTES + b"\0;",
    "xmp": lambda plain: plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + bytes([len(BYTES)]) + BYTES + b"\0;",
    "words": lambda plain: plain[:-1] + b"\x21\x01\x0c" + b"\0" * 12 + bytes([len(BYTES)]) + BYTES + b"\0;",
    "film": lambda plain: plain + FILM,
}
WEBP = {
    "exif": lambda: written(photo(), "WEBP", exif=exif()),
    "xmp": lambda: written(photo(), "WEBP", xmp=XMP),
    "profile": lambda: written(photo(), "WEBP", icc_profile=BYTES),
    "animation": lambda: written(
        photo(), "WEBP", save_all=True, append_images=[photo()], exif=exif(), xmp=XMP
    ),
    "lossless": lambda: written(photo(mode="RGBA"), "WEBP", lossless=True, exif=exif(), xmp=XMP),
    "private": lambda: _riff(written(photo(), "WEBP", exif=exif()) + part(b"PRIV", BYTES)),
    "film": lambda: written(photo(), "WEBP") + FILM,
}


def _riff(webp: bytes) -> bytes:
    return webp[:4] + struct.pack("<I", len(webp) - 8) + webp[8:]


def corpus() -> Iterator[tuple[str, Maker]]:
    """Every picture by what it is and what is hidden in it."""
    plains: dict[str, Maker] = {
        "JPEG": lambda: written(photo(), "JPEG"),
        "progressive JPEG": lambda: written(photo(), "JPEG", progressive=True),
        "grey JPEG": lambda: written(photo(mode="L"), "JPEG"),
        "CMYK JPEG": lambda: written(photo(mode="CMYK"), "JPEG"),
    }
    for (kind, plain), (hidden, hide) in itertools.product(plains.items(), JPEG.items()):
        yield f"{kind}, {hidden}", lambda plain=plain, hide=hide: hide(plain())  # type: ignore[misc]
    both = {"save_all": True, "append_images": [photo()], "exif": exif(), "xmp": XMP}
    yield "JPEG, several pictures", lambda: written(photo(), "MPO", **both)
    for turned in range(1, 9):
        yield f"JPEG, turned {turned}", partial(written, photo(), "JPEG", exif=exif(turned), xmp=XMP)
    for mode, (hidden, hide) in itertools.product(("RGB", "RGBA", "P"), PNG.items()):
        yield f"PNG {mode}, {hidden}", lambda m=mode, hide=hide: hide(written(photo(mode=m), "PNG"))  # type: ignore[misc]
    for kind in ("tEXt", "zTXt", "iTXt"):
        yield f"PNG, {kind}", lambda kind=kind: written(photo(), "PNG", pnginfo=text(kind), exif=exif())  # type: ignore[misc]
    for hidden, hide in GIF.items():
        yield f"GIF, {hidden}", lambda hide=hide: hide(written(photo(mode="P"), "GIF"))  # type: ignore[misc]
    yield from ((f"WebP, {hidden}", make) for hidden, make in WEBP.items())


CORPUS = dict(corpus())


@pytest.mark.parametrize("what", CORPUS)
def test_nothing_but_pixels_is_left_of_a_picture(what: str) -> None:
    dirty = CORPUS[what]()
    clean = cleaned(dirty)
    assert BYTES in dirty or zlib.compress(BYTES)[2:-4] in dirty
    assert b"Petrenko" not in clean
    assert set(markers(clean)) <= HARMLESS_MARKERS
    assert clean.find(b"\xff\xd9") == len(clean) - 2
    with Image.open(io.BytesIO(clean)) as picture:
        assert (picture.format, picture.size in ((64, 48), (48, 64))) == ("JPEG", True)
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def jpeg_of(side: int) -> bytes:
    """A small JPEG that says it is large."""
    small = written(photo(), "JPEG")
    head = small.index(b"\xff\xc0") + 5
    return small[:head] + struct.pack(">HH", side, side) + small[head + 4 :]


def png_of(side: int, *more: bytes) -> bytes:
    """A small PNG that says it is large, with further parts."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", zlib.compress(bytes(1_000_000)))


def gif_of(side: int) -> bytes:
    """A small GIF that says it is large."""
    small = written(photo(mode="P"), "GIF")
    return small[:6] + struct.pack("<HH", side, side) + small[10:]


def webp_of(side: int) -> bytes:
    """A small WebP whose canvas is said to be large."""
    size = struct.pack("<I", side - 1)[:3]
    parts = part(b"VP8X", b"\x10\0\0\0" + size + size) + written(photo(), "WEBP")[12:]
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WEBP" + parts


def drawn_again(times: int) -> bytes:
    """A progressive JPEG of nearly 40 megapixels, whose last pass over all of them comes again and again."""
    whole = written(Image.new("L", (6_300, 6_300), "white"), "JPEG", progressive=True)
    return whole[:-2] + whole[whole.rindex(b"\xff\xda") : -2] * times + b"\xff\xd9"


ZEROS = zlib.compress(bytes(200_000_000), 9)  # 200 kB
BOMBS: dict[str, Maker] = {
    **{f"a JPEG of {side}²": lambda side=side: jpeg_of(side) for side in (6_325, 20_000, 65_000)},  # type: ignore[misc]
    **{f"a PNG of {side}²": lambda side=side: png_of(side) for side in (6_325, 60_000, 2**31 - 1)},  # type: ignore[misc]
    **{f"a GIF of {side}²": lambda side=side: gif_of(side) for side in (6_325, 65_535)},  # type: ignore[misc]
    **{f"a WebP of {side}²": lambda side=side: webp_of(side) for side in (6_325, 16_384)},  # type: ignore[misc]
    "a PNG with a text that grows": lambda: png_of(9_000, chunk(b"zTXt", b"Comment\0\0" + ZEROS)),
    "a PNG with a profile that grows": lambda: png_of(9_000, chunk(b"iCCP", b"icc\0\0" + ZEROS)),
    "a JPEG drawn 200,000 times": lambda: drawn_again(200_000),
    "20 megabytes of nothing": lambda: bytes(20_000_001),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_costs_less_than_an_ordinary_photo(what: str) -> None:
    bomb, ordinary = BOMBS[what](), written(photo((4_000, 3_000)), "JPEG")
    refusals = min(seconds(partial(refuse, bomb)) for _try in range(3))
    assert refusals < seconds(partial(cleaned, ordinary))


def refuse(bomb: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        cleaned(bomb)


@pytest.mark.parametrize("make", [jpeg_of, png_of, gif_of])
def test_over_40_megapixels_is_called_too_big(make: Callable[[int], bytes]) -> None:
    with pytest.raises(TooBig):
        cleaned(make(6_325))


def test_as_many_passes_as_a_camera_makes_are_drawn() -> None:
    assert cleaned(written(photo(), "JPEG", progressive=True) + drawn_again(MOST_SCANS * 2))
    assert cleaned(drawn_again(MOST_SCANS - 10))


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_what_no_library_here_reads_is_refused(brand: bytes) -> None:
    with pytest.raises(NotAPicture):
        cleaned(struct.pack(">I", 24) + b"ftyp" + brand + b"\0" * 8 + b"mif1" + BYTES)


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS) >= 60
