"""What is known, and which of it is like a story: by words in any language, and by what was pressed."""

from bot.domain.obstacles.facts import Facts, Story
from bot.domain.obstacles.known import Known

UKRAINIAN = Story(
    Facts("UA-21", "translator", "translation", "money"),
    words="за переклад довідки про звільнення вимагають гроші",
)
RUSSIAN = Story(words="за перевод справки об освобождении требуют деньги")
QUEUE = Story(Facts("UA-63", "pension", "payment", "queue"), words="черга до пенсійного на кілька тижнів")


def knowing(*stories: Story) -> Known:
    """These stories, each of an obstacle of its own: 100, 101 and so on."""
    index = Known()
    for number, story in enumerate(stories):
        index.learn(number, 100 + number, story)
    return index


def test_the_same_in_another_language_comes_first() -> None:
    assert knowing(QUEUE, UKRAINIAN).likest(RUSSIAN)[0] == 101


def test_what_was_only_pressed_is_like_what_was_only_said() -> None:
    pressed = Story(Facts(office="translator", promised="translation", happened="money"))
    assert knowing(QUEUE, RUSSIAN).likest(pressed)[0] == 101


def test_where_nothing_is_known_or_nothing_is_told_nothing_is_like_it() -> None:
    assert knowing().likest(RUSSIAN) == []
    assert knowing(UKRAINIAN, QUEUE).likest(Story()) == []


def test_many_reports_of_one_obstacle_are_one_answer() -> None:
    index = Known()
    for number in range(20):
        index.learn(number, 7, UKRAINIAN)
    index.learn(20, 8, QUEUE)
    found = index.likest(UKRAINIAN)
    assert found[0] == 7
    assert len(found) == len(set(found))


def test_what_is_learned_anew_takes_the_place_of_what_was() -> None:
    index = knowing(UKRAINIAN)
    index.learn(0, 100, QUEUE)
    assert len(index) == 1
    assert index.likest(QUEUE) == [100]


def test_what_is_forgotten_is_found_no_more() -> None:
    index = knowing(UKRAINIAN, QUEUE)
    index.keep_only({1})
    assert 100 not in index.likest(UKRAINIAN)
