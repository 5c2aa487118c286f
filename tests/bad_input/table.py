"""The table: what comes | from where | how | what the person reads, or what the caller is answered."""

from typing import NamedTuple

from bot.conversation.questions import PLEASE_PRESS
from bot.i18n import Text, _
from bot.routing import CANNOT_READ, GONE, UNCLEAR, UNKNOWN_COMMAND
from handlers import check_in, my_requests, offers
from handlers.talk import access
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
    signed_for_another,
    types,
)

BOTH, TELEGRAM, VIBER = ("telegram", "viber"), ("telegram",), ("viber",)
MENU, NEED, WORDS, TALK = "at the menu", "asked for a need", "asked for own words", "in a talk"
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
NOT_A_VOICE = _("A voice can be recognised, so voice messages are not passed on. Please write it in words.")

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
    Row("a zero byte", BOTH, NEED, says("a\0b"), PLEASE_PRESS),
    Row("half a surrogate pair", BOTH, NEED, says("a\ud83d"), PLEASE_PRESS),
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
    Row("the same event three times", BOTH, MENU, says("hello", times=3), UNCLEAR),
    Row("an answer to no question", BOTH, MENU, presses("f:abc123:need:documents"), GONE),
    Row("an answer of another draft", BOTH, NEED, presses("f:fffff0:need:documents"), GONE),
    Row("an answer that is not offered", BOTH, NEED, presses("f:abc123:need:gold"), GONE),
    Row("an answer to a later question", BOTH, NEED, presses("f:abc123:review:send"), GONE),
    Row("an unknown flow", BOTH, MENU, presses("c:resume:gold"), GONE),
    Row("an unknown command in a button", BOTH, MENU, presses("c:__class__"), GONE),
    Row("an unknown action", BOTH, MENU, presses("a:gold:1"), GONE),
    Row("a moderators' action", BOTH, MENU, presses("a:m-approve:1"), GONE),
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
    Row("someone else's talk, ended", BOTH, MENU, presses("a:talk-end:{match}"), access.NOT_HERE),
    Row("someone else's match, closed", BOTH, MENU, presses("a:outcome:{match}:solved"), check_in.NOT_HERE),
    Row("someone else's match, asked", BOTH, MENU, presses("a:close:{match}"), check_in.NOT_HERE),
    Row("someone else's check-in", BOTH, MENU, presses("a:checkin:{checkin}:solved"), check_in.NOT_HERE),
    Row("someone else's request, read", BOTH, MENU, presses("a:request:{request}"), my_requests.NOT_YOURS),
    Row("someone else's request, closed", BOTH, MENU, presses("a:drop-request:{request}"), my_requests.NOT_YOURS),
)


class Call(NamedTuple):
    """One line of the table of callers; `aside`: it is kept in quarantine."""

    what: str
    channel: str
    way: Way
    answered: str
    aside: bool = False


EVENT = b'{"update_id": 1, "event": "seen"}'
NOBODY = {"id": 9_999_999_999, "type": "private", "first_name": "Nobody"}
KICKED = {"chat": NOBODY, "from": NOBODY, "new_chat_member": {"status": "kicked"}}

CALLERS = (
    # what comes                     webhook     how                                             answer
    Call("no secret", "telegram", calls(EVENT), "401"),
    Call("a wrong secret", "telegram", calls(EVENT, {SECRET_HEADER: "guess"}), "401"),
    Call("a secret that is not ASCII", "telegram", calls(EVENT, {SECRET_HEADER: "секрет"}), "401"),
    Call("no signature", "viber", calls(EVENT), "403"),
    Call("a wrong signature", "viber", calls(EVENT, {SIGNATURE: "0" * 64}), "403"),
    Call("a signature that is not hexadecimal", "viber", calls(EVENT, {SIGNATURE: "guess"}), "403"),
    Call("a signature that is not ASCII", "viber", calls(EVENT, {SIGNATURE: "підпис"}), "403"),
    Call("the signature of another body", "viber", signed_for_another, "403"),
    *(
        line
        for name in ("telegram", "viber")
        for line in (
            Call("a body of 1 MB", name, calls(MEGABYTE, signed=True), "413"),
            Call("a body of 1 MB from anybody", name, calls(MEGABYTE), "413"),
            Call("nested 5,000 deep", name, calls(NESTED, signed=True), "400"),
            Call("no JSON", name, calls(b"update_id=1", signed=True), "400"),
            Call("no UTF-8", name, calls(b'{"text": "\xff"}', signed=True), "400"),
            Call("nothing at all", name, calls(b"", signed=True), "400"),
            Call("a list", name, calls(b"[1]", signed=True), "200", aside=True),
            Call("a number", name, calls(b"NaN", signed=True), "200", aside=True),
            Call("an event without its parts", name, calls(b'{"event": "message", "message": 1}', signed=True), "200", aside=True),
        )
    ),
    Call("a block by somebody unknown", "telegram", brings({"update_id": 5, "my_chat_member": KICKED}), "200"),
    Call("somebody unknown leaves", "viber", brings({"event": "unsubscribed", "user_id": "x", "message_token": 1}), "200"),
    Call("a failure of somebody unknown", "viber", brings({"event": "failed", "user_id": "x", "message_token": 2}), "200"),
)
