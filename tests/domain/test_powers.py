"""The table of powers names everything that can be done in the moderators' chat, and gives nobody more."""

from bot.domain.powers import EVERY_MODERATOR, LEAD, MODERATOR, ONLY_LEADS, may
from handlers.moderators.registry import ACTIONS, COMMANDS


def test_every_command_and_button_stands_in_the_table_once() -> None:
    """Whoever adds one decides here who may do it."""
    assert {*COMMANDS, *ACTIONS} == EVERY_MODERATOR | ONLY_LEADS
    assert not EVERY_MODERATOR & ONLY_LEADS


def test_what_is_not_in_the_table_nobody_may_do() -> None:
    assert not may(LEAD, "m-of-tomorrow")
    assert not may("", "m-of-tomorrow")


def test_a_lead_may_all_and_a_moderator_not_what_leads_do() -> None:
    assert all(may(LEAD, act) for act in (*COMMANDS, *ACTIONS))
    assert not any(may(MODERATOR, act) for act in ONLY_LEADS)
