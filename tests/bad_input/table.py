"""The table: what comes | from where | how | what the person reads, or what the caller is answered."""

from typing import NamedTuple

from bot.conversation.questions import NOT_AN_ANSWER, PLEASE_PRESS
from bot.conversation.replay import OLD_BUTTON
from bot.domain import blackening, zones
from bot.domain.codes import return_code
from bot.i18n import Text, _
from bot.routing import CANNOT_READ, GONE, UNCLEAR, UNKNOWN_COMMAND
from handlers import check_in, held_back, new_cases, news, offers
from handlers.accounts import chats, linking, returning, trying, writing_down
from handlers.banned import NOT_BANNED
from handlers.check_in_screens import TOO_OLD
from handlers.does_it_hold import OVER as STANDS
from handlers.groups import coordinating, mine, showing
from handlers.groups.coordinating import NOT_YOURS as NO_COORDINATOR
from handlers.helping import caring, note, note_answers, page
from handlers.helping.handing_over import NOT_YOURS as NOTHING_OF_YOURS
from handlers.how_are_you import asking, choosing, company, words
from handlers.letters import answering
from handlers.my_requests import NOT_YOURS
from handlers.obstacles import card_answers, cards, known, likely, photos, searching, standing
from handlers.obstacles.mine import NOT_YOURS as NOT_MET
from handlers.talk import access, showing as evidence
from handlers.together.access import NOT_COORDINATOR as NO_STEERING, NOT_YOURS as NOT_OF_GROUP
from tests.bad_input.scene import Way
from tests.bad_input.ways import (
    MEGABYTE,
    NESTED,
    SECRET_HEADER,
    SIGNATURE,
    brings,
    calls,
    presses,
    says,
    sends,
    signed,
    signed_for_another,
    types,
)

BOTH, TELEGRAM, VIBER = ("telegram", "viber"), ("telegram",), ("viber",)
MENU, NEED, WORDS = "at the menu", "asked for a need", "asked for own words"
TALK, GROUP, ASKED = "in a talk", "in a group", "asked how it goes"
ZONE = "asked for a time zone"

NOTHING, ONE_OF = "has told nothing of an obstacle", "asked whether it is one of these"
SQUARES = "asked which squares"
LETTER = "asked for a letter"
SEARCH, WORKED = "asked what to search for", "said that a card worked"
MUCH = "has sent many of late"
SILENCE: Text = ""


class Row(NamedTuple):
    """One line of the table; `times`: how many messages answer it."""

    what: str
    channels: tuple[str, ...]
    place: str
    way: Way
    reads: Text
    times: int = 1


TOO_LONG = _("This is {length} characters long, and {limit} fit here. Please make it shorter.")
NO_WORDS = _("There are no words in this message. Please write a few.")
NOT_IN_A_TALK = _("Only words and photos are passed on in a talk. Nothing was sent or kept.")
NOT_INVITED = _("This invitation is no longer valid. A moderator can give you a new one.")
NOT_A_VOICE = _("A voice can be recognised, so voice messages are not passed on. Please write it in words.")

NOBODYS_CODE = return_code(b"0123456789abcdef")

# Whatever belongs to another group: seen, voted for, taken, signed, steered.
OF_GROUPS = (
    ("obstacle, read", "work:{grouped}"),
    ("ways, read", "ways:{grouped}"),
    ("obstacle, a way proposed", "propose-way:{grouped}"),
    ("proposal, read", "way:{way}"),
    ("proposal, voted for", "way-for:{way}"),
    ("proposal, a vote taken back", "way-not-for:{way}"),
    ("proposal, chosen", "way-choose:{way}"),
    ("proposal, closed", "way-close:{way}"),
    ("proposal, opened again", "way-reopen:{way}"),
    ("proposal, removed", "way-remove:{way}:yes"),
    ("proposal, a task added", "add-task:{way}"),
    ("tasks, read", "tasks:{grouped}"),
    ("task, read", "task:{task}"),
    ("task, taken", "task-take:{task}"),
    ("task, given back", "task-back:{task}"),
    ("task, done", "task-done:{task}"),
    ("request, seen", "joint:{grouped}"),
    ("request, drafted", "draft-request:{grouped}"),
    ("request, read", "joint-read:{joint}"),
    ("request, signed", "joint-sign:{joint}"),
    ("request, signed by name", "sign-by-name:{joint}"),
    ("request, unsigned", "joint-unsign:{joint}"),
    ("request, a question proposed", "propose-question:{joint}"),
    ("request, a question taken in", "joint-change:{change}:yes"),
    ("request, given up", "joint-drop:{joint}"),
    ("request, sent", "joint-sent:{joint}"),
    ("request, lengthened", "joint-longer:{joint}"),
    ("request, answered", "joint-answer:{joint}"),
    ("request, complained about", "joint-complaint:{joint}:head"),
)

