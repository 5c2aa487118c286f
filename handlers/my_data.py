"""/mydata: everything that is stored about the person, in words and then complete, to the same chat."""

import json

from bot.domain import catalogue, how_are_you, places
from bot.domain.reported import REASONS
from bot.i18n import Msg, Text, When, _, ctx, lines, paragraphs, plural
from bot.screens import Screen, action_button, command_button, stacked
from handlers import where
from handlers.base import Action, Command, Turn
from handlers.helping import page
from handlers.language import NAMES
from handlers.obstacles import cards as showing_cards
from storage import (
    accounts,
    card_marks,
    cards,
    everything,
    groups,
    hand_over_notes,
    helpers,
    how_are_you_questions,
    joinings,
    letters,
    matches,
    obstacle_photos,
    obstacle_reports,
    obstacles,
    outbox,
    phone_messages,
    requests,
    return_codes,
    talk_reports,
)
from storage.accounts import Chat
from storage.groups import Group
from storage.obstacle_reports import Report
from storage.persons import Person
from storage.requests import Request

WARNING = _(
    "Everything that is stored about you can be shown here, in this chat. "
    "It holds what you asked for and told. "
    "Whoever sees this phone could read it, and so could the messenger. "
    "Is this a good moment?"
)
COMPLETE = _("Complete, as it is stored, for another program or for a lawyer:")
END = _(
    "All that is stored about you was sent here. "
    "These messages can be deleted from the chat; what is stored stays until /forget."
)
UNSAID = _("not said")


async def my_data(turn: Turn) -> Screen:
    """Warn before anything is shown."""
    show = action_button(_("Show it here"), "mydata", "show")
    return Screen(WARNING, stacked(show, command_button(_("Menu"), "menu")), passing=True)


async def show(turn: Turn, row: str) -> Screen:
    """Send the words and the complete record as messages of their own; the last one has the way on."""
    if row != "show":
        return await my_data(turn)
    stored = await everything.about(turn.session, turn.person.id)
    complete = json.dumps(stored, ensure_ascii=False, indent=1)
    menu, delete = command_button(_("Menu"), "menu"), command_button(_("Delete everything"), "forget")
    for text in (await in_words(turn), paragraphs(COMPLETE, complete)):
        outbox.push_to(turn.session, turn.arrival.account, Screen(text, ((menu,),)))
    return Screen(END, stacked(delete, menu), passing=True)


async def in_words(turn: Turn) -> Text:
    """Say what is stored so that it can be read."""
    return paragraphs(
        await _about_you(turn),
        await _about_requests(turn),
        await _about_help(turn),
        await _about_letters(turn),
        await _about_reports(turn),
        await _about_groups(turn),
        await _about_how_you_are(turn),
        await _about_obstacles(turn),
        await _about_cards(turn),
    )


async def _about_you(turn: Turn) -> Text:
    chats = await accounts.chats(turn.session, turn.person.id)
    code = await return_codes.standing(turn.session, turn.person.id)
    noted = await phone_messages.count(turn.session, [chat.account.id for chat in chats])
    person, told = turn.person, turn.person.profile
    region = places.name(told.region) if places.is_place(told.region) else UNSAID
    return lines(
        _("About you"),
        *(_chat(chat) for chat in chats),
        _("• Return code of {day}; only its seal is kept").format(day=When(code.made_at)) if code else None,
        _("• Language: {language}").format(language=NAMES[person.language]),
        _agreed(person),
        _("• Name in talks: {name}").format(name=told.name or UNSAID),
        _("• Where: {place}; region: {region}").format(
            place=dict(where.PLACES).get(told.place, UNSAID), region=region
        ),
        plural(
            "• The number of {n} message of the last two days, without its words: /clean deletes it by that",
            "• The numbers of {n} messages of the last two days, without their words: /clean deletes them by these",
            noted,
        )
        if noted
        else None,
    )


async def _about_letters(turn: Turn) -> Text | None:
    found = await letters.of_person(turn.session, turn.person.id)
    rows = (
        LETTER.format(when=When(one.at), who=YOU if one.by_person else TEAM, words=one.words) for one in found
    )
    return lines(_("Letters with the moderators"), *rows) if found else None


async def _about_reports(turn: Turn) -> Text | None:
    found = await talk_reports.of_person(turn.session, turn.person.id)
    rows = (
        lines(
            _("• Talk {n}: {reason}").format(n=one.talk, reason=REASONS[one.reason]),
            *(f"  «{words}»" for words in one.shown),
        )
        for one in found
    )
    return lines(_("Your reports about talks, with what you showed"), *rows) if found else None


