"""/privacy: what is kept, who sees it, how long, what Kolo cannot do; and taking consent back."""

from bot.domain import consent
from bot.i18n import _, paragraphs
from bot.screens import Screen, action_button, command_button, stacked
from handlers.base import Action, Command, Here, Reply, Turn
from handlers.leaving import leave
from storage import persons, phone_sweeps

KEPT = _(
    "What is kept: the address of this chat and of another one that you connect, your language, your answers, "
    "requests and settings; of a return code only a seal. "
    "What you write and the address are sealed with a key. A stolen database without the key names nobody. "
    "No name, phone, document or location is asked for."
)
SEEN = _(
    "Who sees it: the helpers who are asked see what you ask for, but not who you are. "
    "In a talk the other person sees only a chosen name. "
    "Coordinators of your groups see how many ask, and for what kind of help; not who. "
    "Moderators see numbers. When one opens a request, it is written down who and why. "
    "Which account is yours they see only when two of them agree, for a reason and ten minutes; "
    "you are told, unless you are where your phone may be looked into."
)
OBSTACLES = _(
    "What you tell of an obstacle is sealed too. Others see the kind of office, its name, what happened "
    "and how many met it; a sentence of yours only if you allow it and a moderator has read it. "
    "When you leave an obstacle or delete everything, your words and photos go. "
    "The obstacle stays for the others in it, without them; with nobody left in it, it is deleted. "
    "Cards of what helped are written by moderators; whether one worked for you is counted without your name."
)
LETTERS = _(
    "What you write to the moderators, and they to you, they read: the one on duty and the others of the team. "
    "It is sealed, and kept 90 days at most after the letters are closed."
)
HOW_LONG = _(
    "How long: a message of a talk until it has arrived, 72 hours at most. Photos 72 hours, "
    "or until the request is closed; photos of an obstacle as long as you are in it. "
    "A report about a talk, with what you chose to show, three months at most. "
    "News from the team, and that you were sent it, 7 days. "
    "What the bot stumbled over 7 days, backups 35 days. "
    "The rest until you delete it or it goes by itself, as told below."
)
OVER = _(
    "By itself goes what is over. A request and its talk: 30 days after it is closed; if you are asked then whether "
    "all is well, when you answer, 15 days later at the latest; never while a report about the talk is looked into. "
    "That two people are not to be brought together again stays known. "
    "When there has been nothing from you for half a year, you are told, and two weeks later "
    "everything about you is deleted, as by /forget; not while you wait for help, are in a talk or moderate."
)
ON_PHONE = _(
    "Of what stands in this chat the numbers are kept for two days, without the words: "
    "by these /clean deletes the messages from a phone, where the messenger lets a bot do that, "
    "at a press or, if you wish, every day by itself."
)
# What no code can mend: it is said, so that nobody trusts the bot with more than it can hold.
NOT_PROTECTED = _(
    "What Kolo cannot protect against: Telegram and Viber can read this chat and see that you use it, "
    "and so can anyone who holds or photographs an unlocked phone. "
    "Somebody may recognise you by how you write or by your story, "
    "and whoever takes over the running server could read what passes through it."
)
WITHDRAW = _(
    "You can take your consent back at any time. Your requests, talks and answers are then deleted. "
    "Only the address of this chat and the language stay, so that the bot can answer. "
    "/forget deletes these too."
)
ASKED = _(
    "Take your consent back?\n\n"
    "Your requests, talks, photos, answers, groups and your place as a helper are deleted at once. "
    "People you talk with read that you left, and no more."
)
STOPS_CLEARING = _("This chat then clears itself no more; /clean clears it at a press.")
DONE = _(
    "Your consent is taken back, and everything but the address of this chat and the language is deleted. "
    "The SOS numbers work as before. You can begin again at any time."
)
NONE_GIVEN = _("You have not given consent, so there is nothing to take back. /forget deletes the rest.")


async def privacy(turn: Turn) -> Screen:
    """Tell all of it, with the version that consent is given to."""
    version = _("Version {version} of this text.").format(version=consent.VERSION)
    text = paragraphs(
        KEPT, SEEN, OBSTACLES, LETTERS, HOW_LONG, OVER, ON_PHONE, NOT_PROTECTED, WITHDRAW, version
    )
    withdraw = action_button(_("Take consent back"), "withdraw", "ask") if turn.person.consent else None
    buttons = (
        command_button(_("What is stored about me"), "mydata"),
        command_button(_("Clear this chat"), "clean"),
        command_button(_("Is it really Kolo?"), "real"),
        withdraw,
        command_button(_("Delete everything"), "forget"),
        command_button(_("Menu"), "menu"),
    )
    return Screen(text, stacked(*buttons), passing=True)


async def withdraw(turn: Turn, row: str) -> Reply:
    """Ask once; then delete everything but what is needed to answer, and forget the consent."""
    if not turn.person.consent:
        return Screen(NONE_GIVEN, stacked(command_button(_("Begin again"), "start")), passing=True)
    if row == "no":
        return Here(_("Everything stays as it is."))
    if row != "yes":
        take = action_button(_("Take it back"), "withdraw", "yes", "danger")
        clears = await phone_sweeps.clears_daily(turn.session, turn.arrival.account.id)
        asked = paragraphs(ASKED, STOPS_CLEARING if clears else None)
        return Screen(asked, stacked(take, action_button(_("Keep it"), "withdraw", "no")), passing=True)
    await leave(turn.session, turn.person)
    turn.arrival.person = await persons.empty(turn.session, turn.person)
    turn.state.clear()
    again, delete = (
        command_button(_("Begin again"), "start"),
        command_button(_("Delete everything"), "forget"),
    )
    return Screen(DONE, stacked(again, delete, command_button(_("SOS numbers"), "sos")), passing=True)


COMMANDS = (
    Command(
        "privacy", _("privacy|my privacy"), _("What is kept, and who sees it"), privacy, before_consent=True
    ),
)
ACTIONS = (Action("withdraw", withdraw, before_consent=True),)