PEOPLE = (
    # what comes                           who       where  how                             what the person reads
    Row("an empty message", BOTH, MENU, says(""), UNCLEAR),
    Row("an empty message", BOTH, NEED, says(""), PLEASE_PRESS),
    Row("an empty message", BOTH, WORDS, says(""), NO_WORDS),
    Row("an empty message", BOTH, TALK, says(""), NO_WORDS),
    Row("nothing but spaces", BOTH, WORDS, says(" \n\t "), NO_WORDS),
    Row("10,000 characters", BOTH, MENU, says("я" * 10_000), UNCLEAR),
    Row("10,000 characters", BOTH, WORDS, says("я" * 10_000), TOO_LONG),
    Row("10,000 characters", BOTH, TALK, says("я" * 10_000), TOO_LONG),
    Row("10,000 characters, as the app sends them", TELEGRAM, WORDS, types("я" * 10_000), TOO_LONG, 3),
    Row("10,000 characters, as the app sends them", VIBER, WORDS, types("я" * 10_000), TOO_LONG),
    Row("emoji", BOTH, NEED, says("👩‍👩‍👧‍👦🇺🇦👍🏽"), PLEASE_PRESS),
    Row("right-to-left marks", BOTH, NEED, says("\u202eabc\u200f"), PLEASE_PRESS),
    Row("nothing but invisible characters", BOTH, WORDS, says("\u200b\u202e\u2066"), NO_WORDS),
    Row("a zero byte", BOTH, NEED, says("ъ\0ь"), PLEASE_PRESS),
    Row("half a surrogate pair", BOTH, NEED, says("ъ\ud83dь"), PLEASE_PRESS),
    Row("a pile of accents", BOTH, NEED, says("o" + "\u0336" * 2_000), PLEASE_PRESS),
    Row("markup", BOTH, NEED, says("<b>*_`[x](tg://user?id=1) &amp;"), PLEASE_PRESS),
    Row("a formula", BOTH, NEED, says("=HYPERLINK(1)"), PLEASE_PRESS),
    Row("a number of no button", BOTH, NEED, says("99"), PLEASE_PRESS),
    Row("a number longer than any", BOTH, NEED, says("9" * 5_000), PLEASE_PRESS),
    Row("an unknown command", BOTH, MENU, says("/drop_tables"), UNKNOWN_COMMAND),
    Row("a moderators' command", BOTH, MENU, says("/approve 1"), UNKNOWN_COMMAND),
    Row("a sticker", BOTH, MENU, sends("sticker"), CANNOT_READ),
    Row("a sticker", BOTH, NEED, sends("sticker"), PLEASE_PRESS),
    Row("a sticker", BOTH, WORDS, sends("sticker"), NO_WORDS),
    Row("a sticker", BOTH, TALK, sends("sticker"), NOT_IN_A_TALK),
    Row("a place", BOTH, MENU, sends("location"), CANNOT_READ),
    Row("a place", BOTH, TALK, sends("location"), NOT_IN_A_TALK),
    Row("a live location", TELEGRAM, MENU, sends("live_location"), CANNOT_READ),
    Row("a live location", TELEGRAM, TALK, sends("live_location"), NOT_IN_A_TALK),
    Row("a contact", BOTH, MENU, sends("contact"), CANNOT_READ),
    Row("a contact", BOTH, TALK, sends("contact"), NOT_IN_A_TALK),
    Row("a poll", TELEGRAM, MENU, sends("poll"), CANNOT_READ),
    Row("a poll", TELEGRAM, TALK, sends("poll"), NOT_IN_A_TALK),
    Row("a voice message", TELEGRAM, NEED, sends("voice"), PLEASE_PRESS),
    Row("a voice message", TELEGRAM, TALK, sends("voice"), NOT_A_VOICE),
    Row("a video", BOTH, MENU, sends("video"), CANNOT_READ),
    Row("a video note", TELEGRAM, TALK, sends("video_note"), NOT_IN_A_TALK),
    Row("a document", TELEGRAM, TALK, sends("document"), NOT_IN_A_TALK),
    Row("a file", VIBER, TALK, sends("file"), NOT_IN_A_TALK),
    Row("a link message", VIBER, TALK, sends("url"), NOT_IN_A_TALK),
    Row("a dice", TELEGRAM, MENU, sends("dice"), CANNOT_READ),
    Row("a forwarded message", TELEGRAM, NEED, sends("forward"), PLEASE_PRESS),
    Row("a forwarded message without its author", TELEGRAM, NEED, sends("forward_hidden"), PLEASE_PRESS),
    Row("an unknown kind of message", VIBER, MENU, sends("unknown"), CANNOT_READ),
    Row("an unknown kind of update", TELEGRAM, MENU, sends("unknown"), SILENCE),
    Row("an unknown kind of event", VIBER, MENU, sends("client_status"), SILENCE),
    Row("words in somebody's group", TELEGRAM, GROUP, types("/ask"), SILENCE),
    Row("a button in somebody's group", TELEGRAM, GROUP, presses("a:accept:{offer}"), SILENCE),
    Row("a sticker in somebody's group", TELEGRAM, GROUP, sends("sticker"), SILENCE),
    Row("the same event three times", BOTH, MENU, says("hello", times=3), UNCLEAR),
    Row("an answer to no question", BOTH, MENU, presses("f:abc123:need:documents"), GONE),
    Row("an answer of another draft", BOTH, NEED, presses("f:fffff0:need:documents"), OLD_BUTTON),
    Row("an answer that is not offered", BOTH, NEED, presses("f:abc123:need:gold"), NOT_AN_ANSWER),
    Row("an answer to a later question", BOTH, NEED, presses("f:abc123:review:send"), OLD_BUTTON),
    Row("an unknown flow", BOTH, MENU, presses("c:resume:gold"), GONE),
    Row("an unknown command in a button", BOTH, MENU, presses("c:__class__"), GONE),
    Row("an unknown action", BOTH, MENU, presses("a:gold:1"), GONE),
    Row("a moderators' action", BOTH, MENU, presses("a:m-approve:1"), GONE),
    Row("a banned person's button", BOTH, MENU, presses("a:look-again:"), NOT_BANNED),
    Row("an action without a row", BOTH, MENU, presses("a:accept:"), offers.NOT_HERE),
    Row("a row that is no number", BOTH, MENU, presses("a:accept:-1"), offers.NOT_HERE),
    Row("a row beyond 64 bits", BOTH, MENU, presses("a:accept:9999999999999999999"), offers.NOT_HERE),
    Row("a payload of nothing", TELEGRAM, MENU, presses(""), GONE),
    Row("a payload of emoji", TELEGRAM, MENU, presses("💥" * 16), GONE),
    Row("someone else's offer, taken", BOTH, MENU, presses("a:accept:{offer}"), offers.NOT_HERE),
    Row("someone else's offer, declined", BOTH, MENU, presses("a:later:{offer}"), offers.NOT_HERE),
    Row("someone else's offer, never", BOTH, MENU, presses("a:never:{offer}"), offers.NOT_HERE),
    Row("someone else's offer, looked at", BOTH, MENU, presses("a:offer:{offer}"), offers.NOT_HERE),
    Row("someone else's talk, opened", BOTH, MENU, presses("a:talk:{match}"), access.NOT_HERE),
    Row("someone else's talk, paused", BOTH, MENU, presses("a:talk-pause:{match}"), access.NOT_HERE),
    Row("someone else's talk, resumed", BOTH, MENU, presses("a:talk-resume:{match}"), access.NOT_HERE),
    Row("someone else's talk, reported", BOTH, MENU, presses("a:talk-reported:{match}:x"), access.NOT_HERE),
    Row("someone else's report, shown", BOTH, MENU, presses("a:talk-show:{told}"), evidence.NOT_NOW),
    Row("a report that is not there", BOTH, MENU, presses("a:talk-show:17"), evidence.NOT_NOW),
    Row("someone else's talk, ended", BOTH, MENU, presses("a:talk-end:{match}"), access.NOT_HERE),
    Row("someone else's match, closed", BOTH, MENU, presses("a:outcome:{match}:solved"), check_in.NOT_HERE),
    Row("someone else's match, asked", BOTH, MENU, presses("a:close:{match}"), check_in.NOT_HERE),
    Row("someone else's danger", BOTH, MENU, presses("a:write-me:{danger}:yes"), check_in.NOT_HERE),
    Row(
        "an answer about danger that no button gives",
        BOTH,
        MENU,
        presses("a:write-me:{danger}:maybe"),
        check_in.NOT_HERE,
    ),
    Row("someone else's check-in", BOTH, MENU, presses("a:checkin:{checkin}:solved"), check_in.NOT_HERE),
    Row("someone else's check-in, held", BOTH, MENU, presses("a:holds:{checkin}:holds"), check_in.NOT_HERE),
    Row("a check-in answered twice", BOTH, ASKED, presses("a:checkin:{answered}:solved"), check_in.ANSWERED),
    Row("a check-in after a month", BOTH, ASKED, presses("a:checkin:{old}:solved"), TOO_OLD),
    Row(
        "a check-in after a newer one", BOTH, ASKED, presses("a:checkin:{overtaken}:left"), check_in.NOT_HERE
    ),
    Row("a check-in after a newer one", BOTH, ASKED, presses("a:checkin:{overtaken}:half"), TOO_OLD),
    Row("a check-in of a closed match", BOTH, ASKED, presses("a:checkin:{over}:solved"), check_in.OVER),
    Row("an answer that is none", BOTH, ASKED, presses("a:checkin:{old}:gold"), check_in.NOT_HERE),
    Row("it holds, where the talk goes on", BOTH, ASKED, presses("a:holds:{goes_on}:holds_not"), STANDS),
    Row("someone else's how-are-you, answered", BOTH, MENU, presses("a:how:{how}:good"), asking.NOT_HERE),
    Row("someone else's how-are-you, put off", BOTH, MENU, presses("a:how:{how}:rest"), asking.NOT_HERE),
    Row("someone else's how-are-you, opened", BOTH, MENU, presses("a:how-open:{how}"), asking.NOT_HERE),
    Row("words to someone else's how-are-you", BOTH, MENU, presses("a:how-words:{how}"), words.NO_ANSWER),
    Row("a person offered to someone else", BOTH, MENU, presses("a:how-person:{how}:ask"), company.NOT_HERE),
    Row("noticed, but nothing that there is", BOTH, MENU, presses("a:how-noticed:all"), held_back.NOT_HERE),
    Row("a stop of what was never begun", BOTH, MENU, presses("a:how-plan:stop"), choosing.NOT_ON),
    Row("a zone that does not exist", BOTH, ZONE, says("Mars/Olympus"), zones.UNKNOWN),
    Row("a zone beyond the Earth", BOTH, ZONE, says("UTC+15"), zones.NO_SUCH_HOURS),
    Row("someone else's request, read", BOTH, MENU, presses("a:request:{request}"), NOT_YOURS),
    Row("someone else's request, closed", BOTH, MENU, presses("a:drop-request:{request}"), NOT_YOURS),
    Row("a group of nobody", BOTH, MENU, presses("a:group:1"), showing.GONE),
    Row("a closed group, asked to join", BOTH, MENU, presses("a:group-ask:{closed}"), showing.GONE),
    Row("someone else's group, left", BOTH, MENU, presses("a:group-left:{group}"), mine.NOT_YOURS),
    Row("someone else's group, made one's own", BOTH, MENU, presses("a:group-main:{group}"), mine.NOT_YOURS),
    Row("someone else's group, coordinated", BOTH, MENU, presses("a:coordinate:{group}"), NO_COORDINATOR),
    Row(
        "someone else's group, invited into",
        BOTH,
        MENU,
        presses("a:coordinate-invite:{group}"),
        NO_COORDINATOR,
    ),
    Row(
        "someone else's group, its role laid down",
        BOTH,
        MENU,
        presses("a:coordinate-end:{group}"),
        NO_COORDINATOR,
    ),
    Row("someone's asking to join, granted", BOTH, MENU, presses("a:join-yes:{joining}"), NO_COORDINATOR),
    Row("someone's asking to join, declined", BOTH, MENU, presses("a:join-no:{joining}"), NO_COORDINATOR),
    Row("an asking to join of nobody", BOTH, MENU, presses("a:join-yes:1"), coordinating.ANSWERED),
    Row("a rest of somebody who is no helper", BOTH, MENU, presses("a:rest:monday"), page.NOT_A_HELPER),
    Row("a rest of no length", BOTH, MENU, presses("a:rest:forever"), page.NOT_A_HELPER),
    Row("the command of a rest, without helping", BOTH, MENU, says("/rest"), page.NOT_A_HELPER),
    Row("a way back from no rest", BOTH, MENU, presses("a:back:now"), page.NOT_A_HELPER),
    Row("a number of people, without helping", BOTH, MENU, presses("a:how-much:2"), page.NOT_A_HELPER),
    Row("an end of helping, without helping", BOTH, MENU, presses("a:stop-helping:yes"), page.NOT_A_HELPER),
    Row("someone's match, handed over", BOTH, MENU, presses("a:hand-over-yes:{match}"), NOTHING_OF_YOURS),
    Row("someone's closed match, handed over", BOTH, MENU, presses("a:hand-over:{over}"), NOTHING_OF_YOURS),
    Row("all matches of nobody, handed over", BOTH, MENU, presses("a:hand-over-yes:all"), NOTHING_OF_YOURS),
    Row("a note about someone's match", BOTH, MENU, presses("a:note:{over}"), note.NOT_NOW),
    Row("someone's note, passed on", BOTH, MENU, presses("a:note-yes:{note}"), note_answers.NOT_HERE),
    Row("someone's note, deleted", BOTH, MENU, presses("a:note-no:{note}"), note_answers.NOT_HERE),
    Row("an answer to someone's monthly word", BOTH, MENU, presses("a:month:{word}:tired"), caring.NOT_HERE),
    Row("a word of care, without helping", BOTH, MENU, presses("a:care:moderator"), caring.NOT_HERE),
    Row("a code that nobody shows", BOTH, MENU, says("/link 0123456789"), trying.WRONG),
    Row(
        "a code that nobody shows, while a question is open",
        BOTH,
        NEED,
        says("/link 012 345 67 89"),
        trying.WRONG,
    ),
    Row("a code of letters", BOTH, MENU, says("/link abc"), linking.LENGTH),
    Row("a code of 5,000 digits", BOTH, MENU, says("/link " + "7" * 5_000), linking.LENGTH),
    Row("a yes to no code", BOTH, MENU, presses("a:link:yes"), trying.WRONG),
    Row("someone else's chat, disconnected", BOTH, MENU, presses("a:unlink:{match}"), chats.GONE),
    Row("a return code that nobody has", BOTH, MENU, says(f"/return {NOBODYS_CODE}"), trying.WRONG),
    Row(
        "a return code with a slip of the pen",
        BOTH,
        MENU,
        says(f"/return {NOBODYS_CODE[::-1]}"),
        returning.SLIP,
    ),
    Row("a return code that is too short", BOTH, MENU, says("/return 12345"), returning.LENGTH),
    Row("a check of no return code", BOTH, MENU, presses("a:code:check"), writing_down.NOT_AGAIN),
    Row("an announcement that was for others", BOTH, MENU, presses("a:news:{news}"), news.NOT_HERE),
    Row("a wish about news that there is not", BOTH, MENU, presses("a:news:maybe"), news.NOT_HERE),
    Row("an announcement beyond 64 bits", BOTH, MENU, presses("a:news:9999999999999999999"), news.NOT_HERE),
    Row("a message that is not held back", BOTH, MENU, presses("a:held:{offer}"), held_back.NOT_HERE),
    Row("an empty report of an obstacle", BOTH, NOTHING, says("  "), NO_WORDS),
    Row("a skipped report of an obstacle", BOTH, NOTHING, presses("f:abc123:words:-"), NOT_AN_ANSWER),
    Row("10,000 characters about an obstacle", BOTH, NOTHING, says("я" * 10_000), TOO_LONG),
    Row("one's own obstacle, joined", BOTH, ONE_OF, presses("f:abc123:same:{own}"), likely.YOURS["own"]),
    Row(
        "an obstacle, joined twice",
        BOTH,
        ONE_OF,
        presses("f:abc123:same:{obstacle}"),
        likely.YOURS["joined"],
    ),
    Row("an obstacle that is not offered", BOTH, ONE_OF, presses("f:abc123:same:1"), NOT_AN_ANSWER),
    Row("a square that is none", BOTH, SQUARES, says("49"), blackening.NOT_SQUARES),
    Row("no square at all", BOTH, SQUARES, says("the name"), blackening.NOT_SQUARES),
    Row("someone else's obstacle, read", BOTH, MENU, presses("a:obstacle:{obstacle}"), NOT_MET),
    Row("an obstacle by a number of nobody", BOTH, MENU, says("/obstacle 99"), NOT_MET),
    Row("an obstacle by no number", BOTH, MENU, says("/obstacle 1.5"), NOT_MET),
    Row("a search for nothing", BOTH, MENU, says("/obstacles x"), searching.NOTHING),
    Row("a search for signs", BOTH, MENU, says("/obstacles ???"), searching.NOTHING),
    Row("a search of 5,000 characters", BOTH, MENU, says("/obstacles " + "я" * 5_000), searching.FEW),
    Row("5,000 characters to search for", BOTH, SEARCH, says("я" * 5_000), TOO_LONG),
    Row("empty words to search for", BOTH, SEARCH, says("  "), NO_WORDS),
    Row("a card confirmed twice", BOTH, WORKED, presses("a:card-worked:{card}"), card_answers.SAID["worked"]),
    Row("a hidden card, read", BOTH, MENU, presses("a:card:{hidden}"), cards.NOT_HERE),
    Row("a hidden card, confirmed", BOTH, MENU, presses("a:card-worked:{hidden}"), cards.NOT_HERE),
    Row("a hidden card, doubted", BOTH, MENU, presses("a:card-otherwise:{hidden}"), cards.NOT_HERE),
    Row("a hidden card, told of", BOTH, MENU, presses("a:card-tell:{hidden}"), cards.NOT_HERE),
    Row("a hidden card, help asked with it", BOTH, MENU, presses("a:card-ask:{hidden}"), cards.NOT_HERE),
    Row(
        "an obstacle that only one met, found",
        BOTH,
        MENU,
        presses("a:obstacle-known:{obstacle}"),
        known.NOT_KNOWN,
    ),
    Row(
        "an obstacle that only one met, joined",
        BOTH,
        MENU,
        presses("a:obstacle-too:{obstacle}"),
        known.NOT_KNOWN,
    ),
    Row("someone else's obstacle, what helped", BOTH, MENU, presses("a:obstacle-helped:{obstacle}"), NOT_MET),
    Row("someone else's obstacle, left", BOTH, MENU, presses("a:obstacle-leave:{obstacle}:yes"), NOT_MET),
    Row("someone else's obstacle, brought back", BOTH, MENU, presses("a:obstacle-back:{obstacle}"), NOT_MET),
    Row("someone else's sentence, taken back", BOTH, MENU, presses("a:obstacle-unsay:{obstacle}"), NOT_MET),
    Row("someone else's obstacle, a photo added", BOTH, MENU, presses("a:photo-add:{obstacle}"), NOT_MET),
    Row("someone else's photo, seen", BOTH, MENU, presses("a:photo:{photo}"), photos.GONE),
    Row("someone else's photo, deleted", BOTH, MENU, presses("a:photo-drop:{photo}"), photos.GONE),
    Row("someone else's photo, blacked out", BOTH, MENU, presses("a:photo-black:{photo}"), photos.GONE),
    Row(
        "someone else's photo, exchanged", BOTH, MENU, presses("a:photo-keep:{photo}:{picture}"), photos.GONE
    ),
    Row(
        "someone else's question, answered",
        BOTH,
        MENU,
        presses("a:obstacle-still:{question}:gone"),
        standing.NOT_HERE,
    ),
    *(
        Row(f"another group's {what}", BOTH, MENU, presses(f"a:{press}"), NOT_OF_GROUP)
        for what, press in OF_GROUPS
    ),
    Row("a group's obstacles, from outside", BOTH, MENU, presses("a:group-obstacles:{group}"), NOT_OF_GROUP),
    Row(
        "an obstacle, taken for another group",
        BOTH,
        MENU,
        presses("a:group-take:{group}:{obstacle}"),
        NO_STEERING,
    ),
    Row("someone's letter, answered", BOTH, MENU, presses("a:letter-answer:{letters}"), answering.NOT_HERE),
    Row("someone's letter, put off", BOTH, MENU, presses("a:letter-later:{letters}"), answering.NOT_HERE),
    Row("someone's letter, opened", BOTH, MENU, presses("a:letter-open:{letter}"), answering.NOT_HERE),
    Row("an empty letter", BOTH, LETTER, says("  "), NO_WORDS),
    Row("a letter of 10,000 characters", BOTH, LETTER, says("я" * 10_000), TOO_LONG),
    Row("a letter that nobody can see", BOTH, LETTER, says("\u200b\u202e"), NO_WORDS),
    Row("a request too many, sent", BOTH, MUCH, presses("f:abc123:review:send"), new_cases.STAYS),
    Row("a request too many, begun", BOTH, MUCH, presses("c:ask"), new_cases.MEANWHILE),
    Row("an obstacle too many, begun", BOTH, MUCH, presses("a:obstacle-new:"), new_cases.MEANWHILE),
    Row("an offer to help too many, begun", BOTH, MUCH, presses("c:volunteer"), new_cases.MEANWHILE),
    Row("a letter sent before it is written", BOTH, LETTER, presses("f:abc123:review:send"), OLD_BUTTON),
    Row("a way of nobody", BOTH, MENU, presses("a:way-for:1"), NOT_OF_GROUP),
    Row("an invitation that nobody gave", BOTH, MENU, presses("a:join:{group}"), NOT_INVITED),
)


