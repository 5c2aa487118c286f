"""The card of a helper: what they offer, without a name."""

from bot.domain import catalogue, times
from bot.i18n import Text, When, _, lines, paragraphs
from bot.screens import Button, Rows, Screen, action_button
from handlers.moderators import labels
from handlers.moderators.base import queue_button
from storage import helpers
from storage.helpers import Helper


def card(helper: Helper, note: Text | None = None) -> Screen:
    """Return the card; `note` says what just happened."""
    title = _("Helper {n}: {state}").format(
        n=helper.number, state=labels.called(labels.HELPERS, helper.status)
    )
    return Screen(paragraphs(note, title, _facts(helper)), _buttons(helper))


def _facts(helper: Helper) -> Text:
    skills = helper.skills
    offered = tuple(need.label for need in catalogue.NEEDS if need.id in skills.needs)
    spoken = tuple(labels.LANGUAGES.get(language, language) for language in skills.languages)
    where = tuple(labels.place(region) for region in skills.regions)
    who = _("Counts as: {who}").format(who=labels.called(labels.WANTS, skills.gender))
    return lines(
        _("Helps with: {needs}").format(needs=labels.several(offered)),
        _("Languages: {languages}").format(languages=labels.several(spoken)),
        _("How: {how}").format(how=labels.meeting(skills.in_person)),
        _("Places: {places}").format(places=labels.several(where)) if skills.in_person else None,
        _("Also goes to neighbouring regions.") if skills.can_travel else None,
        _("When: {times}").format(times=when) if (when := times.called(skills.times)) else None,
        _("May be asked at night when it is urgent.") if skills.night_ok else None,
        _("People at once: {n}").format(n=helper.capacity),
        who if skills.gender else None,
        _rests(helper) if helper.status == helpers.RESTING else None,
    )


def _rests(helper: Helper) -> Text:
    if helper.rest_until is None:
        return _("Rests until they write.")
    return _("Rests until {when}.").format(when=When(helper.rest_until))


def _buttons(helper: Helper) -> Rows:
    own = _decisions(helper)
    write = action_button(_("Write to the person"), "m-write", f"helper-{helper.number}")
    last = (action_button(_("As a person"), "m-who", helper.number), queue_button())
    return (own, (write,), last) if own else ((write,), last)


def _decisions(helper: Helper) -> tuple[Button, ...]:
    approve = action_button(_("Approve"), "m-approve", helper.person_id, "primary")
    if helper.status == helpers.PENDING:
        return approve, action_button(_("Refuse"), "m-refuse", helper.person_id)
    if helper.status == helpers.REFUSED:  # a slip of the thumb can be put right
        return (action_button(_("Approve after all"), "m-approve", helper.person_id),)
    if helper.status in helpers.ACTIVE_OR_RESTING:
        return (action_button(_("Pause this helper"), "m-pause", helper.number),)
    if helper.status == helpers.PAUSED:
        return (action_button(_("End the pause"), "m-unpause", helper.number),)
    return ()
