"""Sealed values open with their key in their place and nowhere else; old formats stay readable."""

import base64
import json

import pytest
from hypothesis import given, strategies as st

from bot.data_keys import BadKey, new_key, read_key
from storage.crypto import KEY_ID, NONCE, STEP, CannotOpen, Vault

KEY, OTHER_KEY = bytes(range(32)), bytes(range(32, 64))
PLACE = "persons.profile:17"
HEAD = 1 + KEY_ID + NONCE
# Made by version 1 on 2026-11-21, with the key of the bytes 0 to 31. Values like it lie in databases.
SEALED_BY_VERSION_1 = bytes.fromhex(
    "014f4c9d600fab8048db4a1924faa85b72383b5804235441cfb1b06cc71a78ae39e2ca11ba9db950a924b9a9a2644ad5c351"
    "0753177bbe4c6930df9ace8736f32c31f8c725fb103c68b53c88d2c80c2005a662b0d7fafe549f7258d5ad43c6af83ca2bb1"
    "92ee229d60f6880251a75cc6b5151346b117e3b58406d4d09798bab9b3181a73db6e782eb66dbf4c5c277e688ddfd2a4b568"
    "a04b9d719f57885c97843c06ff5265b6c20ca512f8aaa97cb4c0ab9262045f2fcf2d7fef1cd3d500edcec31133994c666ba6"
    "28e6044db251d447fb5b79a3c093c2abb8d05fc4dce179ae6760eaaefe006537525dc21790a1186d646fda73c0280abc489b"
    "6c1ca83855c9aee6dc606db7bb1f17ccc6cbdab12488f94600bfa6610ca99e0ac6e0931b5f3fea"
)
INDEX_OF_VERSION_1 = "ae29e31093ee86a36c845c7ebf84e4dd"


def vault(*keys: bytes) -> Vault:
    return Vault(keys or (KEY,), index_key=b"i" * 32)


def test_what_version_1_sealed_still_opens() -> None:
    assert vault().open(SEALED_BY_VERSION_1, PLACE) == "Олена, Тбілісі"


def test_the_index_finds_what_it_found_before() -> None:
    assert vault().index("telegram", "1001").hex() == INDEX_OF_VERSION_1


def test_the_index_tells_parts_apart_and_depends_on_its_key() -> None:
    assert vault().index("ab", "c") != vault().index("a", "bc")
    assert vault().index("a") != vault().with_index(b"j" * 32).index("a")


@given(st.text() | st.text(st.characters(categories=["Cs", "Ll"])))
def test_any_words_come_back_as_they_were(words: str) -> None:
    assert vault().open(vault().seal(words, PLACE), PLACE) == words


def test_json_comes_back_as_it_was() -> None:
    value = {"a": [1, None, "ї"], "b": {"c": True}}
    assert vault().open_json(vault().seal_json(value, PLACE), PLACE) == value


def test_the_same_words_are_never_sealed_the_same_way_twice() -> None:
    assert len({vault().seal("так", PLACE) for _again in range(100)}) == 100


@pytest.mark.parametrize("length", [0, 1, STEP - 5, STEP - 4, STEP - 3, STEP, 4096, 70_000])
def test_sizes_grow_in_steps_and_tell_little(length: int) -> None:
    inside = len(vault().seal("a" * length, PLACE)) - HEAD - 16
    assert inside % STEP == 0
    assert 4 + length <= inside < 4 + length + STEP


def test_yes_and_no_have_the_same_size() -> None:
    assert len({len(vault().seal(words, PLACE)) for words in ("", "так", "ні", "a" * (STEP - 4))}) == 1


def test_a_value_of_another_row_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        vault().open(vault().seal("тільки тут", PLACE), "persons.profile:18")


def test_a_value_of_another_column_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        vault().open(vault().seal("тільки тут", PLACE), "persons.conversation:17")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(CannotOpen):
        vault(OTHER_KEY).open(vault().seal("тільки тут", PLACE), PLACE)


def test_a_foreign_key_under_our_key_id_does_not_open_it() -> None:
    ours, theirs = vault().seal("x", PLACE), vault(OTHER_KEY).seal("x", PLACE)
    with pytest.raises(CannotOpen):
        vault().open(ours[: 1 + KEY_ID] + theirs[1 + KEY_ID :], PLACE)


@pytest.mark.parametrize("kept", [0, 1, KEY_ID, HEAD - 1, HEAD, HEAD + 15, HEAD + 16, -1])
def test_a_cut_value_does_not_open(kept: int) -> None:
    with pytest.raises(CannotOpen):
        vault().open(vault().seal("тільки ціле", PLACE)[:kept], PLACE)


def test_not_one_changed_bit_goes_unnoticed() -> None:
    sealed = vault().seal("тільки ціле", PLACE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            vault().open(bytes(changed), PLACE)


def test_an_unknown_version_does_not_open() -> None:
    with pytest.raises(CannotOpen, match="version 02"):
        vault().open(b"\x02" + vault().seal("з майбутнього", PLACE)[1:], PLACE)


def test_the_error_names_the_key_and_never_the_words() -> None:
    secret = "канарка-7451"
    sealed = vault(OTHER_KEY).seal(secret, PLACE)
    with pytest.raises(CannotOpen) as caught:
        vault().open(sealed, PLACE)
    said = f"{caught.value!r}{caught.value.__cause__!r}"
    assert sealed[1 : 1 + KEY_ID].hex() in said
    assert secret not in said
    assert KEY.hex() not in said


def test_after_rotation_the_new_key_seals_and_the_old_one_still_opens() -> None:
    before = vault(KEY).seal("давнє", PLACE)
    rotated = vault(OTHER_KEY, KEY)
    assert rotated.open(before, PLACE) == "давнє"
    assert vault(OTHER_KEY).open(rotated.seal("нове", PLACE), PLACE) == "нове"


def test_a_new_key_can_be_read_with_and_without_its_padding() -> None:
    key = new_key()
    assert len(read_key(key)) == 32
    assert read_key(key) == read_key(key.rstrip("=")) == read_key(f" {key}\n")
    assert read_key(base64.b64encode(b"\xff" * 32).decode()) == b"\xff" * 32


TWO_KEYS = "A" * 43 + "=" + "B" * 43 + "="


@pytest.mark.parametrize("text", ["", "short", "ключ", "A" * 42, "A" * 45, "A" * 42 + "!A", TWO_KEYS])
def test_what_is_no_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(BadKey) as caught:
        read_key(text)
    assert not text or text not in json.dumps(str(caught.value), ensure_ascii=False)