class Call(NamedTuple):
    """One line of the table of callers; `aside`: it is kept in quarantine."""

    what: str
    channel: str
    way: Way
    answered: int
    aside: bool = False


EVENT = b'{"update_id": 1, "event": "seen"}'
NOBODY = {"id": 9_999_999_999, "type": "private", "first_name": "Nobody"}
STRANGER = {"user_id": "stranger", "message_token": 1}
KICKED = {"chat": NOBODY, "from": NOBODY, "new_chat_member": {"status": "kicked"}}

CALLERS = (
    # what comes | at whose webhook | how | what the caller is answered
    Call("no secret", "telegram", calls(EVENT), 401),
    Call("a wrong secret", "telegram", calls(EVENT, {SECRET_HEADER: "guess"}), 401),
    Call("a secret that is not ASCII", "telegram", calls(EVENT, {SECRET_HEADER: "секрет"}), 401),
    Call("no signature", "viber", calls(EVENT), 403),
    Call("a wrong signature", "viber", calls(EVENT, {SIGNATURE: "0" * 64}), 403),
    Call("a signature that is not hexadecimal", "viber", calls(EVENT, {SIGNATURE: "guess"}), 403),
    Call("a signature that is not ASCII", "viber", calls(EVENT, {SIGNATURE: "підпис"}), 403),
    Call("the signature of another body", "viber", signed_for_another, 403),
    Call("a body of 1 MB from anybody", "telegram", calls(MEGABYTE), 413),
    Call("a body of 1 MB from anybody", "viber", calls(MEGABYTE), 413),
    Call("a body of 1 MB", "telegram", signed(MEGABYTE), 413),
    Call("a body of 1 MB", "viber", signed(MEGABYTE), 413),
    Call("nested 5,000 deep", "telegram", signed(NESTED), 400),
    Call("nested 5,000 deep", "viber", signed(NESTED), 400),
    Call("no JSON", "telegram", signed(b"update_id=1"), 400),
    Call("no JSON", "viber", signed(b"event=message"), 400),
    Call("no UTF-8", "telegram", signed(b'{"text": "\xff"}'), 400),
    Call("no UTF-8", "viber", signed(b'{"text": "\xff"}'), 400),
    Call("nothing at all", "telegram", signed(b""), 400),
    Call("nothing at all", "viber", signed(b""), 400),
    Call("a list", "telegram", signed(b"[1]"), 200, aside=True),
    Call("a list", "viber", signed(b"[1]"), 200, aside=True),
    Call("no number", "telegram", signed(b"NaN"), 200, aside=True),
    Call("no number", "viber", signed(b"NaN"), 200, aside=True),
    Call("an event in pieces", "telegram", signed(b'{"update_id": 2, "message": 1}'), 200, aside=True),
    Call("an event in pieces", "viber", signed(b'{"event": "message"}'), 200, aside=True),
    Call("a block by somebody unknown", "telegram", brings({"update_id": 5, "my_chat_member": KICKED}), 200),
    Call("somebody unknown leaves", "viber", brings({**STRANGER, "event": "unsubscribed"}), 200),
    Call("a failure of somebody unknown", "viber", brings({**STRANGER, "event": "failed"}), 200),
)


