"""A document as a file: its paragraphs and lines, whatever people wrote, and nothing about when it was made."""

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from bot.domain.authority.office_file import as_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(file: bytes) -> list[str]:
    """The paragraphs, with their lines."""
    with ZipFile(BytesIO(file)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    paragraphs = root.iter(f"{W}p")
    return ["\n".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in paragraphs]


def test_paragraphs_and_lines_stay_what_they_are() -> None:
    text = "Кому: ЦНАП\n\n1. Перше & друге?\n2. <b>«Третє»</b>\n\nДата: ____"
    assert "\n\n".join(opened(as_file(text))) == text


def test_signs_that_a_file_cannot_hold_are_left_out() -> None:
    assert opened(as_file("a\x00b\x0b\ud800c\ufffe😀")) == ["abc😀"]


def test_the_same_text_is_the_same_file() -> None:
    assert as_file("Кому") == as_file("Кому")
