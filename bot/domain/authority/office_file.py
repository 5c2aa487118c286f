"""A document as a file that any office program opens, fills in and prints (Office Open XML, ECMA-376: .docx)."""

from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ENDING: Final = ".docx"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_LINKS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)
_FONT: Final = (
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="24"/></w:rPr>'
)


def as_file(text: str) -> bytes:
    """Return a text as a file: its paragraphs are divided by empty lines, the lines within them stay lines."""
    body = "".join(map(_paragraph, text.split("\n\n")))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _LINKS,
        "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>',
    }
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, xml in parts.items():
            entry = ZipInfo(name)  # of 1980: when it was made is nobody's business
            archive.writestr(entry, _HEAD + xml, ZIP_DEFLATED)
    return file.getvalue()


def _paragraph(lines: str) -> str:
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{_plain(line)}</w:t>' for line in lines.split("\n"))
    return f'<w:p><w:pPr><w:spacing w:after="160"/></w:pPr><w:r>{_FONT}{runs}</w:r></w:p>'


def _plain(line: str) -> str:
    """Escape what XML would read as its own, and leave out what it knows no sign for."""
    return escape("".join(sign for sign in line if sign.isprintable() or sign == "\u00a0"))