class Wrong(NamedTuple):
    """One line of the table of settings: what is set (never printed), and what the program says before it exits."""

    what: str
    given: dict[str, str]
    says: tuple[str, ...]


TELEGRAM_ON = {"TELEGRAM_BOT_TOKEN": "1:canary"}
VIBER_ON = {"VIBER_AUTH_TOKEN": "canary"}
WEBHOOK = {**TELEGRAM_ON, "TELEGRAM_MODE": "webhook", "PUBLIC_URL": "https://canary.example"}

SETTINGS = (
    # what is wrong | what is set | what the program says
    Wrong("no data key", TELEGRAM_ON, ("DATA_KEYS is missing", "python -m bot key")),
    Wrong("a bad data key", {"DATA_KEYS": "canary"}, ("DATA_KEYS: each key is 32 bytes in base64",)),
    Wrong("no token", {"TELEGRAM_BOT_TOKEN": "canary"}, ("TELEGRAM_BOT_TOKEN: a token of BotFather",)),
    Wrong("an unknown mode", {"TELEGRAM_MODE": "canary"}, ("TELEGRAM_MODE: Input should be 'polling'",)),
    Wrong("a webhook without secret", WEBHOOK, ("needs PUBLIC_URL and TELEGRAM",)),
    Wrong("a bad secret", {"TELEGRAM_WEBHOOK_SECRET": "canary!"}, ("TELEGRAM_WEBHOOK_SECRET may hold",)),
    Wrong("Viber without an address", VIBER_ON, ("VIBER_AUTH_TOKEN needs PUBLIC_URL",)),
    Wrong("an address without https", {"PUBLIC_URL": "canary"}, ("PUBLIC_URL: an address begins with",)),
    Wrong("an API that is nowhere", {"VIBER_API_URL": "canary"}, ("VIBER_API_URL: an address begins with",)),
    Wrong("a long name", {"VIBER_BOT_NAME": "canary" * 5}, ("VIBER_BOT_NAME: ", "at most 28")),
    Wrong("a budget below zero", {"VIBER_MONTHLY_BUDGET": "-77"}, ("VIBER_MONTHLY_BUDGET: ",)),
    Wrong("a port that is none", {"HTTP_PORT": "77777"}, ("HTTP_PORT: ", "65535")),
    Wrong("a port in words", {"SANDBOX_PORT": "canary"}, ("SANDBOX_PORT: ",)),
    Wrong("another database", {"DATABASE_URL": "mysql://canary@x/y"}, ("DATABASE_URL: begins with sqlite",)),
    Wrong("a database in memory", {"DATABASE_URL": "sqlite+aiosqlite:///:memory:"}, ("DATABASE_URL: ",)),
    Wrong("a lead by name", {"LEADS": "@canary"}, ("LEADS: a person's Telegram id is a number",)),
    Wrong("a group as a lead", {"LEADS": "123,-77"}, ("LEADS: a person's Telegram id is a number",)),
    Wrong("a chat by name", {"MODERATORS_CHAT_ID": "@canary"}, ("MODERATORS_CHAT_ID: a chat id is a",)),
    Wrong("two at once", {"HTTP_PORT": "canary", "DATA_KEYS": "canary"}, ("HTTP_PORT: ", "DATA_KEYS: ")),
)
