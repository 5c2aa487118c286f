"""What happens in the story, step by step, in Ukrainian."""

import re
from zoneinfo import ZoneInfo

from bot.domain import catalogue, outcomes
from bot.i18n import _
from bot.sandbox.story.actors import Actor, Broke
from handlers import ask_for_help, start, volunteer as lessons
from handlers.moderators import approve as approval, groups
from handlers.parting import HEARD, SAID

WORDS = "Добрий день. Важко вдома на самоті, хочеться з кимось поговорити."
CALM = "Вітаю. Я поруч, можна говорити про що завгодно."
NOON = 12  # Kyiv time
PHONE = "Мій номер 067 123 45 67, телефонуйте"


async def open_group(moderator: Actor) -> tuple[str, str]:
    """The moderators open a group; return the tokens of its invitations on Telegram and Viber."""
    await moderator.writes("/newgroup Коло Тбілісі, Грузія")
    await moderator.sees(groups.OPENED)
    await moderator.writes("/invite 1")
    return await _token(moderator, r"start=([\w-]+)"), await _token(moderator, r"context=([\w-]+)")


async def _token(moderator: Actor, pattern: str) -> str:
    """Read the token of an invitation from its link; the picture for paper must be there too."""
    invitation = await moderator.sees(_("The picture is the same link, for paper."))
    token = re.search(pattern, invitation.text)
    if token is None or not invitation.photo:
        raise Broke("the invitation has no link or no picture")
    return token[1]


async def enter(actor: Actor, language: str, where: str, invitation: str) -> None:
    """Language, consent, place, the group of the invitation."""
    await actor.begins(invitation)
    await actor.sees("Мова · Язык · Language")
    await actor.presses(language)
    await actor.sees(start.HONEST)
    await actor.answers(
        (_("I agree"), _("Where are you now?")),
        (where, _("You are invited to the group {name}. Join it?")),
        ("Коло Тбілісі", start.WELCOME),
    )


async def volunteer(helper: Actor) -> None:
    """Offer to talk, in Ukrainian and Russian, from afar; learn how to talk; answer three questions."""
    talk = catalogue.need("talk").label
    await helper.presses(_("I can help"))
    await helper.sees(_("What can you help with? Several are fine."))
    await helper.turns_to(talk, _("More"), _("What can you help with? Several are fine."))
    await helper.answers(
        (talk, _("What can you help with? Several are fine.")),
        (_("Done"), _("In which languages can you talk?")),
        ("Українська", _("In which languages can you talk?")),
        (_("Done"), _("Only from afar, or in person too?")),
        (_("Only from afar"), lessons.WHEN),
        (_("Skip"), lessons.NIGHT),
        (_("Yes, wake me"), _("How many people at the same time? Two is good to begin with.")),
        ("2", _("Some requests ask for a woman or for a man. What may we tell?")),
        (_("I am a man"), lessons.SAY),
        (_("Go on"), lessons.NEVER),
        (_("Go on"), lessons.TORTURE),
        (_("“What is needed now?”"), lessons.MONEY),
        (_("I lend a little"), lessons.WHY_MONEY),
        (_("I decline and tell a moderator"), lessons.DANGER),
        (_("The SOS numbers and a moderator"), _("Please look once more. Is everything right?")),
        (_("Send"), _("Thank you. Your number as a helper is {number}.")),
    )


async def approve(moderator: Actor, helper: Actor) -> None:
    """One press of a moderator."""
    await moderator.sees(_("A new volunteer waits for approval."))
    await moderator.presses(_("Approve"))
    await moderator.sees(_("Approved by a moderator. The volunteer has been told."))
    await helper.sees(approval.WELCOME)


async def ask(returnee: Actor) -> None:
    """Ask for somebody to talk with."""
    need, kind = catalogue.need("talk").label, catalogue.subneed("talk.chat").short
    await returnee.writes("/ask")
    await returnee.sees(_("What do you need help with?"))
    await returnee.turns_to(need, _("More"), _("What do you need help with?"))
    await returnee.answers(
        (need, _("What exactly?")),
        (kind, ask_for_help.REGION),
        ("Грузія", ask_for_help.MEETING),
        (_("From afar: chat"), _("How soon?")),
        (_("Today"), ask_for_help.WHEN),
        (_("Skip"), _("Who may help you?")),
        (_("No preference"), ask_for_help.WORDS),
    )
    await returnee.writes(WORDS)
    await returnee.sees(_("Please look once more. Is everything right?"))
    await returnee.answers(
        (_("Change an answer"), _("Which answer would you like to change?")),
        (_("How soon"), _("How soon?")),
        (_("Now"), _("Please look once more. Is everything right?")),
        (_("Send"), _("Thank you. Your request has the number {number}.")),
    )


async def accept(helper: Actor, returnee: Actor) -> None:
    """The helper gets the request without who asks, and takes it."""
    offer = await helper.sees(_("Can you help? Request {number}."))
    if WORDS not in offer.text or returnee.name in offer.text or returnee.phone.user_id in offer.text:
        raise Broke("the offer must show the words, and not who asks")
    await helper.presses(_("I can help"))
    await helper.sees(_("• Never ask about captivity, violence, a sentence or documents. No money."))
    await returnee.sees(_("You can write first, or wait for the first word."))


async def talk(helper: Actor, returnee: Actor) -> None:
    """They talk across the messengers: words, a photo, a number held back, an edit, a withdrawal."""
    await helper.presses(_("Open the talk"))
    await helper.sees(_("What you write now goes to {name}. To leave the talk: /menu"))
    await helper.writes(CALM)
    await helper.sees(_("Sent to {name}."))
    await returnee.sees(CALM)
    await returnee.presses(_("Reply"))
    await returnee.sees(_("What you write now goes to {name}. To leave the talk: /menu"))
    await returnee.writes("Дякую. Почнімо з простого.")
    await helper.sees("Дякую. Почнімо з простого.")
    await returnee.sends_photo()
    await helper.sees(_("{name} sends a photo."))
    await helper.writes(PHONE)
    await helper.sees(_("Send it to {name} anyway?"))
    await helper.presses(_("Do not send"))
    await helper.sees(_("It was not sent, and it is not kept. You can write it differently."))
    if any(PHONE in bubble.text for bubble in returnee.phone.bubbles):
        raise Broke("the number was not held back")


async def check_in(helper: Actor, returnee: Actor) -> None:
    """After a day, by day, the bot asks how it goes; the requester closes the request as solved."""
    hour = returnee.sandbox.clock.now().astimezone(ZoneInfo("Europe/Kyiv")).hour
    await returnee.waits(24 + (NOON - hour) % 24)  # by night nobody is asked
    await returnee.sees(_("Request {number}, {name}: have you been able to talk? You need not answer."))
    await returnee.presses(_("It is solved"))
    await returnee.sees(SAID[outcomes.SOLVED][0])
    await helper.sees(HEARD[outcomes.SOLVED][1])


async def look_back(moderator: Actor) -> None:
    """The moderators see what was."""
    await moderator.writes("/queue")
    await moderator.sees(_("What waits"))
    await moderator.writes("/request 1")
    await moderator.sees(
        _("What the person wrote is closed. Opening it asks for a reason and is written down.")
    )
    await moderator.writes("/stats")
    await moderator.sees(_("Each of them got a word or help."))
