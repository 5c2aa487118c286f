"""Tables fit a phone: 34 characters a line, in every language."""

import pytest

from bot.domain.obstacles.facts import HAPPENED, OFFICES
from bot.domain.obstacles.states import STATES
from bot.domain.stats.waits import DAY, HOUR, said
from bot.i18n import LANGUAGES, Language, Msg, Text, translate
from handlers.moderators import contact_card, helper_list, jobs, labels, list_words, people
from handlers.moderators.alert_screens import SIGNS
from handlers.moderators.announcement_counts import (
    AFTER_ALL,
    HOW,
    LEFT_OUT,
    NOT_ARRIVED,
    NOT_YET,
    REACHED,
    UNDER_WAY,
    WENT,
)
from handlers.moderators.budget import BUDGET, PAID, PEOPLE, REFUSED, SINCE, WAITING
from handlers.moderators.correspondence import BEGAN
from handlers.moderators.duty import OPEN as OPEN_WORK
from handlers.moderators.journal import ACTS, OBJECTS
from handlers.moderators.obstacle_history import MOVES
from handlers.moderators.obstacle_words import REASONS as OF_OBSTACLES
from handlers.moderators.on_duty import SINCE as SINCE_WHEN
from handlers.moderators.person_card import BANS, OPEN, TALK
from handlers.moderators.queue import LISTS
from handlers.moderators.redacting import PARTS, REASONS as OUT_REASONS
from handlers.moderators.stats import ANSWERS
from handlers.moderators.stats_parts import (
    BEGUN,
    CAME,
    CARRY,
    FREE,
    MIDDLE,
    MOST,
    NOT_ACCEPTED,
    NOT_UNDERSTOOD,
    ON_THEIR_WAY,
    WORD,
)
from handlers.moderators.stats_text import COUNTED as COMPARED, NINE, WITHIN
from handlers.moderators.stats_words import ASKED, FATES, WHY
from handlers.moderators.words import REASONS

PHONE = 34
DUTY = ("duty-on", "duty-off", "duty-take", "duty-offer", "duty-accept", "duty-stay", "bell-on", "bell-off")
MANY = 9999
every_language = pytest.mark.parametrize("language", LANGUAGES)

COUNTED: list[Msg] = [
    *(says for says, _read in LISTS.values()),
    *(says for names in (labels.REQUESTS, labels.HELPERS, labels.OUTCOMES) for says in names.values()),
    *(ON_THEIR_WAY, NOT_ACCEPTED, NOT_UNDERSTOOD, FREE, BEGUN, *CARRY, *WHY.values()),
    *(says for _title, names in ANSWERS.values() for says in names.values()),
    *(PAID, BUDGET, WAITING, PEOPLE),
    *(says for names in (list_words.PEOPLE, list_words.LATELY) for says in names.values()),
    *OPEN_WORK.values(),
]
LINES: list[Text] = [
    *(labels.counted(says, MANY) for says in COUNTED),
    *(labels.OFFER.format(n=999, answer=says) for says in labels.OFFERS.values()),
    *(says for names in (labels.GROUPS, labels.MODES) for says in names.values()),
    *(says.format(time="30.11 23:59") for says in (SINCE, REFUSED)),
    *REASONS.values(),
    *(jobs.MARKED.format(job=says) for says in jobs.JOBS.values()),
    *(
        says.format(when="26.11 21:14", n=MANY, kind="")
        for says in (jobs.RAN, jobs.DID, jobs.FAILED, jobs.KIND)
    ),
    *(jobs.IS_LATE, jobs.NEVER, jobs.PUT_OFF.format(n=MANY)),
    *OF_OBSTACLES.values(),
    *STATES.values(),
    *OFFICES.values(),
    *HAPPENED.values(),
    *(says for names in (PARTS, OUT_REASONS) for says in names.values()),
    *(says.format(n=MANY) for says in MOVES.values()),
    *(labels.counted(says, MANY) for names in (OFFICES, HAPPENED) for says in names.values()),
    *SIGNS.values(),
    *(COMPARED.format(what=says, n=MANY, before=MANY) for says in (ASKED, *FATES.values())),
    *(
        says.format(within=said(seconds))
        for says in (WITHIN, NINE, WORD)
        for seconds in (40 * HOUR, 99 * DAY)
    ),
    *(CAME.format(helped=MANY, nothing=MANY), MIDDLE.format(n=99), MOST.format(n=99)),
    *(labels.counted(says, 50_000) for says in (*HOW.values(), *LEFT_OUT.values(), REACHED, WENT)),
    *(labels.counted(says, 50_000) for says in (UNDER_WAY, NOT_YET, AFTER_ALL, NOT_ARRIVED)),
    *(says for names in (contact_card.STATES, contact_card.HOWS, BANS) for says in names.values()),
    helper_list.SAYS.format(n=MANY, load=99, places=99),
    people.SAYS.format(n=MANY, when="26.11"),
    TALK.format(talk=MANY, n=MANY),
    *(OPEN.format(n=MANY, state=says) for says in labels.REQUESTS.values()),
    *(says.format(n=MANY) for says in BEGAN.values()),
    SINCE_WHEN.format(n=99, when="23:59"),
]


@every_language
def test_every_line_of_a_table_fits(language: Language) -> None:
    long = [said for line in LINES if len(said := translate(line, language)) > PHONE]
    assert not long


@every_language
def test_every_act_fits_with_what_it_is_about(language: Language) -> None:
    called = {about: len(translate(says.format(n="9999"), language)) for about, says in OBJECTS.items()}
    alone = {"language", "score", "export"}
    long = {
        act: said
        for act, says in ACTS.items()
        if len(said := translate(says, language))
        + (0 if act in alone else 2 + max(called[about] for about in called if _is_about(act, about)))
        > PHONE
    }
    assert not long


OF_ALERTS, OF_MESSAGES = ("take", "done"), ("message-again", "message-gone")


def _is_about(act: str, about: str) -> bool:
    """Obstacles and photos are seen, opened, and have acts of their own; nothing else is done to them."""
    theirs = {
        "move",
        "let-out",
        "withdraw",
        "photo",
        "blacken",
        "merge",
        "unmerge",
        "split",
        "publish",
        "unpublish",
    }
    theirs |= {"redact"}
    ours = {"letter": ("letters",), "letters-end": ("letters",)}
    ours |= dict.fromkeys(("template", "template-out"), ("template",))
    ours |= dict.fromkeys(DUTY, ("moderator",))
    if act in ours or about in ("letters", "template"):
        return about in ours.get(act, ("letters", "template") if act == "look" else ())
    wishes = {"ask", "agree", "disagree"}
    if about == "moderator":
        return act in ("came", "went")
    if about == "export" or act in wishes | {"came", "went"}:
        return about in ("export", "announcement") and act in wishes
    if about == "announcement":
        return act.startswith("news-") or act in wishes | {"look"}
    if act.startswith("news-"):
        return False
    if about in ("alert", "message") or act in OF_ALERTS + OF_MESSAGES:
        return act in {"alert": (*OF_ALERTS, "look"), "message": OF_MESSAGES}.get(about, ())
    if about == "card":
        return act.startswith("card-") or act == "look"
    return act in theirs | {"look", "words"} if about in ("obstacle", "photo") else act not in theirs
