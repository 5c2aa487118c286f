"""Commands are called in Ukrainian and Russian too, and what is shown can be typed."""

from collections import defaultdict
from string import ascii_letters

import pytest

from bot.i18n import LANGUAGES, translate
from handlers.moderators import called
from handlers.moderators.help import usage
from handlers.moderators.registry import COMMANDS
from tests.chat import Chat, Phone
from tests.handlers.moderators import stand

SAID = [
    (language, one, name.en)
    for name in called.NAMES
    for language, said in (("uk", name.uk), ("ru", name.ru))
    for one in said.split("|")
]

STRANGE = {"uk": "ыэёъ" + ascii_letters, "ru": "іїєґ’" + ascii_letters}  # letters of other languages


def test_every_command_has_a_name_in_each_language() -> None:
    assert sorted(name.en for name in called.NAMES) == sorted(COMMANDS)


def test_a_name_is_one_short_word_of_its_language_and_means_one_command() -> None:
    meant = defaultdict[str, set[str]](set)
    for language, one, command in SAID:
        letters = one.replace("’", "")
        assert letters.isalpha(), one
        assert letters.islower(), one
        assert len(one) <= 14, one
        assert not set(STRANGE[language]) & set(one), one
        meant[called.plain(one)].add(command)
    assert all(len(commands) == 1 for commands in meant.values()), meant
    assert not meant.keys() & COMMANDS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_begins_with_the_name_in_the_language_of_the_chat(language: str) -> None:
    spoken = next(one for one in LANGUAGES if one == language)
    for name, command in COMMANDS.items():
        shown = translate(usage(command), spoken)
        first = shown.split()[0].removeprefix("/")
        assert called.meant(first) == name
        assert f"/{name}" in shown
        assert (first == name) == (spoken == "en")


@pytest.mark.parametrize("typed", ["/заявки", "/ЗАПИТИ", "/запросы", "/Заявки@KoloBot", "/requests"])
async def test_a_list_is_called_for_in_any_language(chat: Chat, desk: Phone, typed: str) -> None:
    chat.database.links.telegram = "@KoloBot"
    await stand.request(chat, chat.person(), stand.asking(region="UA-65", urgency="now"))
    told = (await desk.says(f"{typed} Херсон терміново")).text
    assert told.startswith("1 request")
    assert "Kherson" in told


@pytest.mark.parametrize("typed", ["/об’єднати", "/Об'єднати", "/обʼєднати", "/обєднати", "/объединить"])
async def test_apostrophes_and_capitals_make_no_difference(chat: Chat, desk: Phone, typed: str) -> None:
    assert "/merge 17 12" in (await desk.says(typed)).text


async def test_what_is_written_wrongly_is_explained_in_the_language_of_the_chat(
    chat: Chat, desk: Phone
) -> None:
    await desk.says("/мова uk")
    assert "/запит 17 (/request)\nКартка запиту" in (await desk.says("/запит багато")).text
    assert "/запити херсон терміново (/requests)" in (await desk.says("/запити нісенітниця")).text
    await desk.says("/довідка заявки")
    assert desk.screen.text.startswith("/запити херсон терміново (/requests)")
    assert "/queue черга · /requests запити" in (await desk.says("/допомога")).text


async def test_a_name_of_another_bot_is_left_alone(chat: Chat, desk: Phone) -> None:
    chat.database.links.telegram = "@KoloBot"
    shown = len(desk.messages)
    await desk.says("/черга@OtherBot")
    assert len(desk.messages) == shown


async def test_commands_of_people_are_not_for_this_chat_in_any_language(chat: Chat, desk: Phone) -> None:
    for typed in ("/mydata", "/меню", "/мої_дані"):
        assert (await desk.says(typed)).text.startswith("This command is for everyone’s own chat"), typed


async def test_an_act_by_its_ukrainian_name_stands_in_the_audit_as_any_other(chat: Chat, desk: Phone) -> None:
    await stand.volunteer(chat, chat.person())
    await desk.says("/схвалити 1")
    assert "approve helper 1" in await stand.acts(chat)