def _chat(chat: Chat) -> Text:
    where_it_is = _("• Messenger: {channel}, chat {address}").format(
        channel=chat.account.channel.capitalize(), address=chat.account.address
    )
    return lines(where_it_is, _("  It clears itself every day, as you chose.") if chat.clears_daily else None)


def _agreed(person: Person) -> Text:
    if not person.consent:
        return _("• Consent: not given")
    return _("• Consent to version {version} of the text").format(version=person.consent)


async def _about_requests(turn: Turn) -> Text | None:
    found = await requests.of_person(turn.session, turn.person.id)
    return lines(_("Your requests"), *(_request(request) for request in found)) if found else None


def _request(request: Request) -> Text:
    line = _("• {n}, {when}: {need}").format(
        n=request.number, when=When(request.created_at), need=catalogue.need(request.ask.need).label
    )
    return lines(line, f"  «{request.ask.words}»" if request.ask.words else None)


async def _about_help(turn: Turn) -> Text | None:
    helper = await helpers.get(turn.session, turn.person.id)
    talks = await matches.active_of(turn.session, turn.person.id)
    if helper is None and not talks:
        return None
    needs = (catalogue.need(need).label for need in helper.skills.needs) if helper else ()
    return lines(
        _("Helping and talks"),
        _("• You help with: {needs}").format(needs=lines(*needs, separator=", ")) if helper else None,
        _("• State: {state}").format(state=page.state(helper, turn.person))
        if helper is not None and page.is_one(helper)
        else None,
        *(_("• Talk {n} is open.").format(n=match.number) for match in talks),
        *(
            _("• Your note for the next helper: «{words}»").format(words=note.words)
            for note in await hand_over_notes.written_by(turn.session, turn.person.id)
        ),
    )


async def _about_groups(turn: Turn) -> Text | None:
    session, id = turn.session, turn.person.id
    rows = [await _group(turn, group) for group in await groups.mine(session, id)]
    for asked in await joinings.of_person(session, id):
        group = await groups.get(session, asked.group_id)
        if group is not None:
            says = ASKED if asked.status == joinings.OPEN else DECLINED
            rows.append(says.format(name=group.name, when=When(asked.at)))
    return lines(_("Your groups"), *rows) if rows else None


async def _about_how_you_are(turn: Turn) -> Text | None:
    told = [one for one in await how_are_you_questions.latest(turn.session, turn.person.id) if one.answer]
    answers = (
        lines(
            f"• {one.local_date}:",
            how_are_you.ANSWERS[one.answer][0],
            f"«{one.words}»" if one.words else None,
            separator=" ",
        )
        for one in told
    )
    return lines(_("How you are"), *answers) if told else None


async def _group(turn: Turn, group: Group) -> Text:
    coordinates = await groups.role(turn.session, turn.person.id, group.id) == groups.COORDINATOR
    chosen = turn.person.profile.group == group.id
    return lines(
        f"• {group.name}",
        _("you coordinate it") if coordinates else None,
        _("chosen for new requests") if chosen else None,
        separator=", ",
    )


async def _about_obstacles(turn: Turn) -> Text | None:
    found = await obstacle_reports.of_person(turn.session, turn.person.id)
    rows = [await _obstacle(turn, report) for report in found]
    return lines(_("Obstacles that you met"), *rows) if rows else None


async def _obstacle(turn: Turn, report: Report) -> Text:
    obstacle = await obstacles.get(turn.session, report.obstacle_id)
    assert obstacle is not None, "a report goes with its obstacle"
    photos = await obstacle_photos.of_report(turn.session, report.id)
    line = _("• {n}, {when}, photos: {photos}").format(
        n=obstacle.number, when=When(report.at), photos=len(photos)
    )
    story = report.story
    told = (story.place, story.detail, story.words, story.public)
    return lines(line, *(f"  «{words}»" for words in told if words))


async def _about_cards(turn: Turn) -> Text | None:
    found = await card_marks.of_person(turn.session, turn.person.id)
    rows = [
        _("• Card {n}, {when}: {said}").format(n=card.number, when=When(at), said=showing_cards.ANSWERS[said])
        for card_id, said, at in found
        if (card := await cards.get(turn.session, card_id)) is not None
    ]
    return lines(_("Cards of what helped"), *rows) if rows else None


LETTER = Msg("• {when}, {who}: «{words}»")
YOU, TEAM = ctx("letters", "you"), ctx("letters", "a moderator on duty")
ASKED = _("• {name}: asked to join, {when}")
DECLINED = _("• {name}: the answer was “not now”, {when}")
COMMANDS = (
    Command(
        "mydata",
        _("my data|what is stored about me"),
        _("All that is stored about me"),
        my_data,
        before_consent=True,
    ),
)
ACTIONS = (Action("mydata", show, before_consent=True),)
