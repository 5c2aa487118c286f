"""Files at the emulated Telegram, and the links to them, which live one hour."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.telegram_api.errors import NO_FILE, BadRequest, Json

LARGEST_DOWNLOAD = 20 * 1024 * 1024
LINK_LIVES = timedelta(hours=1)


@dataclass
class File:
    """A file; `size` and the id pair as `getFile` tells them."""

    id: str
    unique_id: str
    data: bytes
    content_type: str
    name: str
    width: int = 0
    height: int = 0

    def short(self) -> Json:
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}

    def photo_size(self) -> Json:
        return {**self.short(), "width": self.width, "height": self.height}


@dataclass
class Photo:
    """A picture in its sizes, smallest first, and its path for the page."""

    sizes: list[File]
    path: str

    def body(self) -> list[Json]:
        return [size.photo_size() for size in self.sizes]


class Files:
    """All files by id, and the links that were given out."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._photos: dict[str, Photo] = {}
        self._links: dict[str, tuple[str, datetime]] = {}

    def add(self, data: bytes, content_type: str, name: str, width: int = 0, height: int = 0) -> File:
        file = File(
            secrets.token_urlsafe(48), secrets.token_urlsafe(12), data, content_type, name, width, height
        )
        self._files[file.id] = file
        return file

    def get(self, file_id: str) -> File:
        """The file of that id; BadRequest in the API's words if there is none."""
        if file_id not in self._files:
            raise BadRequest(NO_FILE)
        return self._files[file_id]

    def all(self) -> list[File]:
        """Every file, the oldest first."""
        return list(self._files.values())

    def photo(self, file_id: str) -> Photo:
        """The picture one of whose sizes has this id."""
        self.get(file_id)
        if file_id not in self._photos:
            raise BadRequest("type of file mismatch")
        return self._photos[file_id]

    def remember(self, photo: Photo) -> Photo:
        self._photos.update({size.id: photo for size in photo.sizes})
        return photo

    def link(self, file_id: str, now: datetime) -> Json:
        """What `getFile` answers; the path lives an hour of the clock."""
        file = self.get(file_id)
        if len(file.data) > LARGEST_DOWNLOAD:
            raise BadRequest("file is too big")
        path = f"files/{file.unique_id}/{file.name}"
        self._links[path] = (file_id, now + LINK_LIVES)
        return {**file.short(), "file_path": path}

    def download(self, path: str, now: datetime) -> File | None:
        """The file behind a path, while the path lives."""
        file_id, until = self._links.get(path, ("", now))
        return self._files[file_id] if now < until else None
