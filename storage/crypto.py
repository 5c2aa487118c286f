"""What people wrote is sealed with AES-256-GCM, bound to its place; addresses are found by a keyed hash."""

import hashlib
import hmac
import json
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM
KEY_ID = 4
HEAD = 1 + KEY_ID  # bytes before the nonce: version, key id
STEP = 256  # bytes: sizes of sealed values are rounded up, so that they tell little


class CannotOpen(Exception):
    """A sealed value does not open: wrong key, another row's value, or a damaged one. Names the key id only."""


class Vault:
    """Seals and opens with several keys at once: the first seals, all open (rotation)."""

    def __init__(self, keys: tuple[bytes, ...], index_key: bytes = b"") -> None:
        """Take data keys of 32 bytes, newest first, and the key of the blind index (see `storage/keys.py`)."""
        self._ciphers = {_key_id(key): AESGCM(key) for key in keys}
        self._newest = _key_id(keys[0])
        self._index_key = index_key

    def with_index(self, index_key: bytes) -> "Vault":
        """Return the same vault with the key of the blind index."""
        vault = object.__new__(Vault)
        vault._ciphers, vault._newest, vault._index_key = self._ciphers, self._newest, index_key
        return vault

    @property
    def head(self) -> bytes:
        """What every value begins with that the newest key sealed."""
        return bytes([VERSION]) + self._newest

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the data keys, newest first; they tell nothing of the keys."""
        return tuple(id.hex() for id in self._ciphers)

    def seal(self, value: str, place: str) -> bytes:
        """Seal a text for `place` ("table.column:row id"): version, key id, nonce, ciphertext."""
        return self.seal_bytes(value.encode("utf-8", "surrogatepass"), place)

    def open(self, sealed: bytes, place: str) -> str:
        """Return the text sealed for `place`; raise CannotOpen."""
        return self.open_bytes(sealed, place).decode("utf-8", "surrogatepass")

    def seal_json(self, value: Any, place: str) -> bytes:
        """Seal anything that JSON can say."""
        said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return self.seal_bytes(said.encode("utf-8", "surrogatepass"), place)

    def open_json(self, sealed: bytes, place: str) -> Any:
        """Return what `seal_json` sealed; raise CannotOpen."""
        return json.loads(self.open_bytes(sealed, place))

    def seal_bytes(self, value: bytes, place: str) -> bytes:
        """Seal bytes, padded to a multiple of STEP."""
        nonce = os.urandom(NONCE)
        size = len(value).to_bytes(4, "big")
        padded = size + value + bytes(-(len(value) + 4) % STEP)
        head = self.head
        return head + nonce + self._ciphers[self._newest].encrypt(nonce, padded, head + place.encode())

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """Return what `seal_bytes` sealed; raise CannotOpen."""
        head, nonce = sealed[:HEAD], sealed[HEAD : HEAD + NONCE]
        cipher = self._ciphers.get(head[1:])
        if head[:1] != bytes([VERSION]) or cipher is None:
            raise CannotOpen(f"no key with id {head[1:].hex()} for version {head[:1].hex()}")
        try:
            padded = cipher.decrypt(nonce, sealed[HEAD + NONCE :], head + place.encode())
        except (InvalidTag, ValueError):
            raise CannotOpen(f"damaged, or not this row's value (key id {head[1:].hex()})") from None
        return padded[4 : 4 + int.from_bytes(padded[:4], "big")]

    def index(self, *parts: str) -> bytes:
        """Return the keyed hash (16 bytes) by which a value is found without being stored."""
        return hmac.digest(self._index_key, "\x1f".join(parts).encode("utf-8", "surrogatepass"), "sha256")[
            :16
        ]


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"kolo key id" + key).digest()[:KEY_ID]
