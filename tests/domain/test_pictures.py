"""Pictures lose everything but their pixels; huge and false ones are refused at once (promise P2)."""

import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, PngImagePlugin

from bot.domain.pictures import MOST_BYTES, NotAPicture, TooBig, UnreadablePicture, cleaned

SECRET = "Petrenko-Kyiv-50.4501"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()
HARMLESS_MARKERS = {0xC0, 0xC2, 0xC4, 0xDB, 0xDD, 0xE0}  # size, tables, restart, JFIF


def photo(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def written(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> bytes:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = tags[0x013B] = SECRET  # description, artist
    tags.get_ifd(0x8769)[0x9286] = SECRET  # the user's comment
    tags.get_ifd(0x8825)[0x001D] = SECRET  # GPS
    return tags.tobytes()


def with_segment(jpeg: bytes, marker: int, payload: bytes) -> bytes:
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload + jpeg[2:]


def jpeg_with_everything() -> bytes:
    data = written(photo(), "JPEG", exif=exif(), xmp=XMP, comment=SECRET, icc_profile=SECRET.encode())
    data = with_segment(data, 0xED, b"Photoshop 3.0\0" + SECRET.encode())  # IPTC
    data = with_segment(data, 0xE1, b"Exif\0\0" + written(photo(), "JPEG", comment=SECRET))  # a thumbnail
    return data + b"ftypmp42" + SECRET.encode()  # the film of a live photo


def png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", SECRET)
    return written(photo(mode="RGBA"), "PNG", pnginfo=texts, exif=exif())


CORPUS: dict[str, Callable[[], bytes]] = {
    "jpeg": jpeg_with_everything,
    "png": png_with_texts,
    "webp": lambda: written(photo(), "WEBP", exif=exif(), xmp=XMP, icc_profile=SECRET.encode()),
    "gif": lambda: written(photo(mode="P"), "GIF", comment=SECRET.encode()),
    "animation": lambda: written(
        photo(), "GIF", save_all=True, append_images=[photo()], comment=SECRET.encode()
    ),
}


def markers(jpeg: bytes) -> Iterator[int]:
    place = 2
    while jpeg[place + 1] != 0xDA:
        yield jpeg[place + 1]
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4])


@pytest.mark.parametrize("kind", CORPUS)
def test_no_metadata_is_left_in_the_bytes(kind: str) -> None:
    dirty = CORPUS[kind]()
    clean = cleaned(dirty)
    assert b"Petrenko" in dirty
    assert b"Petrenko" not in clean
    assert set(markers(clean)) <= HARMLESS_MARKERS
    assert clean.endswith(b"\xff\xd9")
    with Image.open(io.BytesIO(clean)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_pixels_stay() -> None:
    with Image.open(io.BytesIO(cleaned(CORPUS["jpeg"]()))) as picture:
        assert picture.size == (64, 48)
        assert picture.getpixel((32, 2)) < picture.getpixel((32, 45))  # type: ignore[operator]


def test_a_photo_that_lies_on_its_side_is_turned_upright() -> None:
    with Image.open(
        io.BytesIO(cleaned(written(photo((64, 48)), "JPEG", exif=exif(orientation=6))))
    ) as picture:
        assert picture.size == (48, 64)


def test_what_was_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (10, 10), (200, 0, 0, 0))
    with Image.open(io.BytesIO(cleaned(written(clear, "PNG")))) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_read(mode: str) -> None:
    picture = Image.new(mode, (20, 10))
    with Image.open(io.BytesIO(cleaned(written(picture, "PNG")))) as clean:
        assert clean.size == (20, 10)


def test_cmyk_of_a_scanner_is_read() -> None:
    with Image.open(io.BytesIO(cleaned(written(photo(mode="CMYK"), "JPEG")))) as clean:
        assert clean.mode == "RGB"


def test_a_large_photo_becomes_at_most_1600_pixels_long() -> None:
    with Image.open(io.BytesIO(cleaned(written(photo((3000, 2000)), "JPEG")))) as picture:
        assert picture.size == (1600, 1067)


def test_the_noisiest_photo_stays_below_a_megabyte() -> None:
    noise = Image.frombytes("RGB", (1600, 1600), random.Random(1).randbytes(1600 * 1600 * 3))
    assert len(cleaned(written(noise, "PNG", compress_level=1))) <= MOST_BYTES


@pytest.mark.parametrize("side", [6_400, 10_000, 60_000])
def test_a_bomb_is_refused_before_it_is_opened(side: int) -> None:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    with pytest.raises(
        TooBig
    ):  # and no NotAPicture, as whoever opens it finds that most of its pixels are missing
        cleaned(bomb)


def test_a_file_of_more_than_20_megabytes_is_not_even_looked_at() -> None:
    with pytest.raises(TooBig):
        cleaned(bytes(20_000_001))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"%PDF-1.7",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff\xe0",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        cleaned(data)


@pytest.mark.parametrize("kind", CORPUS)
def test_a_broken_picture_is_refused_or_read_and_nothing_else_happens(kind: str) -> None:
    whole, chance = CORPUS[kind](), random.Random(2)
    for _ in range(30):
        broken = bytearray(whole[: chance.randrange(len(whole))])
        for _ in range(3):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert b"Petrenko" not in outcome(bytes(broken))


def test_the_reason_of_a_refusal_says_nothing_about_the_bytes() -> None:
    with pytest.raises(NotAPicture) as refused:
        cleaned(SECRET.encode())
    assert str(refused.value) == ""
    assert refused.value.__suppress_context__


def test_a_strip_is_padded_until_telegram_takes_it() -> None:
    with Image.open(io.BytesIO(cleaned(written(photo((1000, 2)), "PNG")))) as picture:
        assert picture.size == (1000, 50)


def outcome(data: bytes) -> bytes:
    try:
        return cleaned(data)
    except UnreadablePicture:
        return b""


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_the_largest_picture_takes_a_quarter_of_a_small_machine() -> None:
    program = (
        "import sys; from bot.domain.pictures import cleaned; cleaned(sys.stdin.buffer.read());"
        "status = open('/proc/self/status').read();"
        "print(status.partition('VmHWM:')[2].split()[0])"  # ru_maxrss would count the tests' own memory
    )
    bomb = written(Image.new("RGB", (6300, 6300)), "PNG")
    done = subprocess.run([sys.executable, "-c", program], input=bomb, capture_output=True, check=True)
    assert int(done.stdout) < 260_000  # kilobytes


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "I;16", "1"])
def test_a_large_picture_of_any_kind_of_colours_is_made_small(mode: str) -> None:
    small = Image.open(io.BytesIO(cleaned(written(Image.new(mode, (3000, 2000)), "PNG"))))
    assert (small.size, small.mode) == ((1600, 1067), "RGB")
