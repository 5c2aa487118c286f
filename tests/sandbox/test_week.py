"""A jump of a week shows on three phones what a returnee, a helper and the moderators would have got."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.data_keys import new_key
from bot.i18n import Text, _
from bot.sandbox.launch import open_sandbox
from bot.sandbox.phones import Bubble
from bot.sandbox.story import plot
from bot.sandbox.story.actors import Actor
from bot.settings import Settings
from handlers import check_in_screens as screens
from handlers.how_are_you import asking, choosing
from handlers.moderators import alert_screens

WEEK = 7 * 24
ABROAD = "За кордоном"


@pytest.fixture
async def people(tmp_path: Path) -> AsyncIterator[tuple[Actor, Actor, Actor]]:
    """A returnee on Telegram, a helper on Viber who has just written to them, and the moderators."""
    url = f"sqlite+aiosqlite:///{tmp_path}/kolo.db"
    sandbox = await open_sandbox(Settings(_env_file=None), 0, url, new_key())
    try:
        olena = Actor(sandbox, sandbox.telegram.new_phone("Олена", "returnee"), "uk", "Олена")
        serhii = Actor(sandbox, sandbox.viber.new_phone("Сергій", "helper"), "uk", "Сергій")
        lesia = Actor(sandbox, sandbox.desk, "uk", "Модераторка Леся")
        on_telegram, on_viber = await plot.open_group(lesia)
        await plot.enter(olena, "Українська", ABROAD, on_telegram)
        await plot.enter(serhii, "Українська", ABROAD, on_viber)
        await plot.volunteer(serhii)
        await plot.approve(lesia, serhii)
        await plot.ask(olena)
        await plot.accept(serhii, olena)
        await serhii.presses(_("Open the talk"))
        await serhii.sees(_("What you write now goes to {name}. To leave the talk: /menu"))
        await serhii.writes(plot.CALM)
        await olena.sees(plot.CALM)
        await wishes_to_be_asked(olena)
        yield olena, serhii, lesia
    finally:
        await sandbox.stop()


async def wishes_to_be_asked(olena: Actor) -> None:
    """Every week at six; of silence a moderator is to hear."""
    await olena.writes("/howareyou")
    await olena.sees(choosing.WHAT_IT_IS)
    await olena.answers(
        (_("Yes, ask me"), choosing.HOW_OFTEN),
        (_("Every week"), choosing.AT_WHAT_HOUR),
        ("18:00", choosing.IF_SILENT),
        (_("A moderator hears of it"), _("Saved.")),
    )


async def week_of(*people: Actor) -> list[list[Bubble]]:
    """Let a week pass; what each of these people got in it."""
    before = [len(actor.phone.bubbles) for actor in people]
    await people[0].waits(WEEK)
    return [actor.phone.bubbles[n:] for actor, n in zip(people, before, strict=True)]


def times(actor: Actor, bubbles: list[Bubble], text: Text) -> list[datetime]:
    """When, by the clock of Kyiv, a text came."""
    return [b.at.astimezone(ZoneInfo("Europe/Kyiv")) for b in bubbles if actor.said(text) in b.text]


async def test_all_three_get_what_the_days_bring_each_at_its_hour_and_no_more(
    people: tuple[Actor, Actor, Actor],
) -> None:
    olena, serhii, lesia = people
    hers, his, theirs = await week_of(olena, serhii, lesia)
    for actor, bubbles in ((olena, hers), (serhii, his)):
        (first,), going = (
            times(actor, bubbles, screens.HAVE_TALKED),
            times(actor, bubbles, screens.IS_IT_GOING),
        )
        assert 0 < len(going) < 3
        assert all(10 <= moment.hour < 19 for moment in (first, *going))
        assert (going[0].date() - first.date()).days == 2
    (how,), (again,) = times(olena, hers, asking.HOW), times(olena, hers, asking.ONCE_MORE)
    told, *_said_again = times(lesia, theirs, alert_screens.NO_ANSWER)
    assert [moment.hour for moment in (how, again, told)] == [18, 18, 18]
    assert [(moment.date() - how.date()).days for moment in (again, told)] == [1, 2]
    assert len(hers) <= 5
    assert len(his) <= 3
